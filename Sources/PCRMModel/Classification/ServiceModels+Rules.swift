public import PCRMCore

extension ServiceModels {
  /// Models in one document.
  public static let modelsMax = 50
  /// Switches in one document.
  public static let switchesMax = 5_000

  /// Refuses a document that breaks a rule of its fields, or switches to a model that it does not have.
  public func check(_ field: String = "models") throws(Status) {
    if models.isEmpty { throw .required("\(field).models") }
    if models.count > Self.modelsMax { throw .tooMany("\(field).models", max: Self.modelsMax) }
    try ClassificationScheme.checkUnique(models.map(\.code), "\(field).models", "code")
    for (index, model) in models.enumerated() {
      let field = "\(field).models[\(index)]"
      try TextRules.checkCode(model.code, "\(field).code", max: 64, others: "-_")
      try TextRules.check(model.titleKo, "\(field).title_ko", max: 200)
      try TextRules.check(model.titleEn, "\(field).title_en", max: 200)
    }
    if switches.count > Self.switchesMax {
      throw .tooMany("\(field).switches", max: Self.switchesMax)
    }
    var seen: Set<String> = []
    for (index, change) in switches.enumerated() {
      let field = "\(field).switches[\(index)]"
      try TextRules.check(change.office, "\(field).office", max: 32)
      try TextRules.check(change.note, "\(field).note", max: 200)
      guard let day = change.validFrom else { throw .required("\(field).valid_from") }
      try day.checkDay("\(field).valid_from")
      if change.serviceModel.isEmpty {
        if change.office.isEmpty { throw .required("\(field).service_model") }
      } else if !models.contains(where: { $0.code == change.serviceModel }) {
        throw .referenceMissing("\(field).service_model", "service model in this document")
      }
      if !seen.insert("\(day.number) \(change.office)").inserted {
        throw .duplicate("\(field).valid_from", "the office switches twice on that day")
      }
    }
  }
}

/// The switches of all offices, ready to be asked for a day.
public struct ServiceModelCalendar: Sendable {
  private let models: [String: ServiceModel]
  /// Those for every office, and each office's own; the earliest first.
  private let common: [ServiceModelSwitch]
  private let own: [String: [ServiceModelSwitch]]

  public init(_ document: ServiceModels = ServiceModels()) {
    models = Dictionary(
      document.models.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = document.switches.sorted { Self.day($0) < Self.day($1) }
    common = sorted.filter { $0.office.isEmpty }
    own = Dictionary(grouping: sorted.filter { !$0.office.isEmpty }, by: \.office)
  }

  private static func day(_ change: ServiceModelSwitch) -> Int64 {
    change.validFrom?.number ?? Period.beginning
  }

  /// The model of an office on a day: by its own switch, or else by the one for every office.
  ///
  /// - Parameter office: its code; empty for an office without one, which goes with all others.
  public func period(of office: String, on day: CivilDate) -> ServiceModelPeriod {
    let own = self.own[office] ?? []
    let ownNow = own.last { Self.day($0) <= day.number }
    let isOwn = ownNow.map { !$0.serviceModel.isEmpty } ?? false
    let holding = isOwn ? ownNow : common.last { Self.day($0) <= day.number }
    var period = ServiceModelPeriod()
    period.model = holding.flatMap { models[$0.serviceModel] }
    period.isOwn = isOwn
    // It holds since the later of its own day and the day on which the office began to go with all others.
    let starts = [holding?.validFrom, isOwn ? nil : ownNow?.validFrom].compactMap { $0 }
    period.validFrom = holding == nil ? nil : starts.max { $0.number < $1.number }
    // It ends with the next switch that counts for the office.
    let later = (isOwn ? own : own.filter { !$0.serviceModel.isEmpty } + common)
      .compactMap(\.validFrom).filter { $0.number > day.number }
    period.validTo = later.min { $0.number < $1.number }
    return period
  }

  /// The days after one on which some office switches, each once.
  public func days(after day: CivilDate) -> [CivilDate] {
    let numbers = Set((common + own.values.flatMap { $0 }).map(Self.day))
    return numbers.filter { $0 > day.number }.sorted().map { CivilDate(number: $0) }
  }
}

/// Which model an office has, from when to when.
public struct ServiceModelPeriod: Sendable, Equatable {
  /// Nil when none is switched on.
  public var model: ServiceModel?
  public var validFrom: CivilDate?
  public var validTo: CivilDate?
  /// Whether the office has a switch of its own.
  public var isOwn = false

  public init() {}

  /// The model's code; empty for none.
  public var code: String { model?.code ?? "" }
}

extension ClassificationScheme {
  /// How well it fits a case of a type in an office of a model, for a day; nil when it does not apply.
  ///
  /// Of several schemes the one that names more counts: the model before the type.
  public func fit(type: String, model: String, on day: CivilDate) -> Int? {
    guard (validFrom?.number ?? Period.beginning) <= day.number,
      day.number < (validTo?.number ?? Period.end),
      serviceModels.isEmpty || serviceModels.contains(model),
      caseTypes.isEmpty || caseTypes.contains(type)
    else { return nil }
    return fit
  }

  private var fit: Int { (serviceModels.isEmpty ? 0 : 2) + (caseTypes.isEmpty ? 0 : 1) }

  /// Whether there could be a case to which both apply equally well.
  public func overlaps(_ other: ClassificationScheme) -> Bool {
    func meet(_ a: [String], _ b: [String]) -> Bool { a.isEmpty || a.contains { b.contains($0) } }
    let isTogether =
      (validFrom?.number ?? Period.beginning) < (other.validTo?.number ?? Period.end)
      && (other.validFrom?.number ?? Period.beginning) < (validTo?.number ?? Period.end)
    return name != other.name && kind == other.kind && fit == other.fit && isTogether
      && meet(serviceModels, other.serviceModels) && meet(caseTypes, other.caseTypes)
  }
}
