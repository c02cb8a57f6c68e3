public import PCRMCore

extension LoadWeights {
  /// What holds before any weights were applied: every case counts as one ordinary case.
  public static let initial: LoadWeights = {
    var weights = LoadWeights()
    weights.caseLoad = 1000
    weights.suspendedPermille = 1000
    return weights
  }()

  /// The load of an ordinary case, and of whatever else is counted in thousandths.
  public static let loadMaximum: Int32 = 1_000_000

  /// Refuses weights that break a rule of their fields.
  public func check(_ field: String = "weights") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try Self.check(caseLoad, "\(field).case_load", 0...Self.loadMaximum)
    try Self.check(adoptionLoad, "\(field).adoption_load", 0...Self.loadMaximum)
    try Self.check(suspendedPermille, "\(field).suspended_permille", 0...1000)
    if !(0...1_000_000_000).contains(loadMax) {
      throw .outOfRange("\(field).load_max", min: 0, max: 1_000_000_000)
    }
    if rules.count > 200 { throw .tooMany("\(field).rules", max: 200) }
    var names: Set<String> = []
    for (index, rule) in rules.enumerated() {
      try rule.check("\(field).rules[\(index)]")
      if !names.insert(rule.name).inserted || Self.ownParts.contains(rule.name) {
        throw .duplicate(
          "\(field).rules[\(index)].name", "is the name of another part of the load")
      }
    }
    if capacities.count > 10 { throw .tooMany("\(field).capacities", max: 10) }
    var groups: Set<Int32> = []
    for (index, capacity) in capacities.enumerated() {
      let place = "\(field).capacities[\(index)]"
      try capacity.jobGroup.checkKnown("\(place).job_group")
      try Self.check(capacity.capacityPermille, "\(place).capacity_permille", 1...100_000)
      if !groups.insert(capacity.jobGroup.rawValue).inserted {
        throw .duplicate("\(place).job_group", "has a capacity in this list already")
      }
    }
  }

  private static let ownParts: Set = ["case", "adoption", "suspended"]

  static func check(
    _ value: Int32, _ field: String, _ range: ClosedRange<Int32>
  ) throws(Status) {
    if !range.contains(value) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }

  /// What a job group can carry, in thousandths.
  public func capacity(of group: JobGroup) -> Int32 {
    capacities.first { $0.jobGroup == group }?.capacityPermille ?? 1000
  }

  /// What a case carries, in thousandths.
  public func load(of profile: CaseProfile) -> Int64 {
    var load = Int64(caseLoad)
    for rule in rules where rule.matches(profile) { load += Int64(rule.load) }
    return profile.isSuspended ? load * Int64(suspendedPermille) / 1000 : load
  }

  /// The load that cases and adoptions come to, part by part; the parts that count nothing are left out.
  public func parts(
    _ cases: [(profile: CaseProfile, count: Int)], adoptions: Int
  ) -> [LoadPart] {
    var base = LoadPart("case")
    var suspended = LoadPart("suspended")
    var byRule = rules.map { LoadPart($0.name) }
    for (profile, count) in cases {
      base.add(count, Int64(caseLoad))
      var whole = Int64(caseLoad)
      for (index, rule) in rules.enumerated() where rule.matches(profile) {
        byRule[index].add(count, Int64(rule.load))
        whole += Int64(rule.load)
      }
      if profile.isSuspended { suspended.add(count, load(of: profile) - whole) }
    }
    var adopted = LoadPart("adoption")
    adopted.add(adoptions, Int64(adoptionLoad))
    return ([base] + byRule + [suspended, adopted]).filter { $0.count > 0 }
  }
}

extension LoadPart {
  fileprivate init(_ name: String) {
    self.init()
    self.name = name
  }

  fileprivate mutating func add(_ count: Int, _ each: Int64) {
    self.count += Int32(count)
    load += Int64(count) * each
  }
}

extension LoadRule {
  func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try LoadWeights.check(load, "\(field).load", 0...LoadWeights.loadMaximum)
    try TextRules.check(caseType, "\(field).case_type", max: 64)
    try TextRules.check(stage, "\(field).stage", max: 64)
    try TextRules.check(phase, "\(field).phase", max: 64)
    try severityScheme.checkKnown("\(field).severity_scheme")
    try LoadWeights.check(severityGradeMin, "\(field).severity_grade_min", 0...9)
    try LoadWeights.check(severityGradeMax, "\(field).severity_grade_max", 0...9)
    if severityScheme == .unspecified && (severityGradeMin > 0 || severityGradeMax > 0) {
      throw .required("\(field).severity_scheme")
    }
    if severityGradeMax > 0 && severityGradeMax < severityGradeMin {
      throw .malformed("\(field).severity_grade_max", "at least severity_grade_min")
    }
    try supportGroup.checkKnown("\(field).support_group")
    try managementLevel.checkKnown("\(field).management_level")
  }

  /// Whether the rule's load counts for a case.
  func matches(_ profile: CaseProfile) -> Bool {
    (caseType.isEmpty || caseType == profile.type)
      && (stage.isEmpty || stage == profile.stage)
      && (phase.isEmpty || phase == profile.phase)
      && (supportGroup == .unspecified || supportGroup == profile.supportGroup)
      && (managementLevel == .unspecified || managementLevel == profile.managementLevel)
      && matchesSeverity(profile.severity)
  }

  private func matchesSeverity(_ severity: Severity?) -> Bool {
    if severityScheme == .unspecified { return true }
    guard let severity, severity.scheme == severityScheme else { return false }
    return severity.grade >= severityGradeMin
      && (severityGradeMax == 0 || severity.grade <= severityGradeMax)
  }
}
