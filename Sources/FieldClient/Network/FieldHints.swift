public import PCRMCore

/// A network that tells when a sync would bring something.
public protocol FieldHints: Sendable {
  /// Calls `changed` whenever something changed for the device's member of staff, until the watch ends or the
  /// connection is lost. It is a hint and no more: a sync finds everything without it.
  func watch(_ device: DeviceID, _ changed: @escaping @Sendable () -> Void) -> FieldWatch
}

/// A watch under way; it ends with its last reference.
public final class FieldWatch: Sendable {
  private let end: @Sendable () -> Void

  public init(_ end: @escaping @Sendable () -> Void) { self.end = end }

  deinit { end() }
}
