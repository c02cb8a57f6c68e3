public import PCRMCore
public import PCRMModel
import ProtobufCodec
import Storage

/// What is done on a device: each is shown at once, stored before the call returns, and sent with the next sync.
extension FieldClient {
  /// Does one thing.
  ///
  /// - Returns: the mutation's number.
  /// - Throws: what can be known without the server: `notFound` for what the device does not carry, `invalidArgument`
  ///   for a wrong field, `failedPrecondition` for a step that the visit's life does not have.
  @discardableResult
  public func change(_ change: FieldChange) throws(Status) -> Int64 {
    try self.change([change], together: false).first ?? 0
  }

  /// Does several things at once: all are queued or none.
  ///
  /// - Parameter together: the server, too, is to do all of them or none.
  /// - Returns: the mutations' numbers.
  @discardableResult
  public func change(_ changes: [FieldChange], together: Bool) throws(Status) -> [Int64] {
    try endLease()
    let time = deviceTime()
    return try healing { () throws(Status) -> [Int64] in
      try store.change(.change) { [self] (writer) throws(Status) in
        try enqueue(changes, together: together, at: time, writer)
      }
    }
  }

  private func enqueue(
    _ changes: [FieldChange], together: Bool, at time: DeviceTime, _ writer: Writer
  ) throws(Status) -> [Int64] {
    let cipher = try vault.makeCipher(.queue, writer)
    var group = SyncGroupID()
    if together && changes.count > 1 { group = newID() }
    var numbers: [Int64] = []
    var bytes = 0
    for change in changes {
      // Each is checked against what those before it have made of the row.
      let view = try FieldView(writer.reader, vault)
      var device = view.device
      var mutation = try draft(change, view, time)
      mutation.n = device.nextN
      mutation.id = newID()
      mutation.groupID = group
      mutation.time = time
      guard let key = mutation.target else { throw .internalError }
      mutation.customerID = try view.customer(of: key)
      if mutation.op == .patch || mutation.op == .transition {
        mutation.trunkVersion = try view.cleanRow(key)?.version ?? 0
        mutation.afterN = try writer.reader.lastOver(key, device.seq)
      }
      // What need not go together may go in several pushes.
      bytes = (together ? bytes : 0) + mutation.binary().count
      try SyncBounds(device.limits).check(count: numbers.count + 1, bytes: bytes, together)
      try writer.enqueue(mutation, of: key, cipher)
      if case .attach(_, let file) = change, let attachment = mutation.attachment {
        try writer.keep(file.bytes, attachment, mutation.id, cipher)
      }
      if case .answer(let session) = change, let answer = mutation.answer {
        try writer.handIn(session.id, session.form, answer, by: mutation.id, cipher)
      }
      device.nextN += 1
      try writer.store(device)
      numbers.append(mutation.n)
    }
    return numbers
  }

  // MARK: By name

  /// Takes a visit to a state.
  @discardableResult
  public func step(
    _ visit: VisitID, to state: VisitState, reason: String = "", checkIn: CheckIn? = nil
  ) throws(Status) -> Int64 {
    var step = VisitStep()
    step.to = state
    step.reason = reason
    step.checkIn = checkIn
    return try change(.step(visit, step))
  }

  /// Adds a note to a visit.
  @discardableResult
  public func note(_ visit: VisitID, _ text: String) throws(Status) -> Int64 {
    var note = VisitNote()
    note.visitID = visit
    note.text = text
    return try change(.note(note))
  }

  /// Adds a try to a visit.
  @discardableResult
  public func attempt(
    _ visit: VisitID, _ outcome: AttemptOutcome, note: String = ""
  ) throws(Status) -> Int64 {
    var attempt = VisitAttempt()
    attempt.visitID = visit
    attempt.outcome = outcome
    attempt.note = note
    return try change(.attempt(attempt))
  }

  /// Resolves a conflict with one choice for all of its fields.
  @discardableResult
  public func resolve(
    _ conflict: SyncConflictID, _ choice: ConflictChoice
  ) throws(Status) -> Int64 {
    let fields = try conflicts().first { $0.conflict.id == conflict }?.conflict.fields ?? []
    let choices = fields.map { field in
      var made = FieldChoice()
      made.name = field.name
      made.choice = choice
      return made
    }
    return try change(.resolve(conflict, choices))
  }

  /// Notes that whoever made a change has seen that it was refused; it is forgotten as soon as nothing else needs it.
  public func dismiss(_ id: SyncMutationID) throws(Status) {
    try store.change(.results) { (writer) throws(Status) in
      try writer.execute("DELETE FROM queue WHERE id = $1 AND state = 4", .id(id))
      try writer.execute(
        "UPDATE queue SET seen = 1 WHERE id = $1 AND state = 3 AND outcome IN (5, 6)", .id(id))
    }
  }
}

extension Reader {
  /// Number of the last mutation of a row whose effect the clean row does not have; 0 for none.
  fileprivate func lastOver(_ key: SyncRowKey, _ seq: Int64) throws(Status) -> Int64 {
    try queue(of: key).last { $0.isOver(seq) }?.n ?? 0
  }
}

/// What one push may hold, which bounds what may be done together.
struct SyncBounds {
  let mutations: Int
  let bytes: Int
  let chunk: Int
  let rows: Int32
  let pullBytes: Int32

  init(_ limits: SyncLimits) {
    mutations = limits.pushMutationsMax > 0 ? Int(limits.pushMutationsMax) : 200
    bytes = limits.pushBytesMax > 0 ? Int(limits.pushBytesMax) : 1 << 20
    chunk = limits.chunkBytes > 0 ? Int(limits.chunkBytes) : 256 << 10
    rows = limits.pullRowsMax
    pullBytes = limits.pullBytesMax
  }

  /// Bytes of a push that are not its mutations, and of what stands around each.
  static let envelopeBytes = 512
  static let mutationEnvelopeBytes = 8

  /// Refuses what would not fit one push.
  func check(count: Int, bytes: Int, _ together: Bool) throws(Status) {
    let count = together ? count : 1
    let size = bytes + count * Self.mutationEnvelopeBytes + Self.envelopeBytes
    if count > mutations || size > self.bytes {
      throw .invalid(
        "change", "must have at most \(mutations) parts and \(self.bytes) bytes",
        reason: "CHANGE_TOO_LARGE")
    }
  }
}
