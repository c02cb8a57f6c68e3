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
  ///
  /// - Parameter row: is told whether the customer is within the caller's reach.
  func demands(
    _ request: ListDemandsRequest, after: DemandID, _ caller: Caller,
    row take: (Demand, Bool) throws(Status) -> Bool
  ) throws(Status) {
    var query = ListQuery("d.id", after: after)
    query.add("d.customer", request.customerID)
    if request.kind.rawValue != 0 { query.add("d.kind = ?", .enumeration(request.kind)) }
    if !request.decision.isEmpty { query.add("d.decision = ?", .text(request.decision)) }
    if let time = request.fromTime { query.add("d.recorded_at >= ?", .time(time)) }
    if let time = request.toTime { query.add("d.recorded_at < ?", .time(time)) }
    try each(
      SQL(
        built: """
          SELECT d.*, c.home_office, c.case_worker
          FROM demand d JOIN customer c ON c.id = d.customer
          WHERE \(query.text) ORDER BY d.id
          """), query.arguments
    ) { (row) throws(Status) in
      try take(Demand(row), caller.reaches(row.id(1), office: row.id(9), worker: row.id(10)))
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
