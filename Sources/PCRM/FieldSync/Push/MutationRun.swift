import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// One change of a device's, carried out by the rules of the feature that it is about.
struct MutationRun {
  let mutation: Mutation
  let device: SendingDevice
  /// In whose name.
  let caller: Caller
  let context: PCRM.Context
  /// When it happened.
  let occurrence: DeviceClock.Occurrence
  /// Who has decided that it is to be done, although its row is no longer the device's.
  var supervisor: Caller?
  var isReleased: Bool { supervisor != nil }
  /// Whether it came before, with another number.
  var identity = MutationIdentity.new
  /// Whether other times may be looked for, which takes long.
  var mayOffer = true
  /// Whether they were.
  var hasSearched = false
  /// What became of the change that it counts on.
  var predecessor: MutationOutcome?
  /// A customer's answer, worked out before the transaction.
  var worked: WorkedAnswer?
  /// What the token of a customer's answer opens.
  var token = OpenedToken.unseen

  private(set) var result = MutationResult()
  /// The versions of its row that it made.
  var touched = TouchedRow()
  /// Whom it is about, as far as that is known.
  var customer = CustomerID()
  /// Why it is to be kept for a supervisor; nothing of it was done then.
  private(set) var held: String?

  init(
    _ mutation: Mutation, of device: SendingDevice, by caller: Caller, _ context: PCRM.Context,
    at occurrence: DeviceClock.Occurrence
  ) {
    self.mutation = mutation
    self.device = device
    self.caller = caller
    self.context = context
    self.occurrence = occurrence
    result.n = mutation.n
    result.occurTime = occurrence.time
    result.clockSuspect = occurrence.isSuspect
  }

  /// Does it, or says why it is to be kept for a supervisor.
  mutating func carryOut(_ writer: inout Writer) throws(Status) {
    switch identity {
    case .taken: throw .idTaken("id")
    case .known(let earlier): return answer(earlier)
    case .new, .refused, .inGroup: break
    }
    try checkNamed(writer.reader)
    if device.isRevoked && !isReleased {
      customer = try subject(writer.reader)
      return hold("DEVICE_REVOKED")
    }
    try mutation.check()
    guard let kind = mutation.kind else { throw .internalError }
    if predecessor == .quarantined && !isReleased {
      customer = try subject(writer.reader)
      return hold("OUT_OF_SCOPE")
    }
    switch kind {
    case .createVisit: try createVisit(&writer)
    case .patchVisit: try patchVisit(&writer)
    case .stepVisit: try stepVisit(&writer)
    case .attach: try attach(&writer)
    case .patchCustomer: try patchCustomer(&writer)
    case .addAttempt: try addAttempt(&writer)
    case .addNote: try addNote(&writer)
    case .fileReport: try fileReport(&writer)
    case .addConsent: try addConsent(&writer)
    case .completeTask: try completeTask(&writer)
    case .resolveConflict: try resolveConflict(&writer)
    case .addAnswer: try addAnswer(&writer)
    }
  }

  // MARK: What became of it

  mutating func end(_ outcome: MutationOutcome, version: Int64 = 0) {
    result.outcome = outcome
    result.version = version
  }

  /// Says what became of it when it came before.
  mutating func answer(_ earlier: MutationResult) {
    result = earlier
    result.n = mutation.n
    if [.applied, .merged].contains(earlier.outcome) { result.outcome = .duplicate }
  }

  mutating func end(conflict: SyncConflictID, version: Int64) {
    result.outcome = .conflict
    result.conflictID = conflict
    result.version = version
  }

  /// Says that it is to be kept for a supervisor.
  mutating func hold(_ reason: String) { held = reason }

  /// Says where a customer's answer stands.
  mutating func keep(_ answer: SubmittedAnswer?) { result.answer = answer }

  /// Says which visit took the place of the one whose time was patched.
  mutating func moved(to next: VisitID) { result.nextVisitID = next }

  /// Says at which times a visit could be that was to be at one that is taken.
  mutating func offer(_ times: [TimeWindow]) { result.alternatives = times }

  /// Keeps it whole for a supervisor.
  mutating func hold(
    _ reason: String, about customer: CustomerID, _ writer: inout Writer
  ) throws(Status) {
    // An answer with a token that opens nothing is nobody's: no erasure would ever find it.
    if mutation.answer != nil, try opened(writer.reader) == nil { return reject(.unknownToken) }
    // What a customer answered is about that customer, whatever it came together with.
    let isKnown = mutation.answer == nil && !customer.isEmpty
    let subject = isKnown ? customer : try subject(writer.reader)
    // Of an erased customer nothing is kept: the receipt's hash tells that something came.
    if try writer.reader.isErased(subject) { return reject(.erased) }
    let id = try writer.quarantine(
      try kept(writer.reader), of: device, reason: reason, about: subject, at: occurrence)
    clear()
    result.outcome = .quarantined
    result.quarantineID = id
    result.code = StatusCode.permissionDenied.rawValue
    result.reason = reason
    result.field = "entity_id"
    result.message = "entity_id: the change is kept for a supervisor, who will decide"
  }

  /// Refuses it.
  mutating func reject(_ status: Status) {
    let times = status.info.reason == "SLOT_TAKEN" ? result.alternatives : []
    clear()
    result.outcome = .rejected
    result.code = status.code.rawValue
    result.reason = status.info.reason
    result.field = status.info.field
    result.message = status.message
    result.alternatives = times
  }

  /// Forgets what was done, which was taken back.
  private mutating func clear() {
    touched = TouchedRow()
    result = MutationResult()
    result.n = mutation.n
    result.occurTime = occurrence.time
    result.clockSuspect = occurrence.isSuspect
  }
}

extension Status {
  /// The change is about a customer who was erased.
  fileprivate static let erased = Status.precondition(
    "DELETED", "entity_id", "the customer was erased; nothing of the change is kept")
}
