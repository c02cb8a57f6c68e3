import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Who looks after a customer, and when: what such a person asks is answered politely.
extension Reader {
  /// Whether a member of staff looked after a customer at any instant of a time: as the customer's case worker, as that of
  /// one of the cases, or by having adopted the customer.
  ///
  /// What holds now says nothing of an answer that was given before: a device may send it weeks later.
  func lookedAfter(
    _ customer: CustomerID, _ staff: StaffID, from start: Timestamp, to end: Timestamp
  ) throws(Status) -> Bool {
    if customer.isEmpty || staff.isEmpty { return false }
    let hadDuty = try first(
      """
      SELECT 1 FROM case_duty
      WHERE customer = $1 AND staff = $2 AND from_at <= $4 AND to_at > $3
      UNION ALL SELECT 1 FROM adoption
      WHERE customer = $1 AND staff = $2 AND created_at <= $4
        AND (ended_at IS NULL OR ended_at > $3)
      UNION ALL SELECT 1 FROM customer
      WHERE id = $1 AND case_worker = $2 AND updated_at <= $4
      LIMIT 1
      """, .id(customer), .id(staff), .time(start), .time(end)
    ) { _ in true }
    if hadDuty == true { return true }
    return try wasNamedWorker(of: customer, staff, from: start, to: end)
  }

  /// Whether an earlier version of the customer, which held in that time, names somebody as case worker.
  private func wasNamedWorker(
    of customer: CustomerID, _ staff: StaffID, from start: Timestamp, to end: Timestamp
  ) throws(Status) -> Bool {
    var wasNamed = false
    try each(
      """
      SELECT document FROM customer_history WHERE customer = $1 AND at > $2 ORDER BY version
      """, [.id(customer), .time(start)]
    ) { (row) throws(Status) in
      let earlier: Customer
      do throws(DecodingFailure) {
        earlier = try Customer(binary: row.raw(0))
      } catch {
        throw .internalError
      }
      let begin = earlier.updateTime?.microseconds ?? 0
      wasNamed = earlier.caseWorkerID == staff && begin <= end.microseconds
      return !wasNamed && begin <= end.microseconds
    }
    return wasNamed
  }
}
