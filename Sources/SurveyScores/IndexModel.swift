/// A composite score as versioned data: items make dimensions, dimensions and an overall part make the index.
///
/// PCSI, SERVQUAL and SERVPERF are such models: SERVQUAL's items have an expectation each, SERVPERF's have none, PCSI
/// has an overall part. Whoever publishes new weights publishes a new version; a result names the one it used.
public struct IndexModel: Hashable, Sendable {
  /// One question, or the gap between what was perceived and what was expected.
  public struct Item: Hashable, Sendable {
    public var question: String
    /// The question about the expectation; nothing where only perception counts.
    public var expectation: String?
    /// Beside the other items of its dimension.
    public var weight: Double

    public init(question: String, expectation: String? = nil, weight: Double = 1) {
      self.question = question
      self.expectation = expectation
      self.weight = weight
    }
  }

  public struct Dimension: Hashable, Sendable {
    public var name: String
    /// Beside the other dimensions.
    public var weight: Double
    public var items: [Item]

    public init(name: String, weight: Double = 1, items: [Item]) {
      self.name = name
      self.weight = weight
      self.items = items
    }
  }

  public var name: String
  public var version: Int
  public var scale: PointScale
  public var dimensions: [Dimension]
  /// Items about the whole, such as overall satisfaction.
  public var overall: [Item]
  /// How much of the index the overall part is, from 0 to 1.
  public var overallShare: Double

  public init(
    name: String, version: Int, scale: PointScale, dimensions: [Dimension], overall: [Item] = [],
    overallShare: Double = 0
  ) {
    self.name = name
    self.version = version
    self.scale = scale
    self.dimensions = dimensions
    self.overall = overall
    self.overallShare = overallShare
  }

  /// What is wrong with it, one line each, beginning with the field; nothing where it can be used.
  public var faults: [String] {
    var faults: [String] = []
    if name.isEmpty { faults.append("name: is empty; it is what a result calls its model") }
    if version < 1 { faults.append("version: \(version) is below 1") }
    if !(scale.min < scale.max) {
      faults.append("scale: its lowest value is not below its highest")
    }
    if scale.conversion == .ratio, !(scale.max > 0) {
      faults.append("scale: a ratio needs a highest value above nought")
    }
    if !(0...1 ~= overallShare) { faults.append("overall_share: is not between 0 and 1") }
    if overall.isEmpty, overallShare > 0 {
      faults.append("overall: has no item, but overall_share gives it a part of the index")
    }
    if !overall.isEmpty, overallShare == 0 {
      faults.append("overall_share: is 0, but there are overall items")
    }
    if dimensions.isEmpty { faults.append("dimensions: there is none") }
    if Set(dimensions.map(\.name)).count < dimensions.count {
      faults.append("dimensions: two have the same name")
    }
    for (number, dimension) in dimensions.enumerated() {
      let field = "dimensions[\(number)]"
      if dimension.name.isEmpty { faults.append("\(field).name: is empty") }
      if !(dimension.weight > 0) { faults.append("\(field).weight: is not above nought") }
      if dimension.items.isEmpty { faults.append("\(field).items: there is none") }
      faults += Self.faults(dimension.items, "\(field).items")
    }
    return faults + Self.faults(overall, "overall")
  }

  private static func faults(_ items: [Item], _ field: String) -> [String] {
    items.enumerated().flatMap { number, item in
      var faults: [String] = []
      if item.question.isEmpty { faults.append("\(field)[\(number)].question: is empty") }
      if !(item.weight > 0) { faults.append("\(field)[\(number)].weight: is not above nought") }
      return faults
    }
  }

  /// Every question that it reads, each once, in the order of the model.
  public var questions: [String] {
    var seen: Set<String> = []
    return (dimensions.flatMap(\.items) + overall).flatMap {
      [$0.question] + [$0.expectation].compactMap(\.self)
    }
    .filter { seen.insert($0).inserted }
  }
}

/// What a composite score came to, by which version of which model.
public struct IndexScore: Hashable, Sendable {
  public let model: String
  public let version: Int
  /// Absent where a dimension, or the overall part, has no answer at all.
  public let index: Estimate?
  /// In the order of the model.
  public let dimensions: [Part]
  /// Absent where the model has no overall part, or nobody answered it.
  public let overall: Estimate?

  /// A dimension and what it came to.
  public struct Part: Hashable, Sendable {
    public let name: String
    /// Absent when nobody answered any of its items.
    public let estimate: Estimate?
  }
}
