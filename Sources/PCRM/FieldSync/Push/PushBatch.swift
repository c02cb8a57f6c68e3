import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The changes of one push on their way into the store, in the order of their numbers.
///
/// Each is taken by itself, or together with its group, and leaves a receipt whatever becomes of it: nothing that one of
/// them is refused for holds the others up. Only a fault of the store ends the whole, and then nothing was taken.
struct PushBatch {
  static let mutationsMax = 200
  static let bytesMax = 1 << 20
  /// For how many changes of one push other times are looked for.
  static let searchesMax = 3

  private let request: PushRequest
  private let caller: Caller
  private let context: PCRM.Context
  private let device: SendingDevice
  private let clock: DeviceClock
  /// What customers answered, worked out before the transaction, by place.
  private let worked: [Int: WorkedAnswer]
  /// A hash of each mutation.
  private let hashes: [[UInt8]]
  private let bytes: Int
  /// The number of the last one that was taken.
  private var last: Int64
  /// The place in the sequence of what this push does; 0 as long as it did nothing.
  private var seq: Int64 = 0
  /// What became of those that were taken just now.
  private var outcomes: [Int64: MutationOutcome] = [:]
  /// For how many changes other times were looked for.
  private var searches = 0
  private var response = PushResponse()

  /// - Parameter worked: what ``workedAnswers(_:)`` made of the customers' answers before the transaction.
  init(
    _ request: PushRequest, _ caller: Caller, _ context: PCRM.Context, _ reader: Reader,
    worked: [Int: WorkedAnswer] = [:]
  ) throws(Status) {
    self.request = request
    self.worked = worked
    self.caller = caller
    self.context = context
    device = try reader.sendingDevice(request.deviceID, "device_id", caller)
    try reader.checkEpoch(request.epoch)
    if request.mutations.count > Self.mutationsMax {
      throw .tooMany("mutations", max: Self.mutationsMax)
    }
    for (index, mutation) in request.mutations.enumerated() where mutation.n < 1 {
      throw .outOfRange("mutations[\(index)].n", min: 1, max: Int64.max)
    }
    if request.ackedN < 0 { throw .outOfRange("acked_n", min: 0, max: Int64.max) }
    if request.queueLength < 0 { throw .outOfRange("queue_length", min: 0, max: Int32.max) }
    var hashes: [[UInt8]] = []
    var bytes = 0
    for mutation in request.mutations {
      let binary = mutation.binary()
      bytes += binary.count
      hashes.append(Receipt.hash(binary))
    }
    if bytes > Self.bytesMax {
      throw Status.invalid(
        "mutations", "must have at most \(Self.bytesMax) bytes together", reason: "FIELD_TOO_LONG"
      ).with("max", String(Self.bytesMax)).with("unit", "bytes")
    }
    self.hashes = hashes
    self.bytes = bytes
    clock = DeviceClock(sent: request.time, received: reader.now, lastSync: device.pullTime)
    last = device.lastN
  }

  /// Works out what customers answered, of those changes that were not taken before, by place.
  func workedAnswers(_ reader: Reader) -> [Int: WorkedAnswer] {
    var worked: [Int: WorkedAnswer] = [:]
    for (place, mutation) in request.mutations.enumerated()
    where mutation.answer != nil && mutation.n > last {
      var run = run(of: mutation)
      worked[place] = run.workedAnswer(reader)
    }
    return worked
  }

  private func run(of mutation: Mutation) -> MutationRun {
    MutationRun(mutation, of: device, by: caller, context, at: clock.occurrence(of: mutation.time))
  }

  mutating func carryOut(_ writer: inout Writer) throws(Status) -> PushResponse {
    var index = 0
    while index < request.mutations.count {
      let n = request.mutations[index].n
      if n > last + 1 {
        response.expectedN = last + 1
        break
      }
      if n <= last {
        try answerAgain(index, writer.reader)
        index += 1
      } else {
        let group = group(at: index)
        if seq == 0 { seq = try writer.nextSyncSeq(count: 1) }
        try take(group, &writer)
        // Always past it, but for a planted fault.
        if last < n { break }
        index = group.upperBound
      }
    }
    try finish(&writer)
    return response
  }

  /// Those that are to happen together with the one at a place: the next ones of its group, without a gap.
  private func group(at start: Int) -> Range<Int> {
    let mutations = request.mutations
    let first = mutations[start]
    var end = start + 1
    if first.groupID.isEmpty { return start..<end }
    while end < mutations.count, mutations[end].groupID == first.groupID,
      mutations[end].n == mutations[end - 1].n + 1
    { end += 1 }
    return start..<end
  }

  /// Answers what became of one that was taken before.
  private mutating func answerAgain(_ index: Int, _ reader: Reader) throws(Status) {
    let mutation = request.mutations[index]
    guard let receipt = try reader.receipt(device.id, mutation.n) else {
      // The device said that it has stored the result: it is asked for no more.
      var result = MutationResult()
      result.n = mutation.n
      result.outcome = .duplicate
      response.results.append(result)
      return
    }
    var isSame = receipt.hash == hashes[index]
    #if SYNC_FAULTS
    isSame = isSame || SyncFault.isPlanted(.hashNotChecked)
    #endif
    if !isSame {
      throw Status(
        .alreadyExists,
        "mutations[\(index)].n: the number was used for another change; give each its own",
        ErrorInfo(reason: "MUTATION_REUSED", field: "mutations[\(index)].n")
      ).with("n", String(mutation.n))
    }
    response.results.append(receipt.result)
    response.appliedSeq = max(response.appliedSeq, receipt.seq)
  }

  private mutating func take(_ places: Range<Int>, _ writer: inout Writer) throws(Status) {
    var runs: [MutationRun] = []
    for place in places {
      let mutation = request.mutations[place]
      var run = run(of: mutation)
      run.worked = worked[place]
      run.identity = try identity(of: mutation, after: runs, writer.reader)
      run.mayOffer = searches < Self.searchesMax
      runs.append(run)
    }
    var failure: (place: Int, status: Status)?
    var place = 0
    do throws(Status) {
      try writer.savepoint { (writer) throws(Status) in
        while place < runs.count {
          let after = runs[place].mutation.afterN
          runs[place].predecessor = try predecessor(after, runs[..<place], writer.reader)
          if case .inGroup(let first) = runs[place].identity {
            runs[place].answer(runs[first].result)
          } else {
            try runs[place].carryOut(&writer)
          }
          if runs[place].held != nil { throw Self.isHeld }
          place += 1
        }
      }
    } catch {
      if error.isOfStore { throw .retryLater(error) }
      failure = (place, error)
      if runs[place].hasSearched { searches += 1 }
    }
    if let failure { try settle(&runs, failure, &writer) }
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.receiptApart) && last % 5 == 3 {
      // The server stops before the receipts' own transaction.
      response.expectedN = last + 1
      return
    }
    #endif
    for (offset, run) in runs.enumerated() {
      #if SYNC_FAULTS
      // The transaction that was to hold the receipt did not come about.
      if SyncFault.isPlanted(.receiptApart) && run.mutation.n % 8 == 0 { break }
      #endif
      try writer.insertReceipt(
        run.mutation, hash: hashes[places.lowerBound + offset], run.result, run.touched,
        of: device.id, seq: seq, identity: run.identity)
      outcomes[run.mutation.n] = run.result.outcome
      response.results.append(run.result)
      last = run.mutation.n
    }
    response.appliedSeq = seq
  }

  /// Whether a change came before, with another number: in this group, or long ago.
  private func identity(
    of mutation: Mutation, after earlier: [MutationRun], _ reader: Reader
  ) throws(Status) -> MutationIdentity {
    if mutation.id.isEmpty { return .new }
    if let first = earlier.firstIndex(where: { $0.mutation.id == mutation.id }) {
      // What the first one was answered with is the answer to this one too.
      if earlier[first].identity.isOthers { return earlier[first].identity }
      return .inGroup(first)
    }
    guard let known = try reader.earlierResult(of: mutation.id) else { return .new }
    if known.staff != device.staff { return .taken }
    return known.result.outcome == .rejected ? .refused : .known(known.result)
  }

  /// Says of each of a group that was taken back what became of it: refused, or kept for a supervisor.
  private func settle(
    _ runs: inout [MutationRun], _ failure: (place: Int, status: Status), _ writer: inout Writer
  ) throws(Status) {
    let failed = runs[failure.place]
    // What the server itself failed at is nobody's mistake: it is kept whole.
    let held = failed.held ?? (failure.status.code == .internal ? "SERVER_FAULT" : nil)
    for index in runs.indices {
      if let held {
        var customer = runs[index].customer
        if customer.isEmpty { customer = try runs[index].subject(writer.reader) }
        if customer.isEmpty { customer = failed.customer }
        try runs[index].hold(held, about: customer, &writer)
      } else if index == failure.place {
        runs[index].reject(failure.status)
      } else {
        runs[index].reject(.groupFailed(at: failed.mutation.n))
      }
    }
  }

  /// What became of the change that another one counts on; nil when there is none.
  private func predecessor(
    _ n: Int64, _ earlier: ArraySlice<MutationRun>, _ reader: Reader
  ) throws(Status) -> MutationOutcome? {
    if n <= 0 { return nil }
    if let run = earlier.first(where: { $0.mutation.n == n }) { return run.result.outcome }
    if let outcome = outcomes[n] { return outcome }
    return try reader.receipt(device.id, n)?.result.outcome
  }

  /// Writes down how far the device has come.
  private mutating func finish(_ writer: inout Writer) throws(Status) {
    let acked = min(max(device.ackedN, request.ackedN), last)
    try writer.pruneReceipts(of: device, acked: acked)
    try writer.execute(
      """
      UPDATE device SET last_n = $2, acked_n = $3, seen_at = $4, pushed_at = $4,
        queue_length = $5, clock_skew_ms = $6, pushed_bytes = pushed_bytes + $7
      WHERE id = $1
      """, .id(device.id), .integer(last), .integer(acked), .time(writer.now),
      .integer(Int64(request.queueLength)), .integer(clock.skew / 1000), .integer(Int64(bytes)))
    response.lastN = last
    response.durableN = device.durableN
    response.serverTime = Timestamp(microseconds: writer.now.microseconds)
  }

  /// What takes a group back that is to be kept for a supervisor.
  private static let isHeld = Status(.aborted, "held", ErrorInfo(reason: "HELD"))
}

extension Status {
  /// Whether the store failed, and not what was asked of it.
  fileprivate var isOfStore: Bool {
    if info.reason.hasPrefix("STORAGE_") { return true }
    return [.unavailable, .dataLoss, .deadlineExceeded, .cancelled].contains(code)
  }

  /// The store cannot take anything at the moment.
  fileprivate static func retryLater(_ cause: Status) -> Status {
    if cause.code == .dataLoss { return cause }
    return Status(
      .unavailable, "the store cannot take changes now; nothing was taken, send all of it again",
      ErrorInfo(reason: "RETRY_LATER")
    ).with("retry_after_ms", "1000")
  }

  /// Another change of the group was refused.
  fileprivate static func groupFailed(at n: Int64) -> Status {
    Status(
      .aborted, "group_id: change \(n) of the group was refused, so none of it was done",
      ErrorInfo(reason: "GROUP_FAILED", field: "group_id")
    ).with("n", String(n))
  }
}
