import PCRMCore
import PCRMModel
import Storage

/// Where a case goes: the office that would have it, and what that is to the one that has it.
struct Receiver {
  let office: UnitID
  let reach: HandOverReach
}

extension Reader {
  /// Where a case goes when this person takes it.
  func receiver(_ staff: Staff, of document: Case) throws(Status) -> Receiver {
    let path = try unitsAbove(staff.teamID) + unitsAbove(staff.officeID)
    return try receiver(path, office: staff.officeID, of: document)
  }

  /// Where a case goes when somebody of this team takes it.
  func receiver(team: UnitID, of document: Case) throws(Status) -> Receiver {
    try receiver(try unitsAbove(team), office: UnitID(), of: document)
  }

  private func receiver(
    _ path: [(id: UnitID, kind: UnitKind)], office: UnitID, of document: Case
  ) throws(Status) -> Receiver {
    let office =
      office.isEmpty ? path.first(where: { $0.kind == .office })?.id ?? UnitID() : office
    var home = document.officeID
    if home.isEmpty { home = try openDuty(of: document.id)?.officeID ?? UnitID() }
    if office == home { return Receiver(office: office, reach: .office) }
    if path.contains(where: { $0.kind == .vendor }) {
      return Receiver(office: office, reach: .partner)
    }
    return Receiver(office: office, reach: home.isEmpty ? .office : .otherOffice)
  }

  /// A unit and those above it today, from below.
  private func unitsAbove(_ unit: UnitID) throws(Status) -> [(id: UnitID, kind: UnitKind)] {
    let day = BusinessDay.today(now).number
    var path: [(id: UnitID, kind: UnitKind)] = []
    var here = unit
    while !here.isEmpty && !path.contains(where: { $0.id == here }) {
      let kind = try first("SELECT kind FROM unit WHERE id = $1", .id(here)) {
        $0.enumeration(0, of: UnitKind.self)
      }
      guard let kind else { break }
      path.append((here, kind))
      here =
        try first(
          """
          SELECT parent FROM placement WHERE unit = $1 AND valid_from <= $2 AND $2 < valid_to
          """, .id(here), .integer(day)
        ) { $0.id(0) } ?? UnitID()
    }
    return path
  }

  /// The consent on which a case may leave its office; nil where none is needed.
  ///
  /// - Throws: `failedPrecondition` when the customer did not agree.
  func consent(for reach: HandOverReach, of customer: CustomerID) throws(Status) -> ConsentID? {
    if reach == .office { return nil }
    let rules = try rules(.dutyMatrix).handOver ?? HandOverRules()
    let purpose = reach == .partner ? rules.partnerPurpose : rules.officePurpose
    let consent = try decidingConsent(customer, purpose: purpose, channel: .unspecified)
    guard let consent, consent.state == .given else {
      throw .consentMissing(purpose: purpose, channel: .unspecified)
    }
    return consent.id
  }
}
