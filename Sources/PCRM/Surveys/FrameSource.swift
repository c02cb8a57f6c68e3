import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Reads who could be asked in a wave, with each one's stratum and why it is left out.
struct FrameSource {
  private let inviting: Inviting
  private let plan: SamplePlan
  private let last: [UInt8]
  private let most: Int
  private let day: Int

  init(_ inviting: Inviting, _ plan: SamplePlan, after last: [UInt8], most: Int, on day: Int) {
    self.inviting = inviting
    self.plan = plan
    self.last = last
    self.most = most
    self.day = day
  }

  /// Members of a segment at the frame's sequence, in the order of their keys.
  func customers(of segment: Int64, _ reader: Reader) throws(Status) -> [FrameLine] {
    guard let record = try reader.segmentRecord(segment) else { return [] }
    let sequence = inviting.wave.frame?.sequence ?? 0
    var members: [CustomerID] = []
    try reader.members(
      of: record, at: .sequence(sequence), .all,
      after: last.withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID(), most: most
    ) { (membership) throws(Status) in
      members.append(membership.customerID)
      return true
    }
    let strata = try strata(reader)
    var lines: [FrameLine] = []
    for id in members {
      var line = FrameLine(subject: .customer(id))
      line.exclusion = try exclusion(of: id, reader)
      line.stratum = try stratum(of: id, strata, at: sequence, reader)
      lines.append(line)
    }
    return lines
  }

  private func exclusion(of id: CustomerID, _ reader: Reader) throws(Status) -> String {
    if inviting.wave.channels.isEmpty {
      if try reader.reach(of: id) == nil { return "DELETED" }
      return try reader.isAskedTooOften(id, inviting.policy, on: day) ? "CONTACT_GAP" : ""
    }
    switch try inviting.way(to: .customer(id), on: day, reader) {
    case .none(let reason): return reason
    case .address: return ""
    }
  }

  private func strata(_ reader: Reader) throws(Status) -> [SegmentRecord] {
    var records: [SegmentRecord] = []
    if plan.stratifyBy == .segments {
      for name in plan.strataSegments {
        records.append(try reader.segment(name, field: "strata_segments"))
      }
    }
    return records
  }

  private func stratum(
    of id: CustomerID, _ strata: [SegmentRecord], at sequence: Int64, _ reader: Reader
  ) throws(Status) -> String {
    switch plan.stratifyBy {
    case .office:
      return try reader.first(
        """
        SELECT u.code FROM customer c JOIN unit u ON u.id = c.home_office WHERE c.id = $1
        """, .id(id)
      ) { $0.text(0) } ?? ""
    case .region:
      let region = try reader.first(
        "SELECT coalesce(region, '') FROM customer WHERE id = $1", .id(id)
      ) { $0.text(0) }
      return String((region ?? "").prefix(200))
    case .kind:
      let kind = try reader.first("SELECT kind FROM customer WHERE id = $1", .id(id)) {
        $0.enumeration(0, of: CustomerKind.self)
      }
      return kind == .organisation ? "organisation" : kind == .person ? "person" : ""
    case .segments:
      for record in strata {
        if try reader.isMember(id, of: record, at: sequence) { return record.name }
      }
      return ""
    default: return ""
    }
  }

  /// Staff who work today in the units that are asked, and below them.
  func staff(_ reader: Reader) throws(Status) -> [FrameLine] {
    let today = CivilDate(daysSince1970: day)
    var units: Set<UnitID> = []
    var tops = inviting.wave.staffUnitIDs
    if tops.isEmpty && !inviting.survey.unitID.isEmpty { tops = [inviting.survey.unitID] }
    for top in tops { units.formUnion(try reader.unitsBelow(top, on: today)) }
    let rows = try reader.all(
      """
      SELECT s.id, s.office, s.team, coalesce(u.code, '')
      FROM staff s LEFT JOIN unit u ON u.id = s.office
      WHERE s.id > $1 AND s.active_from <= $2 AND $2 < s.active_to ORDER BY s.id
      """, .blob(last), .integer(today.number)
    ) {
      (
        id: $0.id(0, of: StaffID.self), office: $0.id(1, of: UnitID.self),
        team: $0.id(2, of: UnitID.self), code: $0.text(3)
      )
    }
    var lines: [FrameLine] = []
    for row in rows
    where tops.isEmpty || units.contains(row.office) || units.contains(row.team) {
      var line = FrameLine(subject: .staff(row.id))
      if plan.stratifyBy == .office { line.stratum = row.code }
      if !inviting.wave.channels.isEmpty,
        case .none(let reason) = try inviting.way(to: line.subject, on: day, reader)
      {
        line.exclusion = reason
      }
      lines.append(line)
    }
    return lines
  }
}

extension Reader {
  /// Whether a customer was in a segment at a sequence of the feed.
  fileprivate func isMember(
    _ customer: CustomerID, of segment: SegmentRecord, at sequence: Int64
  ) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM membership WHERE customer = $1 AND segment = $2 AND from_seq <= $3
      UNION ALL
      SELECT 1 FROM membership_past
      WHERE customer = $1 AND segment = $2 AND from_seq <= $3 AND to_seq > $3
      LIMIT 1
      """, .id(customer), .integer(segment.number), .integer(sequence)
    ) { _ in true } ?? false
  }
}
