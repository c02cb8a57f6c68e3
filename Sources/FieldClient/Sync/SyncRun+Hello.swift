import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldClient {
  /// Version of what this client understands.
  public static let schemaRev: Int32 = 1
}

extension SyncRun {
  /// What a number of a mutation may be; beyond are those that were refused here.
  static let numbers: ClosedRange<Int64> = 0...(1 << 60)

  /// Announces the device, and learns where it stands.
  mutating func sayHello() throws(Status) {
    progress(.hello)
    var request = HelloRequest()
    request.requestID = client.newID()
    request.schemaRev = FieldClient.schemaRev
    let (device, acked, held) = try store.read { (reader) throws(Status) in
      let device = try reader.ownDevice()
      return (device, try reader.ackedN(device), try reader.unansweredCount())
    }
    request.deviceID = device.id
    request.name = device.name
    request.epoch = device.epoch
    request.ackedN = acked
    request.queueLength = Int32(clamping: held)
    request.lastFailure = device.failure
    let hello: HelloResponse = try call("Hello", request)
    guard Self.numbers.contains(hello.lastN), Self.numbers.contains(hello.durableN) else {
      throw .answerBroken("Hello")
    }
    let outcome = try store.change(.hello) { [vault] (writer) throws(Status) in
      try writer.take(hello, vault)
    }
    report.rewound += outcome.rewound
    report.results += outcome.damaged
    if outcome.isOtherLife { report.resync = "EPOCH" }
  }
}

extension Writer {
  /// Takes over what a hello said, and begins anew where the server has another past than the device knows.
  fileprivate func take(
    _ hello: HelloResponse, _ vault: FieldVault
  ) throws(Status) -> (rewound: Int, isOtherLife: Bool, damaged: [MutationResult]) {
    var device = try reader.ownDevice()
    device.staff = hello.staffID
    device.isRevoked = hello.state == .revoked
    device.helloAt = now
    device.serverAt = hello.serverTime ?? device.serverAt
    if let limits = hello.limits {
      device.limits = limits
      if limits.leaseDays > 0 { device.leaseDays = min(Int64(limits.leaseDays), 3650) }
      if limits.keepDays > 0 { device.keepDays = min(Int64(limits.keepDays), 3650) }
    }
    let isOtherEpoch = !device.epoch.isEmpty && device.epoch != hello.epoch
    // An older file that was copied back by hand keeps its epoch, but knows less than it has answered or shown; once
    // it has grown past that, only a pull tells.
    let lastN = try max(device.lastN, reader.lastAnsweredN())
    let isShorter = lastN > hello.lastN || device.seq > hello.highWater
    let isOtherLife = isOtherEpoch || isShorter || device.isPastUnknown
    device.isPastUnknown = false
    device.epoch = hello.epoch
    device.lastN = hello.lastN
    device.durableN = hello.durableN
    var rewound = 0
    if isOtherLife {
      device.beginAnew()
      try execute("DELETE FROM staged_row")
      rewound += try rewind(after: hello.lastN, shownAt: hello.highWater)
      try forgetUploads()
    }
    let damaged = try setAsideDamaged(device, vault)
    rewound += try closeGaps(&device, vault)
    try store(device)
    try prune(device, at: hello.serverTime)
    return (rewound, isOtherLife, damaged)
  }

  /// Has everything sent again that the server no longer knows. What it still knows is in the rows once they go up to
  /// the sequence's present end. What was never to be sent stays beyond all numbers.
  private func rewind(after lastN: Int64, shownAt highWater: Int64) throws(Status) -> Int {
    try execute(
      "UPDATE queue SET applied_seq = $2 WHERE state = 3 AND n <= $1", .integer(lastN),
      .integer(highWater))
    return try execute(
      """
      UPDATE queue SET state = 2, result = NULL, outcome = 0, applied_seq = 0, answered_at = NULL,
        seen = 0
      WHERE state IN (3, 4) AND n > $1 AND n <= $2
      """, .integer(lastN), .integer(SyncRun.numbers.upperBound))
  }

  /// Numbers what the server does not know densely from its last number on.
  ///
  /// A gap is there when the server was put back further than the device remembers: what lies in it is gone. The other
  /// way round, a device that was put back itself finds its numbers taken.
  func closeGaps(_ device: inout DeviceRow, _ vault: FieldVault) throws(Status) -> Int {
    let last = device.lastN
    let unknown = try reader.queue().filter { row in
      row.n > last ? row.state == .waiting || row.state == .sent : row.state == .waiting
    }
    let places = unknown.enumerated().map { (row: $0.element, to: last + Int64($0.offset) + 1) }
    let moves = places.filter { $0.row.n != $0.to }
    let numbers = Dictionary(uniqueKeysWithValues: places.map { ($0.row.n, $0.to) })
    if !moves.isEmpty { try renumber(moves, numbers, after: last, vault) }
    device.nextN = last + Int64(unknown.count) + 1
    return moves.count
  }

  /// Gives mutations other numbers.
  ///
  /// - Parameters:
  ///   - numbers: those that everything unknown to the server has from now on, by those that it had.
  ///   - last: the last one that the server knows.
  private func renumber(
    _ moves: [(row: QueueRow, to: Int64)], _ numbers: [Int64: Int64], after last: Int64,
    _ vault: FieldVault
  ) throws(Status) {
    guard let cipher = try vault.cipher(.queue, reader) else { return }
    // Out of each other's way first.
    for (row, _) in moves {
      try execute(
        "UPDATE queue SET n = n + 4611686018427387904 WHERE id = $1", .id(row.id))
    }
    for (row, number) in moves {
      var mutation = try row.mutation(cipher)
      mutation.n = number
      // What it followed may have been taken out of the queue: then its number is another's by now, perhaps its own.
      let known = mutation.afterN <= last ? mutation.afterN : 0
      mutation.afterN = numbers[mutation.afterN] ?? known
      let bytes = mutation.binary()
      try execute(
        "UPDATE queue SET n = $2, state = 1, bytes = $3, mutation = $4 WHERE id = $1",
        .id(row.id), .integer(number), .integer(Int64(bytes.count)),
        .blob(try cipher.seal(bytes, bound: QueueRow.bound(row.id, isResult: false))))
    }
  }
}

extension Reader {
  fileprivate func lastAnsweredN() throws(Status) -> Int64 {
    try first(
      "SELECT max(n) FROM queue WHERE state IN (3, 4) AND n <= $1",
      .integer(SyncRun.numbers.upperBound)
    ) { (row) throws(Status) in row.integer(0) } ?? 0
  }
}
