public import PCRMCore
import ProtobufCodec

extension Survey {
  /// What no update changes.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "name", "mode", "unit_id", "create_time", "update_time",
  ]

  /// Refuses an update that gives another value of what no update changes; what it leaves empty is not meant.
  public func checkUnchanged(from stored: Survey, _ field: String) throws(Status) {
    let differing: [(name: String, differs: Bool)] = [
      ("name", !name.isEmpty && name != stored.name),
      ("mode", mode != .unspecified && mode != stored.mode),
      ("unit_id", !unitID.isEmpty && unitID != stored.unitID),
    ]
    for (name, differs) in differing where differs {
      throw .invalid(
        "\(field).\(name)", "cannot be changed; leave it empty", reason: "FIELD_READ_ONLY")
    }
  }

  /// Refuses a survey that breaks a rule of its fields.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try TextRules.checkRequired(title, "\(field).title", max: 200)
    try TextRules.check(purpose, "\(field).purpose", max: 2000)
    try TextRules.checkCode(questionnaire, "\(field).questionnaire", max: 64, others: "_-")
    try mode.checkRequired("\(field).mode")
    if !scoreModel.isEmpty {
      try TextRules.checkCode(scoreModel, "\(field).score_model", max: 64, others: "_-.")
    }
  }
}

extension SurveyMode {
  /// Whether customers are asked; else staff are.
  public var asksCustomers: Bool { self == .customer || self == .anonymous }

  /// Whether nothing may ever lead from an answer to who gave it.
  public var isAlwaysAnonymous: Bool { self == .anonymous || self == .culture }
}
