public import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// A visit as a device shows it.
public struct FieldVisit: Sendable, Equatable {
  /// The visit, with what was done here.
  public var visit: Visit
  /// Its tries, notes, report and attachments, with what was done here.
  public var parts: SyncVisit
  /// Its customer, if the device carries that.
  public var customer: Customer?
  /// Conflicts about it that nobody has resolved.
  public var conflicts: [SyncConflict]
  /// Something that was done to it has no answer of the server's yet.
  public var isUnsent: Bool
}

/// A customer as a device shows it.
public struct FieldCustomer: Sendable, Equatable {
  public var customer: Customer
  /// Something that was done to it has no answer of the server's yet.
  public var isUnsent: Bool
}

/// A task as a device shows it.
public struct FieldTask: Sendable, Equatable {
  public var task: VisitTask
  /// Its customer's name to show; empty when the device does not carry the customer.
  public var customerName: String
}

/// A conflict as a device shows it: what was seen, theirs and mine of each field.
public struct FieldConflict: Sendable, Equatable {
  public var conflict: SyncConflict
  /// The visit that it is about, if the device carries it.
  public var visit: Visit?
  /// The customer whom it is about, if the device carries it.
  public var customer: Customer?
}

/// What became of something that was done on the device.
public struct FieldQueueEntry: Sendable, Equatable {
  /// Where it stands.
  public enum State: Sendable, Equatable {
    /// It was never handed over.
    case waiting
    /// It was handed over, and no answer came.
    case sent
    /// It was answered.
    case answered
  }

  public var mutation: Mutation
  public var state: State
  /// When it was done, by the device's clock.
  public var madeAt: Timestamp
  /// What became of it; nil before it is answered.
  public var result: MutationResult?
  /// Whoever made it has seen that it was refused.
  public var isSeen: Bool
}

/// Where a device stands.
public struct FieldStatus: Sendable, Equatable {
  public var deviceID = DeviceID()
  public var name = ""
  /// The member of staff; empty before the first hello.
  public var staffID = StaffID()
  /// It was taken out of service, and carries nothing any more.
  public var isRevoked = false
  /// Which life of the server's store it knows; empty before the first hello.
  public var epoch = ""
  /// The place in the server's sequence that it shows.
  public var seq: Int64 = 0
  public var rows = 0
  /// Mutations without an answer.
  public var unsent = 0
  /// Mutations with an answer that no backup of the server is known to hold.
  public var kept = 0
  /// What was refused, and is kept for whoever made it to see.
  public var refused = 0
  /// Files that are still to be uploaded, and bytes of them.
  public var filesToUpload = 0
  public var bytesToUpload: Int64 = 0
  /// Files that will not get there, and are kept for whoever attached them to see.
  public var filesGivenUp = 0
  public var lastN: Int64 = 0
  public var durableN: Int64 = 0
  /// When a pull was last complete, by the device's clock.
  public var pullTime: Timestamp?
  /// Until when it may show what it carries.
  public var leaseEnd: Timestamp?
  /// It was away for too long to show anything.
  public var isLeaseOver = false
  /// How many syncs in a row have failed, and why the last one did.
  public var failures = 0
  public var failure = ""
  public var failureText = ""
}
