public import PCRMCore

extension CallBackRule {
  /// What holds before any rule was applied: nobody is called back.
  public static let initial = CallBackRule()

  /// Refuses a rule that breaks a rule of its fields.
  public func check(_ field: String = "rules.call_backs") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    if !(0...1000).contains(sharePermille) {
      throw .outOfRange("\(field).share_permille", min: 0, max: 1000)
    }
    let least: Int32 = sharePermille > 0 ? 1 : 0
    if !(least...8760).contains(dueHours) {
      throw .outOfRange("\(field).due_hours", min: least, max: 8760)
    }
    for (index, level) in managementLevels.enumerated() {
      try level.checkRequired("\(field).management_levels[\(index)]")
    }
    try Codes.check(purposes, "\(field).purposes", "", max: 100)
  }

  /// Whether the customer of a visit is called back. It follows from seed and id alone, so that nobody can choose.
  public func samples(_ id: VisitID, _ visit: VisitProfile) -> Bool {
    guard managementLevels.isEmpty || managementLevels.contains(visit.managementLevel),
      purposes.isEmpty || purposes.contains(visit.purpose)
    else { return false }
    let draw = Self.mixed(Self.mixed(id.high ^ UInt64(bitPattern: seed)) ^ id.low)
    return draw % 1000 < UInt64(max(0, sharePermille))
  }

  /// Every bit of the answer depends on every bit of the word.
  ///
  /// Source: Sebastiano Vigna, splitmix64.c, public domain.
  private static func mixed(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
