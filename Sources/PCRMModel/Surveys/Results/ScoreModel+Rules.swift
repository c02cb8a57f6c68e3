public import PCRMCore

extension ScoreModel {
  /// Refuses a model that could not score: fields that are missing, weights below nought, parts that divide by nothing.
  public func check(_ field: String = "model") throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try TextRules.check(note, "\(field).note", max: 500)
    if measures.isEmpty && index == nil { throw .required("\(field).measures") }
    if measures.count > 50 { throw .tooMany("\(field).measures", max: 50) }
    var names: Set<String> = []
    for (number, measure) in measures.enumerated() {
      let place = "\(field).measures[\(number)]"
      try measure.check(place)
      if !names.insert(measure.name).inserted {
        throw .duplicate("\(place).name", "is the name of another measure of the model")
      }
    }
    try index?.check("\(field).index")
  }

  /// The measure of a name; nil for the index, whose name is empty.
  public func measure(_ name: String) -> ScoreMeasure? {
    measures.first { $0.name == name }
  }

  /// What a client says of a model; the rest is the server's.
  public var content: ScoreModel {
    var copy = self
    copy.id = ScoreModelID()
    copy.version = 0
    copy.createTime = nil
    copy.createdBy = PrincipalID()
    return copy
  }
}

extension ScoreMeasure {
  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-")
    try kind.checkRequired("\(field).kind")
    try ScoreItem.checkPath(question, "\(field).question")
    guard let scale else { throw .required("\(field).scale") }
    try scale.check("\(field).scale")
    if !(favourableFrom > scale.min && favourableFrom <= scale.max) {
      throw .malformed("\(field).favourable_from", "above the scale's min, and at most its max")
    }
    if kind == .recommendation, !(unfavourableTo >= scale.min && unfavourableTo < favourableFrom) {
      throw .malformed(
        "\(field).unfavourable_to", "at least the scale's min, and below favourable_from")
    }
  }
}

extension ScoreScale {
  fileprivate func check(_ field: String) throws(Status) {
    let most = 1_000_000.0
    if !(abs(min) <= most) { throw .malformed("\(field).min", "from -1000000 to 1000000") }
    if !(max > min && max <= most) {
      throw .malformed("\(field).max", "above min, and at most 1000000")
    }
    try conversion.checkRequired("\(field).conversion")
    if conversion == .ratio, !(max > 0) {
      throw .malformed("\(field).max", "above 0 for a ratio")
    }
  }
}

extension CompositeIndex {
  fileprivate func check(_ field: String) throws(Status) {
    guard let scale else { throw .required("\(field).scale") }
    try scale.check("\(field).scale")
    if dimensions.isEmpty { throw .required("\(field).dimensions") }
    if dimensions.count > 20 { throw .tooMany("\(field).dimensions", max: 20) }
    var names: Set<String> = []
    for (number, dimension) in dimensions.enumerated() {
      let place = "\(field).dimensions[\(number)]"
      try TextRules.checkCode(dimension.name, "\(place).name", max: 64, others: "_-")
      if !names.insert(dimension.name).inserted {
        throw .duplicate("\(place).name", "is the name of another dimension of the index")
      }
      try ScoreItem.checkWeight(dimension.weight, "\(place).weight")
      if dimension.items.isEmpty { throw .required("\(place).items") }
      if dimension.items.count > 50 { throw .tooMany("\(place).items", max: 50) }
      for (item, value) in dimension.items.enumerated() {
        try value.check("\(place).items[\(item)]")
      }
    }
    if overall.count > 20 { throw .tooMany("\(field).overall", max: 20) }
    for (number, item) in overall.enumerated() { try item.check("\(field).overall[\(number)]") }
    if !(0...1 ~= overallShare) { throw .malformed("\(field).overall_share", "from 0 to 1") }
    if overall.isEmpty != (overallShare == 0) {
      throw .malformed("\(field).overall_share", "above 0 with overall items, and 0 without")
    }
  }
}

extension ScoreItem {
  fileprivate func check(_ field: String) throws(Status) {
    try Self.checkPath(question, "\(field).question")
    if !expectation.isEmpty { try Self.checkPath(expectation, "\(field).expectation") }
    try Self.checkWeight(weight, "\(field).weight")
  }

  fileprivate static func checkPath(_ path: String, _ field: String) throws(Status) {
    try TextRules.checkRequired(path, field, max: 600)
    // What is asked several times of one person has no single value.
    if path.contains("[") { throw .malformed(field, "the path of a question outside of repeats") }
  }

  fileprivate static func checkWeight(_ weight: Double, _ field: String) throws(Status) {
    if !(weight >= 0 && weight <= 1_000_000) {
      throw .malformed(field, "0 or greater, at most 1000000")
    }
  }
}
