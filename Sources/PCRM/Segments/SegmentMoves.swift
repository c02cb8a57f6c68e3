import PCRMCore
import PCRMModel
import Storage

/// Brings memberships of many customers to what the rules say now, by sets: what ``SegmentFollower`` does for one.
///
/// SQL is asked inside the write, so that nobody moves for what a reader saw before. When time alone will next change a
/// customer's truth is not looked for here: ``SegmentHorizon`` does that for everybody.
struct SegmentMoves {
  private let catalogue: SegmentCatalogue
  private let horizon: Int64
  /// What is done, for the line of the audit log that is written with the first move.
  private let method: String
  private var audit: Int64?
  /// The segments that rules of classification name; nil until somebody crosses a border.
  private var watched: Set<String>?

  init(_ catalogue: SegmentCatalogue, horizon: Int64, method: String) {
    self.catalogue = catalogue
    self.horizon = horizon
    self.method = method
  }

  /// Evaluates a segment's rule for some customers, and for those who enter or leave the rules that name the segment.
  mutating func follow(
    _ customers: some Collection<CustomerID>, _ place: Int, _ cause: MembershipCause,
    _ writer: inout Writer
  ) throws(Status) {
    var pending = [place: Array(customers)]
    // Each segment stands after those that its rule names.
    while let place = pending.keys.min(), let customers = pending.removeValue(forKey: place) {
      let entry = catalogue.entries[place]
      guard entry.rule != nil else {
        try followList(customers, place, cause, &writer)
        continue
      }
      let scan = SegmentScan(catalogue, entry, writer.reader)
      let window = try scan.compare(.some(KeyList(customers)))
      try cross(window.entering, .created, entry.record, cause, &writer)
      try cross(window.leaving, .deleted, entry.record, cause, &writer)
      let moved = window.entering + window.leaving
      if moved.isEmpty { continue }
      var at = entry.dependents.first(from: 0)
      while let dependent = at {
        pending[dependent, default: []] += moved
        at = entry.dependents.first(from: dependent + 1)
      }
    }
  }

  /// One by one: what is on a list has a reason and an end of its own.
  private func followList(
    _ customers: [CustomerID], _ place: Int, _ cause: MembershipCause, _ writer: inout Writer
  ) throws(Status) {
    var follower = SegmentFollower(
      catalogue, horizon: horizon, now: writer.now, .clock(method: method))
    var only = PlaceSet(room: catalogue.entries.count)
    only.insert(place)
    for customer in customers { try follower.follow(customer, only, cause, &writer) }
    try follower.settle(&writer)
  }

  /// Lets members leave a segment that was deleted.
  mutating func leave(
    _ customers: some Collection<CustomerID>, _ segment: SegmentRecord, _ writer: inout Writer
  ) throws(Status) {
    try cross(Array(customers), .deleted, segment, .deletion, &writer)
  }

  private mutating func cross(
    _ customers: [CustomerID], _ kind: FeedKind, _ segment: SegmentRecord,
    _ cause: MembershipCause, _ writer: inout Writer
  ) throws(Status) {
    if customers.isEmpty { return }
    let line: Int64
    if let audit { line = audit } else { line = try writer.appendClockLine(method) }
    audit = line
    let crossings = SegmentCrossings(
      customers: customers, segment: segment, cause: cause, audit: line,
      after: try writer.reader.feedSequence())
    if kind == .created {
      try writer.enter(crossings)
      try writer.count(entered: Int64(customers.count), departed: 0, of: segment.number)
    } else {
      try writer.leave(crossings)
      try writer.count(entered: 0, departed: Int64(customers.count), of: segment.number)
    }
    if watched == nil { watched = try writer.reader.segmentsOfClassification() }
    if watched?.contains(segment.name) == true {
      for customer in customers { try writer.recheckCases(of: customer) }
    }
  }
}

/// Many crossings of one segment's border, all in one direction.
struct SegmentCrossings {
  let customers: [CustomerID]
  let segment: SegmentRecord
  let cause: MembershipCause
  let audit: Int64
  /// The end of the feed: their lines come after it.
  let after: Int64
}

extension Writer {
  /// Lets customers enter: a line of the feed for each, and the row that says since when.
  fileprivate func enter(_ crossings: SegmentCrossings) throws(Status) {
    try tellFeed(crossings, .created)
    try execute(
      """
      INSERT INTO membership (customer, segment, from_seq, from_at, from_version, from_cause, reason)
      SELECT f.key, $1, f.seq, f.at, f.version, $2, '' FROM feed AS f
      WHERE f.seq > $3 AND f.audit = $4 ORDER BY f.seq
      """, .integer(crossings.segment.number), .enumeration(crossings.cause),
      .integer(crossings.after), .integer(crossings.audit))
  }

  /// Lets customers leave: a line of the feed for each, and the row goes to those of the past.
  fileprivate func leave(_ crossings: SegmentCrossings) throws(Status) {
    try tellFeed(crossings, .deleted)
    // The lines of the feed are few, so they are what to begin with: CROSS JOIN keeps a store from another order.
    try execute(
      """
      INSERT INTO membership_past (customer, segment, from_seq, to_seq, from_at, to_at,
        from_version, to_version, from_cause, to_cause, reason, to_reason)
      SELECT m.customer, m.segment, m.from_seq, f.seq, m.from_at, f.at, m.from_version, f.version,
        m.from_cause, $2, m.reason, ''
      FROM feed AS f CROSS JOIN membership AS m
      WHERE f.seq > $3 AND f.audit = $4 AND m.customer = f.key AND m.segment = $1 ORDER BY f.seq
      """, .integer(crossings.segment.number), .enumeration(crossings.cause),
      .integer(crossings.after), .integer(crossings.audit))
    try execute(
      """
      DELETE FROM membership
      WHERE segment = $1 AND customer IN (SELECT f.key FROM feed AS f WHERE f.seq > $2 AND f.audit = $3)
      """, .integer(crossings.segment.number), .integer(crossings.after),
      .integer(crossings.audit))
  }

  private func tellFeed(_ crossings: SegmentCrossings, _ kind: FeedKind) throws(Status) {
    let keys = KeyList(crossings.customers).value
    try connection.run(
      Self.feedLines,
      [
        .integer(crossings.audit), .integer(Int64(FeedEntity.membership.rawValue)), keys,
        .integer(crossings.segment.version), .integer(kind.rawValue),
        .text(crossings.segment.name), .time(now),
      ]
    ) { (_) throws(Status) in true }
  }

  private static let feedLines = SQL(
    built: """
      INSERT INTO feed (audit, entity, key, version, kind, fields, at)
      \(KeyList.places(of: "$3"))
      SELECT $1, $2, substr($3, start, 16), $4, $5, $6, $7 FROM place ORDER BY start
      """)
}
