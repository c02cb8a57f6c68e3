public import PCRMCore

/// How a device reaches the server: one call at a time, each of which may fail or get lost.
public protocol FieldNetwork: Sendable {
  /// Calls a method, for example "pcrm.v1.FieldSyncService/Pull", with a message in binary, and answers the answer.
  ///
  /// - Throws: `unavailable` when nobody knows whether the call was carried out.
  func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8]
}
