public import PCRMCore

/// What of a visit and its case decides which parts its report must have.
public struct VisitProfile: Sendable, Equatable {
  public var purpose: String
  /// Code of the case's type; empty without a case.
  public var caseType: String
  public var managementLevel: ManagementLevel
  public var supportGroup: SupportGroup

  public init(
    purpose: String, caseType: String = "", managementLevel: ManagementLevel = .unspecified,
    supportGroup: SupportGroup = .unspecified
  ) {
    self.purpose = purpose
    self.caseType = caseType
    self.managementLevel = managementLevel
    self.supportGroup = supportGroup
  }
}

extension ReportRules {
  /// What holds before any rules were applied: all five parts where the case is under intensive management, the first
  /// three where it is under general management.
  public static let initial: ReportRules = {
    var intensive = ReportRequirement()
    intensive.code = "intensive"
    intensive.managementLevels = [.intensive]
    intensive.parts = [.contact, .condition, .papers, .support, .questions]
    var general = ReportRequirement()
    general.code = "general"
    general.managementLevels = [.general]
    general.parts = [.contact, .condition, .papers]
    var rules = ReportRules()
    rules.requirements = [intensive, general]
    return rules
  }()

  /// Refuses rules that break a rule of their fields.
  public func check(_ field: String = "rules.report") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    let most: Int64 = 1_000_000_000_000
    if !(0...most).contains(giftWonMax) {
      throw .outOfRange("\(field).gift_won_max", min: 0, max: most)
    }
    if !(0...most).contains(giftSumWonMax) {
      throw .outOfRange("\(field).gift_sum_won_max", min: 0, max: most)
    }
    let least: Int32 = giftSumWonMax > 0 ? 1 : 0
    if !(least...3650).contains(giftDays) {
      throw .outOfRange("\(field).gift_days", min: least, max: 3650)
    }
    if requirements.count > 100 { throw .tooMany("\(field).requirements", max: 100) }
    for (index, requirement) in requirements.enumerated() {
      let place = "\(field).requirements[\(index)]"
      try requirement.check(place)
      if requirements[..<index].contains(where: { $0.code == requirement.code }) {
        throw .duplicate("\(place).code", "\(requirement.code) stands there already")
      }
    }
    try CodeTitle.check(needs, "\(field).needs", max: 200)
    try CodeTitle.check(hardships, "\(field).hardships", max: 200)
    try CodeTitle.check(information, "\(field).information", max: 200)
  }

  /// The requirements that a visit has to meet.
  public func requirements(of visit: VisitProfile) -> [ReportRequirement] {
    requirements.filter { $0.matches(visit) }
  }

  /// The parts that the report of a visit must have, in their order.
  public func requiredParts(of visit: VisitProfile) -> [ReportPart] {
    let required = Set(requirements(of: visit).flatMap(\.parts).map(\.rawValue))
    return ReportPart.all.filter { required.contains($0.rawValue) }
  }

  /// Refuses needs and hardships of a visit without a case that the rules do not name.
  public func checkNeeds(of report: VisitReport, _ field: String) throws(Status) {
    for (index, code) in report.needs.enumerated() where !needs.contains(where: { $0.code == code })
    {
      throw .referenceMissing("\(field).needs[\(index)]", "code in the report rules")
    }
    for (index, code) in report.hardships.enumerated()
    where !hardships.contains(where: { $0.code == code }) {
      throw .referenceMissing("\(field).hardships[\(index)]", "code in the report rules")
    }
  }

  /// Refuses gifts that are worth more than the rules allow.
  ///
  /// - Parameter earlier: what the customer was given within the days that are added up, in won.
  public func checkGifts(
    _ gifts: [Gift], earlier: Int64, _ field: String
  ) throws(Status) {
    if giftWonMax > 0 {
      for (index, gift) in gifts.enumerated() where gift.valueWon > giftWonMax {
        throw Status.precondition(
          "GIFT_LIMIT", "\(field)[\(index)].value_won",
          "one gift may be worth at most \(giftWonMax) won"
        ).with("max", String(giftWonMax))
      }
    }
    let sum = gifts.reduce(0) { $0 + $1.valueWon }
    guard giftSumWonMax > 0, sum > 0, sum + earlier > giftSumWonMax else { return }
    throw Status.precondition(
      "GIFT_LIMIT", field,
      "gifts to one customer may be worth at most \(giftSumWonMax) won in \(giftDays) days, and \(earlier) were given"
    ).with("max", String(giftSumWonMax)).with("given", String(earlier))
      .with("days", String(giftDays))
  }
}

extension ReportRequirement {
  func matches(_ visit: VisitProfile) -> Bool {
    (managementLevels.isEmpty || managementLevels.contains(visit.managementLevel))
      && (supportGroups.isEmpty || supportGroups.contains(visit.supportGroup))
      && (purposes.isEmpty || purposes.contains(visit.purpose))
      && (caseTypes.isEmpty || caseTypes.contains(visit.caseType))
  }

  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-.")
    for (index, level) in managementLevels.enumerated() {
      try level.checkRequired("\(field).management_levels[\(index)]")
    }
    for (index, group) in supportGroups.enumerated() {
      try group.checkRequired("\(field).support_groups[\(index)]")
    }
    try Codes.check(purposes, "\(field).purposes", "", max: 100)
    try Codes.check(caseTypes, "\(field).case_types", "", max: 100)
    if parts.isEmpty { throw .required("\(field).parts") }
    for (index, part) in parts.enumerated() {
      try part.checkRequired("\(field).parts[\(index)]")
      if parts[..<index].contains(part) {
        throw .duplicate("\(field).parts[\(index)]", "stands there already")
      }
    }
  }
}

extension Status {
  /// Refuses a report that lacks parts.
  public static func checkParts(
    _ filled: [ReportPart], required: [ReportPart], version: Int64, _ field: String
  ) throws(Status) {
    let missing = required.filter { !filled.contains($0) }.map(\.word)
    if missing.isEmpty { return }
    throw Status.precondition(
      "PARTS_MISSING", field, "must have the parts \(missing.joined(separator: ", ")) too"
    ).with("parts", missing.joined(separator: ",")).with("rules_version", String(version))
  }
}
