import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// When it is asked who is a member.
enum MembershipMoment {
  case now
  case sequence(Int64)
  /// In microseconds.
  case time(Int64)
}

/// Where a page of memberships ends: newest first within a customer, a segment and the moment of entering.
struct MembershipPlace {
  var customer = CustomerID()
  var sequence = Int64.max
  var segment = Int64.max

  init(_ customer: CustomerID, _ sequence: Int64, _ segment: Int64) {
    self.customer = customer
    self.sequence = sequence
    self.segment = segment
  }

  /// The place in a page token; the beginning when there is none.
  init(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return }
    customer = bytes[..<16].withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    sequence = bytes[16..<24].reduce(0) { $0 << 8 | Int64($1) }
    segment = bytes[24...].reduce(0) { $0 << 8 | Int64($1) }
  }

  var position: [UInt8] { customer.position + sequence.position + segment.position }
}

extension Membership {
  /// Reads the twelve columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row, segment name: String) {
    self.init()
    segment = name
    customerID = row.id(0)
    fromSequence = row.integer(2)
    toSequence = row.integer(3)
    fromTime = row.time(4)
    toTime = row.timeOrNil(5)
    fromVersion = row.integer(6)
    toVersion = row.integer(7)
    fromCause = row.enumeration(8)
    toCause = row.enumeration(9)
    reason = row.text(10)
    toReason = row.text(11)
  }
}

extension Reader {
  private static let current = """
    m.customer, m.segment, m.from_seq, 0 AS to_seq, m.from_at, NULL AS to_at, m.from_version,
    0 AS to_version, m.from_cause, 0 AS to_cause, m.reason, '' AS to_reason
    """
  private static let past = """
    m.customer, m.segment, m.from_seq, m.to_seq, m.from_at, m.to_at, m.from_version, m.to_version,
    m.from_cause, m.to_cause, m.reason, m.to_reason
    """

  /// Walks the members of a segment at a moment, in the order of the customers' ids.
  func members(
    of record: SegmentRecord, at moment: MembershipMoment, _ reach: CustomerReach,
    after: CustomerID, most: Int, row take: (Membership) throws(Status) -> Bool
  ) throws(Status) {
    var arguments: [Value] = [.integer(record.number), .place(after), .integer(Int64(most))]
    var (from, until): (String, String?) = ("", nil)
    switch moment {
    case .now: break
    case .sequence(let sequence):
      arguments.append(.integer(sequence))
      (from, until) = (" AND m.from_seq <= $4", " AND m.to_seq > $4")
    case .time(let time):
      arguments.append(.integer(time))
      (from, until) = (" AND m.from_at <= $4", " AND m.to_at > $4")
    }
    let condition = reach.condition(&arguments)
    let join = condition.isEmpty ? "" : " JOIN customer ON customer.id = m.customer"
    func part(_ columns: String, _ table: String, _ more: String) -> String {
      """
      SELECT * FROM (SELECT \(columns) FROM \(table) m\(join)
        WHERE m.segment = $1 AND m.customer > $2\(more)\(condition)
        ORDER BY m.customer LIMIT $3) AS \(table)_part
      """
    }
    var text = part(Self.current, "membership", from)
    if let until {
      text += " UNION ALL " + part(Self.past, "membership_past", from + until)
      text = "SELECT * FROM (\(text)) AS found ORDER BY customer LIMIT $3"
    }
    try each(SQL(built: text), arguments) { (row) throws(Status) in
      try take(Membership(row, segment: record.name))
    }
  }

  /// Walks memberships, those that are over among them: of a customer, of a segment, or of one in the other; each
  /// customer's newest first.
  func memberships(
    of customer: CustomerID, in segment: SegmentRecord?, _ reach: CustomerReach, isCurrent: Bool,
    after place: MembershipPlace, most: Int,
    row take: (Membership, MembershipPlace) throws(Status) -> Bool
  ) throws(Status) {
    var arguments: [Value] = [
      .place(place.customer), .integer(place.sequence), .integer(place.segment),
      .integer(Int64(most)),
    ]
    var filter = ""
    if !customer.isEmpty {
      arguments.append(.id(customer))
      filter += " AND m.customer = $\(arguments.count)"
    }
    if let segment {
      arguments.append(.integer(segment.number))
      filter += " AND m.segment = $\(arguments.count)"
    }
    let condition = reach.condition(&arguments)
    let join = condition.isEmpty ? "" : " JOIN customer ON customer.id = m.customer"
    func part(_ columns: String, _ table: String) -> String {
      """
      SELECT * FROM (SELECT \(columns) FROM \(table) m\(join)
        WHERE m.customer >= $1 AND (m.customer > $1 OR m.from_seq < $2
          OR m.from_seq = $2 AND m.segment < $3)\(filter)\(condition)
        ORDER BY m.customer, m.from_seq DESC, m.segment DESC LIMIT $4) AS \(table)_part
      """
    }
    var text = part(Self.current, "membership")
    if !isCurrent { text += " UNION ALL " + part(Self.past, "membership_past") }
    text = """
      SELECT * FROM (\(text)) AS found ORDER BY customer, from_seq DESC, segment DESC LIMIT $4
      """
    let names = try segmentNamesByNumber()
    try each(SQL(built: text), arguments) { (row) throws(Status) in
      let number = row.integer(1)
      return try take(
        Membership(row, segment: names[number] ?? ""),
        MembershipPlace(row.id(0), row.integer(2), number))
    }
  }
}
