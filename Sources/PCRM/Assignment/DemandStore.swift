import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Demand {
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    customerID = row.id(1)
    caseID = row.id(2)
    kind = row.enumeration(3)
    decision = row.text(4)
    amountWon = row.integer(5)
    note = row.text(6)
    recordTime = row.time(7)
    recordedBy = row.id(8)
  }
}

extension Reader {
  func hasDemand(_ id: DemandID) throws(Status) -> Bool {
    try first("SELECT 1 FROM demand WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Walks demands in the order of their ids.
  func demands(
    _ request: ListDemandsRequest, after: DemandID, _ caller: Caller,
    row take: (Demand) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT d.*, c.home_office, c.case_worker
      FROM demand d JOIN customer c ON c.id = d.customer
      WHERE d.id > $1 AND ($2 = $7 OR d.customer = $2) AND ($3 = 0 OR d.kind = $3)
        AND ($4 = '' OR d.decision = $4) AND d.recorded_at >= $5 AND d.recorded_at < $6
      ORDER BY d.id
      """,
      [
        .place(after), .place(request.customerID), .enumeration(request.kind),
        .text(request.decision), .integer(request.fromTime?.microseconds ?? .min),
        .integer(request.toTime?.microseconds ?? .max), .place(CustomerID()),
      ]
    ) { (row) throws(Status) in
      guard caller.reaches(office: row.id(9), worker: row.id(10)) else { return true }
      return try take(Demand(row))
    }
  }
}

extension Writer {
  func insert(_ demand: Demand) throws(Status) {
    try execute(
      "INSERT INTO demand VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", .id(demand.id),
      .id(demand.customerID), .id(demand.caseID), .enumeration(demand.kind),
      .text(demand.decision), .integer(demand.amountWon), .text(demand.note),
      .time(demand.recordTime), .id(demand.recordedBy))
  }
}
