import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// How often each service was given on a case.
  func servicesGiven(on id: CaseID) throws(Status) -> [String: Int] {
    var given: [String: Int] = [:]
    try each(
      "SELECT service, count(*) FROM service_given WHERE case_id = $1 GROUP BY service", [.id(id)]
    ) { (row) throws(Status) in
      given[row.text(0)] = Int(row.integer(1))
      return true
    }
    return given
  }

  /// Counts the services given in a time to customers within the caller's reach.
  fileprivate func serviceCounts(
    _ request: GetServiceSharesRequest, from: Int64, to: Int64, _ caller: Caller
  ) throws(Status) -> [ServiceCount] {
    var arguments: [Value] = [
      .integer(from), .integer(to), .place(request.officeID), .place(UnitID()),
      .text(request.type),
    ]
    let reach = CustomerReach(caller).condition(&arguments)
    let sql = """
      SELECT s.service, s.basis, count(*) FROM service_given s
        JOIN customer_case c ON c.id = s.case_id JOIN customer ON customer.id = s.customer
      WHERE s.at >= $1 AND s.at < $2 AND ($3 = $4 OR c.office = $3)
        AND ($5 = '' OR c.type = $5)\(reach)
      GROUP BY s.service, s.basis ORDER BY count(*) DESC, s.service, s.basis
      """
    return try all(SQL(built: sql), arguments) { (row) throws(Status) in
      var count = ServiceCount()
      count.service = row.text(0)
      count.basis = row.enumeration(1)
      count.count = row.integer(2)
      return count
    }
  }
}

extension Writer {
  /// Records that a service was given at a touchpoint.
  func insert(
    service code: String, _ basis: ServiceBasis, at time: Timestamp, _ touchpoint: Touchpoint
  ) throws(Status) {
    try execute(
      "INSERT INTO service_given VALUES ($1, $2, $3, $4, $5, $6)", .id(touchpoint.caseID),
      .id(touchpoint.id), .text(code), .enumeration(basis), .time(time),
      .id(touchpoint.customerID))
  }
}

extension CaseService {
  @Sendable
  func serviceShares(
    _ request: GetServiceSharesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetServiceSharesResponse {
    guard let from = request.from else { throw .required("from") }
    guard let to = request.to else { throw .required("to") }
    try Period.check(from, "from", to, "to")
    var response = GetServiceSharesResponse()
    response.services = try reader.serviceCounts(
      request, from: BusinessDay.beginning(of: from).microseconds,
      to: BusinessDay.beginning(of: to).microseconds, caller)
    for service in response.services {
      if service.basis == .statutory {
        response.statutoryCount += service.count
      } else {
        response.extraCount += service.count
      }
    }
    let all = response.statutoryCount + response.extraCount
    if all > 0 {
      response.statutoryPermille = Int32((response.statutoryCount * 2000 + all) / (all * 2))
      response.extraPermille = 1000 - response.statutoryPermille
    }
    return response
  }
}
