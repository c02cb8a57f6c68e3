import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Changes that will never be sent: they leave the queue, so that what comes after them goes on, and whoever made them
/// is told.
extension Writer {
  /// Keeps a change with what became of it. Its number is free for the next one: it is kept beyond all numbers, to be seen.
  ///
  /// - Parameter time: the server's, if it was ever heard.
  func setAside(
    _ id: SyncMutationID, _ result: MutationResult, at time: Timestamp?, _ cipher: FieldCipher
  ) throws(Status) {
    _ = try answer(result, appliedSeq: 0, at: time, cipher)
    try execute(
      """
      UPDATE queue SET state = 4, n = (SELECT max(max(n), 2305843009213693952) + 1 FROM queue)
      WHERE id = $1
      """, .id(id))
  }

  /// Sets aside what has no answer and was damaged on the device, and what was to happen together with it.
  ///
  /// - Parameter device: with the last number that the server knows.
  func setAsideDamaged(
    _ device: DeviceRow, _ vault: FieldVault
  ) throws(Status) -> [MutationResult] {
    guard let cipher = try vault.cipher(.queue, reader) else { return [] }
    let rows = try reader.unanswered(from: 1, most: Int.max)
    let damaged = rows.filter { (try? $0.mutation(cipher)) == nil }
    let ids = Set(damaged.map(\.id))
    // What the server has taken of a group it has taken whole, and answers.
    func isKnown(_ row: QueueRow) -> Bool { row.state == .sent && row.n <= device.lastN }
    let groups = Set(damaged.filter { !isKnown($0) }.map(\.group)).subtracting([""])
    var results: [MutationResult] = []
    for row in rows where ids.contains(row.id) || groups.contains(row.group) {
      var result = MutationResult(refusing: row.n)
      if ids.contains(row.id) {
        result.takeDamage(isKnown: isKnown(row))
        let outline = row.outline.binary()
        let sealed = try cipher.seal(outline, bound: QueueRow.bound(row.id, isResult: false))
        try execute(
          "UPDATE queue SET mutation = $2 WHERE id = $1", .id(row.id), .blob(sealed))
      }
      try setAside(row.id, result, at: device.serverAt, cipher)
      results.append(result)
    }
    return results
  }
}

extension MutationResult {
  /// The refusal of a change of which the rest of its group is lost.
  fileprivate init(refusing n: Int64) {
    self.init()
    self.n = n
    outcome = .rejected
    code = StatusCode.failedPrecondition.rawValue
    reason = "GROUP_FAILED"
    message = "group_id: another change of the group was damaged on this device; do them again"
  }

  /// - Parameter isKnown: the server has taken it, and cannot be asked any more what became of it.
  fileprivate mutating func takeDamage(isKnown: Bool) {
    code = StatusCode.dataLoss.rawValue
    reason = "CHANGE_DAMAGED"
    message =
      isKnown
      ? "the change was damaged on this device after it was sent; look whether the office has it"
      : "the change was damaged on this device before it was sent; do it again"
  }
}
