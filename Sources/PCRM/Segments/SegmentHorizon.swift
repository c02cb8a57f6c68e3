import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Keeps the timers of rules that time can change, up to a horizon.
///
/// A rule about age will change for everybody some day, and a million timers for each such rule would be kept for
/// years. So only those of the next two days are, and once a day all customers are looked at for the day after. The
/// horizon is moved first, and only then are customers read: whoever is written meanwhile keeps to the new one already.
/// The look compares the truth as well, so that nobody is missed when the server was down for longer.
///
/// After the build of such a rule a round is begun anew, once for all that are built together: it waits for builds.
enum SegmentHorizon {
  static let kind: TimerKind = "segment_horizon"
  private static let periodSeconds: Int64 = 24 * 3600
  /// The horizon's distance: a day more than the period, for a round that comes late.
  private static let distanceSeconds: Int64 = 48 * 3600
  /// How long after a build a round begins: others may follow it.
  static let afterBuildSeconds: Int64 = 2
  private static let differingMax = 1500
  private static let lookedAtMax = 10_000
  /// How long a reader looks: timers of other kinds wait meanwhile.
  private static let lookMilliseconds: UInt64 = 100
  /// How long the round rests while there are builds.
  private static let restSeconds: Int64 = 1
  private static let stepMilliseconds: UInt64 = 15

  /// What a reader found.
  struct Found: Sendable {
    /// Whether there are builds to wait for.
    var isToWait = false
    /// Whether the horizon has to be moved before anything is read.
    var isToMove = false
    var differing: [Difference] = []
    /// Nil when there are no customers after it.
    var end: CustomerID?
  }

  /// A customer with a timer to keep or a membership that is no longer right.
  struct Difference: Sendable {
    let customer: CustomerID
    let segments: [Int64]
  }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    var found = Found()
    if try reader.isBuildDue() {
      found.isToWait = true
      return found
    }
    if timer.payload.isEmpty {
      found.isToMove = true
      return found
    }
    guard let (catalogue, horizon) = try reader.segmentCatalogue(), try reader.hasAllFacts() else {
      return found
    }
    let places = catalogue.timed
    if places.isEmpty { return found }
    let after = timer.payload.withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    let customers = try reader.all(
      "SELECT id FROM customer WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2",
      .place(after), .integer(Int64(lookedAtMax))
    ) { (row) throws(Status) in row.id(0, of: CustomerID.self) }
    if customers.count == lookedAtMax { found.end = customers.last }
    let follower = SegmentFollower(
      catalogue, horizon: horizon, now: reader.now, .clock(method: "SegmentHorizon"))
    let stop = Instant.now().adding(nanoseconds: lookMilliseconds * 1_000_000)
    for (index, customer) in customers.enumerated() {
      let segments = try follower.outdated(customer, places, reader)
      if !segments.isEmpty {
        found.differing.append(Difference(customer: customer, segments: segments))
      }
      if found.differing.count == differingMax || index % 64 == 63 && Instant.now() >= stop {
        found.end = customer
        break
      }
    }
    return found
  }

  static let step: @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome = {
    (found, timer, writer) throws(Status) in
    if found.isToWait {
      return .again(at: writer.now.adding(seconds: restSeconds), payload: timer.payload)
    }
    if found.isToMove {
      try writer.execute(
        "UPDATE segment_catalogue SET horizon = $1 WHERE one = 1",
        .time(writer.now.adding(seconds: distanceSeconds)))
      return .again(at: writer.now, payload: CustomerID().withBytes { [UInt8]($0) })
    }
    guard let (catalogue, horizon) = try writer.reader.segmentCatalogue() else {
      return nextRound(writer)
    }
    let stop = Instant.now().adding(nanoseconds: stepMilliseconds * 1_000_000)
    var follower = SegmentFollower(
      catalogue, horizon: horizon, now: writer.now, .clock(method: "SegmentHorizon"))
    // An earlier step may have begun with what was found.
    let after = timer.payload.withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    for difference in found.differing.drop(while: { $0.customer <= after }) {
      var places = PlaceSet(room: catalogue.entries.count)
      for number in difference.segments {
        if let place = catalogue.place(numbered: number) { places.insert(place) }
      }
      try follower.follow(difference.customer, places, .time, &writer)
      if Instant.now() >= stop {
        try follower.settle(&writer)
        return .on(payload: difference.customer.position)
      }
    }
    try follower.settle(&writer)
    if let end = found.end { return .again(at: writer.now, payload: end.position) }
    return nextRound(writer)
  }

  private static func nextRound(_ writer: Writer) -> TimerOutcome {
    .again(at: writer.now.adding(seconds: periodSeconds))
  }
}

extension Reader {
  /// Whether a build has something to do.
  fileprivate func isBuildDue() throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM timer WHERE kind = $1 AND due_at <= $2", .text(SegmentBuild.kind.rawValue),
      .time(now)
    ) { (_) throws(Status) in true } ?? false
  }
}
