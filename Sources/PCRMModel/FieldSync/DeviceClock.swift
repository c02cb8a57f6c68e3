import PCRMCore
public import ProtobufCodec

/// When things happened on a device whose clock nobody trusts, reckoned from the server's.
public struct DeviceClock: Sendable {
  /// How far a device's clock may be off before what it says is in doubt, in microseconds.
  public static let skewMax: Int64 = 300_000_000

  private let sent: DeviceTime?
  private let received: Timestamp
  /// When the device last had everything; what it did before that should have come before that.
  private let lastSync: Timestamp?

  /// - Parameters:
  ///   - sent: the device's clocks as it sent.
  ///   - received: the server's time then.
  public init(sent: DeviceTime?, received: Timestamp, lastSync: Timestamp?) {
    self.sent = sent
    self.received = Timestamp(microseconds: received.microseconds)
    self.lastSync = lastSync
  }

  /// How far the device's clock is off, in microseconds; positive = ahead.
  public var skew: Int64 { sent?.wall.map { $0.microseconds.less(received.microseconds) } ?? 0 }

  /// When something happened.
  public struct Occurrence: Sendable, Equatable {
    public var time: Timestamp
    /// The device's clock cannot be right.
    public var isSuspect: Bool
    /// The time follows from a count of milliseconds, not from a time of day.
    public var isCounted: Bool
    /// How much the device's time of day is to be moved by, in microseconds.
    public var shift: Int64

    public init(_ time: Timestamp, isSuspect: Bool, isCounted: Bool, shift: Int64 = 0) {
      self.time = time
      self.isSuspect = isSuspect
      self.isCounted = isCounted
      self.shift = shift
    }

    /// Whether the time is good enough to decide by.
    public var isSure: Bool { isCounted || !isSuspect }
  }

  /// When something happened that the device dated.
  public func occurrence(of event: DeviceTime?) -> Occurrence {
    guard let event else { return Occurrence(received, isSuspect: false, isCounted: false) }
    var time = received.microseconds
    var isCounted = false
    if let sent, !event.bootID.isEmpty, event.bootID == sent.bootID, event.monoMs >= 0,
      event.monoMs <= sent.monoMs
    {
      isCounted = true
      let passed = (sent.monoMs - event.monoMs).multipliedReportingOverflow(by: 1000)
      time = passed.overflow ? .min : time.less(passed.partialValue)
    } else if let wall = event.wall {
      time = wall.microseconds.less(skew)
    }
    var isSuspect = abs(max(skew, -Int64.max)) > Self.skewMax
    if time > received.microseconds {
      time = received.microseconds
      isSuspect = true
    }
    if time < Self.earliest {
      time = received.microseconds
      isSuspect = true
      isCounted = false
    }
    if let lastSync, time < lastSync.microseconds.less(60_000_000) { isSuspect = true }
    let shift = event.wall.map { time.less($0.microseconds) } ?? 0
    return Occurrence(
      Timestamp(microseconds: time), isSuspect: isSuspect, isCounted: isCounted, shift: shift)
  }

  /// 2000-01-01: nothing that a device did is older.
  private static let earliest: Int64 = 946_684_800_000_000
}

extension Int64 {
  /// The difference, held within what a number can be.
  fileprivate func less(_ other: Int64) -> Int64 {
    let (value, isOver) = subtractingReportingOverflow(other)
    return isOver ? (self < 0 ? .min : .max) : value
  }
}
