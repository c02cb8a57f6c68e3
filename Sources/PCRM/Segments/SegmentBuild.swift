import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Looks at every customer with a rule that is new: what differs is found by SQL on a reader, and moved by the writer
/// in short steps.
///
/// Writes that come meanwhile evaluate the new rule already, so a customer is right either because a write has touched
/// it since the build began, or because the build gets to it; it does not matter which comes first. Differences are
/// looked for once more by the writer, a few hundred at a time, before anybody moves. The place in the order of ids is
/// all that a build has to remember: after a crash it goes on there.
enum SegmentBuild {
  static let kind: TimerKind = "segment_build"
  private static let method = "SegmentBuild"
  /// Customers that are compared at a time.
  static let windowRows = 20_000
  /// Differences that are looked for before the writer is asked: about what it can move in half a second.
  private static let differingMax = 20_000
  /// How long a reader looks before the place is written down: a moment that is held on to keeps the log from ending.
  private static let lookMilliseconds: UInt64 = 250
  /// Customers who move at a time.
  private static let batch = 200
  /// Writer time of one step. The commit that follows is not in it, and grows with what was written.
  private static let stepMilliseconds: UInt64 = 8
  /// Failures in a row after which a segment counts as broken: it is never "being built" for ever.
  private static let failuresMax = 4

  /// Where a build is.
  struct Place: Sendable, Equatable {
    /// Which build it is: a later one begins anew.
    var build: Int64
    var after = CustomerID()
    var lookedAt: Int64 = 0

    init(build: Int64) { self.build = build }

    init?(_ payload: [UInt8]) {
      guard payload.count == 32 else { return nil }
      func number(_ bytes: ArraySlice<UInt8>) -> Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }
      build = number(payload[0..<8])
      after = payload[8..<24].withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
      lookedAt = number(payload[24...])
    }

    /// The place behind a stretch.
    fileprivate func passing(_ window: Found.Window, to end: CustomerID) -> Place {
      var next = self
      next.after = end
      next.lookedAt += window.lookedAt
      return next
    }

    var payload: [UInt8] { build.position + after.position + lookedAt.position }
  }

  /// What a reader found.
  enum Found: Sendable {
    /// There is nothing to build, or it cannot be built yet.
    case nothing(TimerOutcome)
    case differences(Place, Window)
    case failed(Status)

    struct Window: Sendable {
      var differing: [CustomerID] = []
      /// Nil when there are no customers after it.
      var end: CustomerID?
      var lookedAt: Int64 = 0
      var population: Int64 = 0
    }
  }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    do throws(Status) {
      return try find(timer, reader)
    } catch {
      return .failed(error)
    }
  }

  private static func find(_ timer: DueTimer, _ reader: Reader) throws(Status) -> Found {
    guard try reader.hasAllFacts() else {
      return .nothing(.again(at: reader.now.adding(seconds: 1), payload: timer.payload))
    }
    guard let number = Int64(key: timer.key), let (catalogue, _) = try reader.segmentCatalogue()
    else { return .nothing(.done) }
    let standing = try reader.standing(of: number)
    var place = Place(timer.payload) ?? Place(build: standing.build)
    if place.build != standing.build { place = Place(build: standing.build) }
    var window = Found.Window()
    guard let entry = catalogue.place(numbered: number).map({ catalogue.entries[$0] }) else {
      // It was deleted: all its members leave.
      window.differing = try reader.membersToLeave(number, most: 3 * batch)
      return .differences(place, window)
    }
    guard entry.isAlive else {
      throw .invalid("rule", "can no longer be read", reason: "RULE_INVALID")
    }
    let scan = SegmentScan(catalogue, entry, reader)
    let stop = Instant.now().adding(nanoseconds: lookMilliseconds * 1_000_000)
    window.end = try scan.walk(after: place.after, rows: windowRows) { part in
      window.differing += part.differing
      window.lookedAt += Int64(part.lookedAt)
      return window.differing.count < differingMax && Instant.now() < stop
    }
    window.population = try reader.first("SELECT count(*) FROM customer") { $0.integer(0) } ?? 0
    return .differences(place, window)
  }

  /// Where the next look begins, when all that was found has been moved.
  static let next: @Sendable (Found) -> [UInt8]? = { found in
    guard case .differences(let place, let window) = found, let end = window.end else { return nil }
    return place.passing(window, to: end).payload
  }

  static let step: @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome = {
    (found, timer, writer) throws(Status) in
    switch found {
    case .nothing(let outcome): return outcome
    case .failed(let status):
      guard timer.attempts >= failuresMax, let number = Int64(key: timer.key) else { throw status }
      try writer.endBuild(of: number, .broken)
      return .done
    case .differences(let place, let window):
      return try move(place, window, timer, &writer)
    }
  }

  private static func move(
    _ place: Place, _ window: Found.Window, _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    guard let number = Int64(key: timer.key),
      let (catalogue, horizon) = try writer.reader.segmentCatalogue()
    else { return .done }
    let standing = try writer.reader.standing(of: number)
    // Another build has begun since the reader looked.
    guard standing.build == place.build else { return .again(at: writer.now) }
    var moves = SegmentMoves(catalogue, horizon: horizon, method: method)
    guard let at = catalogue.place(numbered: number) else {
      return try empty(number, window, moves, &writer)
    }
    let stop = Instant.now().adding(nanoseconds: stepMilliseconds * 1_000_000)
    var next = place
    // An earlier step may have begun with what was found.
    if let begun = Place(timer.payload), begun.build == place.build { next = begun }
    var rest = window.differing.drop { $0 <= next.after }
    while !rest.isEmpty {
      let part = rest.prefix(batch)
      rest = rest.dropFirst(batch)
      try moves.follow(part, at, standing.buildCause, &writer)
      if let last = part.last { next.after = last }
      if !rest.isEmpty && Instant.now() >= stop { return .on(payload: next.payload) }
    }
    if let end = window.end {
      next = next.passing(window, to: end)
      let share = window.population == 0 ? 0 : next.lookedAt * 1000 / window.population
      try writer.setProgress(max(0, min(999, share)), of: number)
      return .again(at: writer.now, payload: next.payload)
    }
    try writer.endBuild(of: number, .ready)
    if catalogue.isTimed(at) {
      // When time will next move those who moved, or let others move, is looked for afterwards.
      try writer.schedule(
        SegmentHorizon.kind, at: writer.now.adding(seconds: SegmentHorizon.afterBuildSeconds))
    }
    return .done
  }

  /// Lets the members of a deleted segment go.
  private static func empty(
    _ number: Int64, _ window: Found.Window, _ moves: SegmentMoves, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    guard let record = try writer.reader.segmentRecord(number) else { return .done }
    if !window.differing.isEmpty {
      var moves = moves
      try moves.leave(window.differing, record, &writer)
      return .again(at: writer.now)
    }
    let rest = try writer.forget(number)
    return rest ? .again(at: writer.now) : .done
  }
}

extension Int64 {
  /// The number whose eight bytes are a timer's key.
  init?(key: [UInt8]) {
    guard key.count == 8 else { return nil }
    self = key.reduce(0) { $0 << 8 | Int64($1) }
  }
}

extension Reader {
  fileprivate func membersToLeave(_ segment: Int64, most: Int) throws(Status) -> [CustomerID] {
    try all(
      "SELECT customer FROM membership WHERE segment = $1 ORDER BY customer LIMIT $2",
      .integer(segment), .integer(Int64(most))
    ) { (row) throws(Status) in row.id(0) }
  }
}

extension Writer {
  /// Begins to look at every customer again; a build that is under way begins anew.
  mutating func startBuild(
    of segment: SegmentRecord, cause: MembershipCause
  ) throws(Status) {
    let build = Int64(bitPattern: newID(CustomerID.self).low & .max >> 2)
    try beginBuild(
      build, of: segment.number, cause: cause, sequence: try reader.feedSequence())
    try schedule(SegmentBuild.kind, key: segment.key, at: now)
  }

  /// Deletes some timers and list entries of a deleted segment.
  ///
  /// - Returns: whether there may be more.
  fileprivate func forget(_ segment: Int64) throws(Status) -> Bool {
    let timers = try execute(
      """
      DELETE FROM segment_timer WHERE segment = $1 AND customer IN (
        SELECT customer FROM segment_timer WHERE segment = $1 LIMIT 1000)
      """, .integer(segment))
    let entries = try execute(
      """
      DELETE FROM segment_list WHERE segment = $1 AND customer IN (
        SELECT customer FROM segment_list WHERE segment = $1 LIMIT 1000)
      """, .integer(segment))
    return timers + entries > 0
  }
}
