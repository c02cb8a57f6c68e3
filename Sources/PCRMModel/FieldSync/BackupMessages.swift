public import PCRMCore
public import ProtobufCodec

/// Says what a backup holds.
///
/// ```proto
/// message ConfirmBackupRequest {
///   string request_id = 1;
///   string epoch = 2;
///   int64 sequence = 3;
/// }
/// ```
public struct ConfirmBackupRequest: Message {
  public static let protoName = "pcrm.v1.ConfirmBackupRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The backup's epoch. Required.
  public var epoch = ""
  /// Place in the sequence up to which it goes; `pcrmd backup` prints it. Required.
  public var sequence: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "epoch", &epoch)
    try c.int64(3, "sequence", &sequence)
  }
}

/// What devices may forget.
///
/// ```proto
/// message ConfirmBackupResponse {
///   int32 devices = 1;
/// }
/// ```
public struct ConfirmBackupResponse: Message {
  public static let protoName = "pcrm.v1.ConfirmBackupResponse"

  /// Devices whose durable_n moved.
  public var devices: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "devices", &devices)
  }
}
