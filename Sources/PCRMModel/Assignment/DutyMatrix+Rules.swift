public import PCRMCore

extension DutyMatrix {
  /// Refuses a document that breaks a rule.
  public func check(_ field: String = "matrix") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try handOver?.check("\(field).hand_over")
    let teams = try checkTeams("\(field).teams")
    let duties = try checkDuties("\(field).duties")
    if rows.count > 1000 { throw .tooMany("\(field).rows", max: 1000) }
    for (index, row) in rows.enumerated() {
      let place = "\(field).rows[\(index)]"
      try row.check(place, teams: teams, duties: duties)
      for other in rows[..<index] where row.collides(with: other) {
        throw .duplicate(place, "gives \(row.duty) to teams at the same time as another row")
      }
    }
  }

  private func checkTeams(_ field: String) throws(Status) -> Set<String> {
    if teams.count > 100 { throw .tooMany(field, max: 100) }
    var codes: Set<String> = []
    for (index, team) in teams.enumerated() {
      let place = "\(field)[\(index)]"
      try TextRules.checkCode(team.code, "\(place).code", max: 64, others: "_-.")
      try TextRules.checkRequired(team.name, "\(place).name", max: 200)
      try Period.check(team.validFrom, "\(place).valid_from", team.validTo, "\(place).valid_to")
      if team.unitCodes.count > 1000 { throw .tooMany("\(place).unit_codes", max: 1000) }
      var units: Set<String> = []
      for (index, unit) in team.unitCodes.enumerated() {
        try TextRules.checkRequired(unit, "\(place).unit_codes[\(index)]", max: 32)
        if !units.insert(unit).inserted {
          throw .duplicate("\(place).unit_codes[\(index)]", "names a unit a second time")
        }
      }
      if !codes.insert(team.code).inserted {
        throw .duplicate("\(place).code", "names a team a second time")
      }
    }
    return codes
  }

  private func checkDuties(_ field: String) throws(Status) -> [String: DutyKind] {
    if duties.count > 200 { throw .tooMany(field, max: 200) }
    var known: [String: DutyKind] = [:]
    for (index, duty) in duties.enumerated() {
      let place = "\(field)[\(index)]"
      try TextRules.checkCode(duty.code, "\(place).code", max: 64, others: "_-.")
      try TextRules.checkRequired(duty.name, "\(place).name", max: 200)
      if !duty.caseType.isEmpty {
        try TextRules.checkCode(duty.caseType, "\(place).case_type", max: 64, others: "_-.")
      }
      try Period.check(duty.validFrom, "\(place).valid_from", duty.validTo, "\(place).valid_to")
      try CodeList.check(duty.stages, "\(place).stages", max: 100)
      if known.updateValue(duty, forKey: duty.code) != nil {
        throw .duplicate("\(place).code", "names a duty a second time")
      }
    }
    return known
  }
}

extension HandOverRules {
  /// The purpose of the consent for another office.
  public var officePurpose: String { consentPurpose.isEmpty ? "hand_over" : consentPurpose }

  /// The purpose of the consent for a partner.
  public var partnerPurpose: String {
    partnerConsentPurpose.isEmpty ? "hand_over_partner" : partnerConsentPurpose
  }

  /// Seconds after which a proposal expires.
  public var seconds: Int64 { Int64(hours == 0 ? 72 : hours) * 3600 }

  fileprivate func check(_ field: String) throws(Status) {
    for (purpose, name) in [
      (consentPurpose, "consent_purpose"), (partnerConsentPurpose, "partner_consent_purpose"),
    ] where !purpose.isEmpty {
      try TextRules.checkCode(purpose, "\(field).\(name)", max: 64, others: "_-.")
    }
    if !(0...8760).contains(hours) { throw .outOfRange("\(field).hours", min: 0, max: 8760) }
  }
}

extension DutyRow {
  fileprivate func check(
    _ field: String, teams known: Set<String>, duties: [String: DutyKind]
  ) throws(Status) {
    if duty.isEmpty { throw .required("\(field).duty") }
    guard let kind = duties[duty] else {
      throw .malformed("\(field).duty", "one of the document's duties")
    }
    if !caseType.isEmpty {
      try TextRules.checkCode(caseType, "\(field).case_type", max: 64, others: "_-.")
      if !kind.caseType.isEmpty && kind.caseType != caseType {
        throw .malformed("\(field).case_type", "empty or \(kind.caseType), as the duty's")
      }
    }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
    try CodeList.check(stages, "\(field).stages", max: 100)
    if teams.isEmpty { throw .required("\(field).teams") }
    try CodeList.check(teams, "\(field).teams", max: 100)
    for (index, team) in teams.enumerated() where !known.contains(team) {
      throw .malformed("\(field).teams[\(index)]", "one of the document's teams")
    }
    if joint != (teams.count > 1) {
      throw .malformed("\(field).joint", joint ? "false for one team" : "true for several teams")
    }
    if officeCodes.count > 1000 { throw .tooMany("\(field).office_codes", max: 1000) }
    for (index, office) in officeCodes.enumerated() {
      try TextRules.checkRequired(office, "\(field).office_codes[\(index)]", max: 32)
    }
  }

  /// Whether two rows speak of the same: duty, case type, a stage, an office and a day.
  fileprivate func collides(with other: DutyRow) -> Bool {
    guard duty == other.duty, caseType == other.caseType else { return false }
    let sameStage =
      stages.isEmpty && other.stages.isEmpty || !Set(stages).isDisjoint(with: other.stages)
    let sameOffice =
      officeCodes.isEmpty && other.officeCodes.isEmpty
      || !Set(officeCodes).isDisjoint(with: other.officeCodes)
    return sameStage && sameOffice
      && Period.overlap(validFrom, validTo, other.validFrom, other.validTo)
  }
}
