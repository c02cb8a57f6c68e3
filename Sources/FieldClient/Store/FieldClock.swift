import Glibc
public import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// A device's clocks: the time of day, which may be wrong, and how long it has been running, which is not.
public protocol FieldClock: WallClock {
  /// Milliseconds since the device was started, and the id of that start.
  func running() -> (milliseconds: Int64, boot: DeviceBootID)
}

/// The machine's clocks.
public struct MachineClock: FieldClock {
  private let boot: DeviceBootID

  public init() {
    boot = Self.bootID() ?? Self.processID()
  }

  public func now() -> Timestamp { SystemClock().now() }

  public func running() -> (milliseconds: Int64, boot: DeviceBootID) {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return (Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000, boot)
  }

  private static func bootID() -> DeviceBootID? {
    let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 36)
    guard read(file, &bytes, 36) == 36 else { return nil }
    return DeviceBootID(String(decoding: bytes, as: UTF8.self))
  }

  /// An id of this process, on a machine that does not tell its starts apart.
  private static func processID() -> DeviceBootID {
    var source = IDSource()
    return source.next(at: SystemClock().now())
  }
}
