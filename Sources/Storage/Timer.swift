public import PCRMCore
public import ProtobufCodec

/// A kind of timed work; the text is stored, so it never changes.
public struct TimerKind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(stringLiteral text: String) { rawValue = text }
}

/// A timer whose time has come, handed to the step that is to be done.
public struct DueTimer: Sendable {
  public let kind: TimerKind
  /// What it is about; empty for a kind with one timer only.
  public let key: [UInt8]
  public internal(set) var dueAt: Timestamp
  /// What the last step, or whoever scheduled it, left for this one: where to go on.
  public internal(set) var payload: [UInt8]
  /// How often in a row it failed.
  public let attempts: Int
  /// When the step should end and answer `.again`, so that writes of callers do not wait for it.
  public internal(set) var stopAt = Instant.distantFuture

  /// Whether the step has had its time.
  public var isOverTime: Bool { Instant.now() >= stopAt }
}

/// What a timer does after a step.
public enum TimerOutcome: Sendable {
  /// It is over.
  case done
  /// It comes again: at once, to go on with what is left, or later.
  case again(at: Timestamp, payload: [UInt8] = [])
  /// It goes on at once, in a write of its own, with what was found before: the rest is not looked for again.
  case on(payload: [UInt8])
}

extension Writer {
  /// Sets a timer; there is one a kind and key, so an earlier one is moved.
  ///
  /// It exists when this write commits, and never otherwise.
  public func schedule(
    _ kind: TimerKind, key: [UInt8] = [], at time: Timestamp, payload: [UInt8] = []
  ) throws(Status) {
    try execute(
      """
      INSERT INTO timer (kind, key, due_at, attempts, payload) VALUES ($1, $2, $3, 0, $4)
      ON CONFLICT (kind, key) DO UPDATE
      SET due_at = excluded.due_at, attempts = 0, payload = excluded.payload
      """, .text(kind.rawValue), .blob(key), .time(time), .blob(payload))
  }

  /// Sets a timer unless there is one of this kind and key already.
  public func scheduleIfMissing(
    _ kind: TimerKind, key: [UInt8] = [], at time: Timestamp, payload: [UInt8] = []
  ) throws(Status) {
    try execute(
      """
      INSERT INTO timer (kind, key, due_at, attempts, payload) VALUES ($1, $2, $3, 0, $4)
      ON CONFLICT (kind, key) DO NOTHING
      """, .text(kind.rawValue), .blob(key), .time(time), .blob(payload))
  }

  /// Takes a timer back.
  public func unschedule(_ kind: TimerKind, key: [UInt8] = []) throws(Status) {
    try execute(
      "DELETE FROM timer WHERE kind = $1 AND key = $2", .text(kind.rawValue), .blob(key))
  }

  /// Whether the timer is still as it was found: nobody moved it, nobody took it back.
  func stands(_ timer: DueTimer) throws(Status) -> Bool {
    try reader.first(
      "SELECT 1 FROM timer WHERE kind = $1 AND key = $2 AND due_at = $3",
      .text(timer.kind.rawValue), .blob(timer.key), .time(timer.dueAt)
    ) { (_) throws(Status) in true } ?? false
  }

  /// Lets a timer that failed try again at `time`.
  func putOff(_ timer: DueTimer, to time: Timestamp) throws(Status) {
    try execute(
      """
      UPDATE timer SET due_at = $4, attempts = attempts + 1
      WHERE kind = $1 AND key = $2 AND due_at = $3
      """, .text(timer.kind.rawValue), .blob(timer.key), .time(timer.dueAt), .time(time))
  }
}

extension Reader {
  /// When the next timer is due; nil when there is none.
  public func nextTimer() throws(Status) -> Timestamp? {
    try first("SELECT due_at FROM timer ORDER BY due_at LIMIT 1") { (row) throws(Status) in
      row.time(0)
    }
  }

  /// Timers of the given kinds that are due, the longest due first.
  func dueTimers(_ kinds: Set<TimerKind>, max: Int) throws(Status) -> [DueTimer] {
    var found: [DueTimer] = []
    try each(
      "SELECT kind, key, due_at, payload, attempts FROM timer WHERE due_at <= $1 ORDER BY due_at",
      [.time(now)]
    ) { (row) throws(Status) in
      let kind = TimerKind(rawValue: row.text(0))
      if kinds.contains(kind) {
        found.append(
          DueTimer(
            kind: kind, key: row.bytes(1), dueAt: row.time(2), payload: row.bytes(3),
            attempts: Int(row.integer(4))))
      }
      return found.count < max
    }
    return found
  }
}
