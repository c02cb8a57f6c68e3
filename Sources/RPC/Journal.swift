public import PCRMCore
public import Storage

/// What must be written beside every change, in the same job: request key, audit line, feed rows.
public protocol Journal: Sendable {
  /// The stored answer when this request was done before.
  ///
  /// - Throws: `alreadyExists` with reason REQUEST_ID_REUSED when the key came with another payload.
  func replay(_ entry: JournalEntry, _ writer: inout Writer) throws(Status) -> [UInt8]?

  /// Writes down what was done.
  func record(
    _ entry: JournalEntry, _ outcome: Outcome, _ writer: inout Writer
  ) throws(Status)
}

/// A change as the journal sees it.
public struct JournalEntry: Sendable {
  /// "pcrm.v1.CustomerService/CreateCustomer".
  public let method: String
  public let caller: Caller
  /// Empty when the caller sent none.
  public let requestID: RequestID
  /// The request's canonical bytes.
  public let canonical: @Sendable () -> [UInt8]
  /// Where the call came from: an address, or "unix".
  public let peer: String

  public init(
    method: String, caller: Caller, requestID: RequestID,
    canonical: @escaping @Sendable () -> [UInt8], peer: String
  ) {
    self.method = method
    self.caller = caller
    self.requestID = requestID
    self.canonical = canonical
    self.peer = peer
  }
}
