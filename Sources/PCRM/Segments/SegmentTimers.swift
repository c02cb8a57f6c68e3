import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Moves customers whose truth time alone has changed.
enum SegmentTimers {
  static let kind: TimerKind = "segment_timers"
  private static let batch: Int64 = 256
  /// Where nothing is due, the job sleeps; whoever keeps an earlier time wakes it.
  private static let sleepSeconds: Int64 = 24 * 3600
  private static let stepMilliseconds: UInt64 = 20

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let stop = Instant.now().adding(nanoseconds: stepMilliseconds * 1_000_000)
    let due = try writer.reader.dueSegmentTimers(most: batch)
    let horizon: Int64
    let catalogue: SegmentCatalogue
    guard let found = try writer.reader.segmentCatalogue() else {
      return .again(at: writer.now.adding(seconds: sleepSeconds))
    }
    (catalogue, horizon) = found
    var follower = SegmentFollower(
      catalogue, horizon: horizon, now: writer.now, .clock(method: "SegmentTimers"))
    var index = 0
    while index < due.count, Instant.now() < stop {
      // All of one customer's timers that are due go together.
      let customer = due[index].customer
      var places = PlaceSet(room: catalogue.entries.count)
      var isKnown = false
      while index < due.count, due[index].customer == customer {
        if let place = catalogue.place(numbered: due[index].segment),
          catalogue.entries[place].isAlive
        {
          places.insert(place)
          isKnown = true
        } else {
          try writer.setTimer(customer, due[index].segment, from: 0, to: nil)
        }
        index += 1
      }
      if isKnown { try follower.follow(customer, places, .time, &writer) }
    }
    try follower.settle(&writer)
    let next = try writer.reader.nextSegmentTimer()
    return .again(
      at: next.map { Timestamp(microseconds: max($0, writer.now.microseconds)) }
        ?? writer.now.adding(seconds: sleepSeconds))
  }

  /// Sees to it that the job runs at a time, if it would sleep longer.
  static func wake(at time: Int64, _ writer: Writer) throws(Status) {
    try writer.execute(
      "UPDATE timer SET due_at = $2 WHERE kind = $1 AND due_at > $2", .text(kind.rawValue),
      .integer(time))
  }
}

extension Reader {
  /// Timers that are due, those of one customer side by side.
  fileprivate func dueSegmentTimers(
    most: Int64
  ) throws(Status) -> [(customer: CustomerID, segment: Int64)] {
    let due = try all(
      "SELECT customer, segment FROM segment_timer WHERE at <= $1 ORDER BY at LIMIT $2",
      .time(now), .integer(most)
    ) { (row) throws(Status) in
      (customer: row.id(0, of: CustomerID.self), segment: row.integer(1))
    }
    return due.sorted { $0.customer < $1.customer }
  }

  /// When the next timer is due, in microseconds; nil when there is none.
  fileprivate func nextSegmentTimer() throws(Status) -> Int64? {
    try first("SELECT at FROM segment_timer ORDER BY at LIMIT 1") { $0.integer(0) }
  }
}
