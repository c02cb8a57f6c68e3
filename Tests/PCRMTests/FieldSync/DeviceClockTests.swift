import PCRMCore
import PCRMModel
import ProtobufCodec
import Testing

/// When things happened on a device whose clock nobody trusts.
struct DeviceClockTests {
  private let received = Timestamp(seconds: 1_772_500_000, nanos: 0)
  private let boot = DeviceBootID(high: 1, low: 2)

  private func time(_ seconds: Int64, mono: Int64, boot: DeviceBootID? = nil) -> DeviceTime {
    var time = DeviceTime()
    time.wall = received.adding(seconds: seconds)
    time.monoMs = mono
    time.bootID = boot ?? self.boot
    return time
  }

  /// Each case names what it would catch: (sent, event, last sync) → (time, suspect, counted).
  @Test func theTable() {
    let other = DeviceBootID(high: 3, low: 4)
    let hour: Int64 = 3600
    let cases: [(String, DeviceTime?, DeviceTime?, Int64?, Int64, Bool, Bool)] = [
      ("no time is now", time(0, mono: 0), nil, nil, 0, false, false),
      (
        "one start: the count decides", time(2, mono: hour * 1000), time(0, mono: 0), nil, -hour,
        false, true
      ),
      (
        "one start, a clock years off", time(3 * 365 * 86_400, mono: 60_000),
        time(9, mono: 0), nil, -60, true, true
      ),
      (
        "another start: the time of day, less what it is off", time(60, mono: 5),
        time(60 - hour, mono: 9, boot: other), nil, -hour, false, false
      ),
      (
        "more than five minutes off", time(301, mono: 5), time(301 - hour, mono: 9, boot: other),
        nil, -hour, true, false
      ),
      (
        "in the future", time(0, mono: 5), time(60, mono: 9, boot: other), nil, 0, true, false
      ),
      (
        "before its last sync", time(0, mono: 5), time(-hour, mono: 9, boot: other), -60, -hour,
        true, false
      ),
      (
        "a count that runs backwards", time(0, mono: 5), time(-60, mono: 9), nil, -60, false, false
      ),
      (
        "before devices were", time(0, mono: 5), time(-2_000_000_000, mono: 9, boot: other), nil, 0,
        true, false
      ),
      ("a count past all bounds", time(0, mono: .max), time(0, mono: 0), nil, 0, true, false),
    ]
    for (name, sent, event, sync, expected, isSuspect, isCounted) in cases {
      let clock = DeviceClock(
        sent: sent, received: received, lastSync: sync.map { received.adding(seconds: $0) })
      let found = clock.occurrence(of: event)
      #expect(found.time == received.adding(seconds: expected), "\(name)")
      #expect(found.isSuspect == isSuspect && found.isCounted == isCounted, "\(name)")
    }
    let far = DeviceClock(
      sent: time(-600, mono: 0), received: received, lastSync: nil)
    #expect(far.skew == -600_000_000)
  }
}
