import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SyncRun {
  /// Hands over what has no answer, batch by batch, in the order of the numbers.
  ///
  /// - Returns: false when the server stands elsewhere than the device thought, and a hello is due.
  mutating func pushAll() throws(Status) -> Bool {
    do throws(Status) {
      return try pushBatches()
    } catch {
      // A change that was damaged here is taken out of the queue with the next hello.
      if error.isOfBytes { return false }
      throw error
    }
  }

  private mutating func pushBatches() throws(Status) -> Bool {
    let total = try store.read { (reader) throws(Status) in try reader.unansweredCount() }
    var answered = 0
    var isCautious = false
    var from: Int64 = 1
    while true {
      let batch = try nextBatch(from: from, isCautious: isCautious)
      guard let last = batch.mutations.last else { return true }
      let response: PushResponse
      do throws(Status) {
        response = try call("Push", try request(batch))
      } catch {
        switch error.info.reason {
        case "RESYNC_REQUIRED", "NOT_FOUND": return false
        case "MUTATION_REUSED":
          try renumberUnanswered()
          return false
        default: break
        }
        guard error.code == .invalidArgument else { throw error }
        // One of them cannot even be read by the server. Alone it is refused here; the others go on.
        if isCautious {
          try refuse(batch, error)
          return false
        }
        isCautious = true
        continue
      }
      let taken = try store(response, of: batch)
      report.results += response.results.filter(\.outcome.isKnown)
      answered += taken
      progress(.pushed(answered, of: total))
      if response.expectedN != 0 { return false }
      if taken > 0 { continue }
      // A newer server has taken them, and says so in a word that this client does not know: they are asked for again
      // with each sync, and hold up nothing.
      let odd = batch.answeredOddly(by: response)
      if odd.count < batch.mutations.count { return false }
      delivered.formUnion(odd)
      from = last.n + 1
    }
  }

  /// Mutations that go together.
  fileprivate struct Batch: Sendable {
    var mutations: [Mutation] = []
    var epoch = ""
    var deviceID = DeviceID()
    var ackedN: Int64 = 0
    var left = 0

    /// Those with an outcome that this client does not know.
    func answeredOddly(by response: PushResponse) -> [SyncMutationID] {
      let odd = Set(response.results.filter { !$0.outcome.isKnown }.map(\.n))
      return mutations.filter { odd.contains($0.n) }.map(\.id)
    }
  }

  /// The next mutations, as many as one push holds; groups are kept whole. They count as sent from then on.
  ///
  /// - Parameters:
  ///   - from: the number from which on they are.
  ///   - isCautious: only the first one, or the first group.
  private func nextBatch(from: Int64, isCautious: Bool) throws(Status) -> Batch {
    try store.change(.send) { [vault] (writer) throws(Status) in
      let device = try writer.reader.ownDevice()
      let bounds = SyncBounds(device.limits)
      var batch = Batch(epoch: device.epoch, deviceID: device.id)
      batch.ackedN = try writer.reader.ackedN(device)
      guard let cipher = try vault.cipher(.queue, writer.reader) else { return batch }
      let rows = try writer.reader.unanswered(from: from, most: bounds.mutations + 1)
      var bytes = SyncBounds.envelopeBytes
      for unit in QueueRow.units(rows, isAll: rows.count <= bounds.mutations) {
        let size = unit.reduce(0) { $0 + $1.bytes + SyncBounds.mutationEnvelopeBytes }
        let isFull =
          batch.mutations.count + unit.count > bounds.mutations || bytes + size > bounds.bytes
        if !batch.mutations.isEmpty && (isFull || isCautious) { break }
        for row in unit { batch.mutations.append(try row.mutation(cipher)) }
        bytes += size
      }
      guard let last = batch.mutations.last else { return batch }
      try writer.execute(
        "UPDATE queue SET state = 2 WHERE state = 1 AND n <= $1", .integer(last.n))
      batch.left = try writer.reader.unansweredCount() - batch.mutations.count
      return batch
    }
  }

  private func request(_ batch: Batch) throws(Status) -> PushRequest {
    var request = PushRequest()
    request.deviceID = batch.deviceID
    request.mutations = batch.mutations
    request.time = client.deviceTime()
    request.ackedN = batch.ackedN
    request.queueLength = Int32(clamping: batch.left)
    request.epoch = batch.epoch
    return request
  }

  /// Stores results.
  ///
  /// - Returns: how many mutations are answered by them.
  private func store(_ response: PushResponse, of batch: Batch) throws(Status) -> Int {
    guard SyncRun.numbers.contains(response.lastN), SyncRun.numbers.contains(response.durableN)
    else { throw .answerBroken("Push") }
    let sent = Set(batch.mutations.map(\.n))
    return try store.change(.results) { [vault] (writer) throws(Status) in
      var device = try writer.reader.ownDevice()
      guard let cipher = try vault.cipher(.queue, writer.reader) else { return 0 }
      device.serverAt = response.serverTime ?? device.serverAt
      var taken = 0
      for result in response.results where sent.contains(result.n) {
        taken += try writer.answer(
          result, appliedSeq: response.appliedSeq, at: device.serverAt, cipher)
      }
      device.lastN = max(device.lastN, response.lastN)
      device.durableN = response.durableN
      try writer.store(device)
      try writer.prune(device, at: response.serverTime)
      return taken
    }
  }

  /// Takes it that the server will never read a mutation, and closes the gap that it leaves.
  private mutating func refuse(_ batch: Batch, _ error: Status) throws(Status) {
    let results = batch.mutations.map { mutation in
      var result = MutationResult()
      result.n = mutation.n
      result.outcome = .rejected
      result.code = error.code.rawValue
      result.reason = error.info.reason
      result.field = error.info.field
      result.message = error.message
      return result
    }
    try store.change(.rewind) { [vault] (writer) throws(Status) in
      var device = try writer.reader.ownDevice()
      guard let cipher = try vault.cipher(.queue, writer.reader) else { return }
      for (mutation, result) in zip(batch.mutations, results) {
        try writer.setAside(mutation.id, result, at: device.serverAt, cipher)
      }
      _ = try writer.closeGaps(&device, vault)
      try writer.store(device)
    }
    report.results += results
  }

  /// Gives everything unanswered new numbers: others were used under the old ones.
  private mutating func renumberUnanswered() throws(Status) {
    let moved = try store.change(.rewind) { [vault] (writer) throws(Status) in
      try writer.execute("UPDATE queue SET state = 1 WHERE state = 2")
      var device = try writer.reader.ownDevice()
      let moved = try writer.closeGaps(&device, vault)
      try writer.store(device)
      return moved
    }
    report.rewound += moved
  }
}

extension MutationOutcome {
  /// Whether this client knows what it means.
  fileprivate var isKnown: Bool {
    let known: [MutationOutcome] = [
      .applied, .merged, .conflict, .duplicate, .rejected, .quarantined,
    ]
    return known.contains(self)
  }
}

extension QueueRow {
  /// What stands alone, and groups, in order. The last group is left out when more of it may follow.
  static func units(_ rows: [QueueRow], isAll: Bool) -> [[QueueRow]] {
    var units: [[QueueRow]] = []
    for row in rows {
      if !row.group.isEmpty, units.last?.last?.group == row.group {
        units[units.count - 1].append(row)
      } else {
        units.append([row])
      }
    }
    if !isAll, units.count > 1 { units.removeLast() }
    return units
  }
}

extension Writer {
  /// Stores what became of a mutation; what was answered before stays as it is. One whose outcome this client does not
  /// know stays unanswered.
  ///
  /// - Parameter time: the server's, if it was ever heard.
  func answer(
    _ result: MutationResult, appliedSeq: Int64, at time: Timestamp?, _ cipher: FieldCipher
  ) throws(Status) -> Int {
    guard result.outcome.isKnown else { return 0 }
    let id = try reader.first(
      "SELECT id FROM queue WHERE n = $1 AND state IN (1, 2)", .integer(result.n)
    ) { (row) throws(Status) in row.id(0, of: SyncMutationID.self) }
    guard let id else { return 0 }
    let sealed = try cipher.seal(result.binary(), bound: QueueRow.bound(id, isResult: true))
    if result.outcome == .rejected || result.outcome == .quarantined {
      // A file that was announced in vain is not uploaded.
      let reason = result.outcome == .quarantined ? "QUARANTINED" : result.reason
      try giveUp(announcedBy: id, reason.isEmpty ? "REJECTED" : String(reason.prefix(64)))
    }
    if result.outcome == .rejected { try bringBack(formOf: id, result, cipher) }
    return try execute(
      """
      UPDATE queue SET state = 3, outcome = $2, applied_seq = $3, answered_at = $4, result = $5
      WHERE id = $1
      """, .id(id), .enumeration(result.outcome), .integer(appliedSeq), .time(time ?? now),
      .blob(sealed))
  }
}
