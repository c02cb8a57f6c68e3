public import PCRMCore

extension StaffingAssumptions {
  /// Refuses assumptions that break a rule of their fields.
  public func check(_ field: String = "assumptions") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try LoadWeights.check(minutesPerMonth, "\(field).minutes_per_month", 0...100_000)
    try LoadWeights.check(minutesPerEntry, "\(field).minutes_per_entry", 0...1000)
    try LoadWeights.check(
      officeShareMaxPermille, "\(field).office_share_max_permille", 0...1000)
    if items.count > 200 { throw .tooMany("\(field).items", max: 200) }
    var names: Set<String> = []
    for (index, item) in items.enumerated() {
      let place = "\(field).items[\(index)]"
      try item.check(place)
      if !names.insert(item.name).inserted {
        throw .duplicate("\(place).name", "is the name of another item")
      }
    }
    if targets.count > 200 { throw .tooMany("\(field).targets", max: 200) }
    names = []
    for (index, target) in targets.enumerated() {
      let place = "\(field).targets[\(index)]"
      try target.check(place)
      if !names.insert(target.name).inserted {
        throw .duplicate("\(place).name", "is the name of another target")
      }
    }
  }

  /// The first item that a case matches; nil where no time is assumed for it.
  public func item(of profile: CaseProfile) -> StaffingItem? {
    items.first { $0.matches(profile) }
  }

  /// What an office needs in a job group.
  ///
  /// - Parameter cases: the office's cases, of which those count that take the group's time.
  public func need(
    office: UnitID, group: JobGroup, cases: [(profile: CaseProfile, count: Int)], staffCount: Int
  ) -> StaffingNeed {
    var need = StaffingNeed()
    need.officeID = office
    need.jobGroup = group
    need.staffCount = Int32(staffCount)
    var parts: [String: StaffingPart] = [:]
    for (profile, count) in cases {
      guard let item = item(of: profile), item.jobGroup == group else { continue }
      var part = parts[item.name] ?? StaffingPart()
      part.name = item.name
      part.caseCount += Int32(count)
      part.minutes += Int64(count) * Int64(item.minutesPerMonth)
      parts[item.name] = part
      need.caseCount += Int32(count)
      need.caseMinutes += Int64(count) * Int64(item.minutesPerMonth)
    }
    need.parts = items.compactMap { parts[$0.name] }
    for target in targets
    where target.jobGroup == group && (target.officeID.isEmpty || target.officeID == office) {
      need.targetMinutes +=
        Int64(target.countPerMonth) * Int64(target.minutesEach) * Int64(staffCount)
    }
    need.staffMinutes = Int64(minutesPerMonth) * Int64(staffCount)
    if minutesPerMonth > 0 {
      let month = Int64(minutesPerMonth)
      need.neededPermille = (need.caseMinutes * 1000 + month - 1) / month
    }
    need.missingMinutes = max(0, need.caseMinutes + need.targetMinutes - need.staffMinutes)
    need.targetAboveCapacity = need.targetMinutes > 0 && need.missingMinutes > 0
    return need
  }

  /// Desk work as a share of desk and field work, in thousandths, and whether that is too much.
  ///
  /// Without a record of the field there is no share, and no alarm.
  public func officeShare(entries: Int, field: FieldWork?) -> (permille: Int32, isAlarm: Bool) {
    guard let field else { return (0, false) }
    let desk = Int64(entries) * Int64(minutesPerEntry)
    let all = desk + Int64(field.minutes)
    if all == 0 { return (0, false) }
    let share = Int32(desk * 1000 / all)
    return (share, officeShareMaxPermille > 0 && share > officeShareMaxPermille)
  }
}

extension StaffingItem {
  func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try jobGroup.checkRequired("\(field).job_group")
    try LoadWeights.check(minutesPerMonth, "\(field).minutes_per_month", 0...10_000)
    try TextRules.check(caseType, "\(field).case_type", max: 64)
    try TextRules.check(stage, "\(field).stage", max: 64)
    try managementLevel.checkKnown("\(field).management_level")
    try supportGroup.checkKnown("\(field).support_group")
  }

  func matches(_ profile: CaseProfile) -> Bool {
    (caseType.isEmpty || caseType == profile.type)
      && (stage.isEmpty || stage == profile.stage)
      && (supportGroup == .unspecified || supportGroup == profile.supportGroup)
      && (managementLevel == .unspecified || managementLevel == profile.managementLevel)
  }
}

extension StaffingTarget {
  func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try jobGroup.checkRequired("\(field).job_group")
    try LoadWeights.check(countPerMonth, "\(field).count_per_month", 0...10_000)
    try LoadWeights.check(minutesEach, "\(field).minutes_each", 0...10_000)
  }
}
