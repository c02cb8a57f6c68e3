public import PCRMCore

/// A network that tells when a sync would bring something.
public protocol FieldHints: Sendable {
  /// Watches what changes for the device's member of staff. It is a hint and no more: a sync finds everything without it.
  ///
  /// - Parameters:
  ///   - changed: called with the newest place of the member of staff's feed, once at the beginning and whenever it grows.
  ///   - ended: called once when the connection is lost or the server ends the watch; not when its last reference goes.
  func watch(
    _ device: DeviceID, changed: @escaping @Sendable (Int64) -> Void,
    ended: @escaping @Sendable () -> Void
  ) -> FieldWatch
}

/// A watch under way; it ends with its last reference.
public final class FieldWatch: Sendable {
  private let end: @Sendable () -> Void

  public init(_ end: @escaping @Sendable () -> Void) { self.end = end }

  deinit { end() }
}
