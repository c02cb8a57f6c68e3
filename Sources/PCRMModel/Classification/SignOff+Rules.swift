public import PCRMCore

extension SignOff {
  /// Refuses a record that breaks a rule of its fields.
  public func check(today: CivilDate, _ field: String = "sign_off") throws(Status) {
    if teamID.isEmpty { throw .required("\(field).team_id") }
    guard let day else { throw .required("\(field).day") }
    try day.checkDay("\(field).day")
    if day.number > today.number { throw .malformed("\(field).day", "today or earlier") }
    try TextRules.check(note, "\(field).note", max: 1000)
    if members.isEmpty { throw .required("\(field).members") }
    let most = ClassificationScheme.membersMax
    if members.count > most { throw .tooMany("\(field).members", max: most) }
    var seen: Set<StaffID> = []
    for (index, member) in members.enumerated() {
      let field = "\(field).members[\(index)]"
      if member.staffID.isEmpty { throw .required("\(field).staff_id") }
      if !seen.insert(member.staffID).inserted {
        throw .duplicate("\(field).staff_id", "the member stands there twice")
      }
      if member.dissents {
        try TextRules.checkRequired(member.remark, "\(field).remark", max: 500)
      } else {
        try TextRules.check(member.remark, "\(field).remark", max: 500)
      }
    }
  }

  /// Whether the team agreed: somebody did, and no more dissented than the rule allows.
  public func isCarried(by rule: SignOffRule) -> Bool {
    let dissenting = members.count { $0.dissents }
    return dissenting < members.count && dissenting <= Int(rule.dissentMax)
  }
}
