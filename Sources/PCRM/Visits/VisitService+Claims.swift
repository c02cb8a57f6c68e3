import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitService {
  /// How long a time claims are listed for at once.
  static let claimDaysMax: Int64 = 93

  @Sendable
  func claims(
    _ request: ListClaimsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListClaimsResponse {
    if request.holderID.isEmpty { throw .required("holder_id") }
    let (from, before) = try TimeWindow.checked(
      request.fromTime, request.beforeTime, days: Self.claimDaysMax)
    let isStaff = try reader.hasStaff(request.holderID.staff)
    if !isStaff, try reader.resource(request.holderID.resource) == nil {
      throw .notFound("holder_id", "there is no such member of staff and no such resource")
    }
    var response = ListClaimsResponse()
    response.claims = try reader.claims(of: request.holderID, from: from, before: before)
    for index in response.claims.indices {
      let isOwn = !caller.staff.isEmpty && request.holderID.staff == caller.staff
      let customer = try reader.visited(response.claims[index].visitID, caller, isOwn)
      response.claims[index].customerID = customer
      if customer.isEmpty { response.claims[index].visitID = VisitID() }
    }
    return response
  }
}

extension Reader {
  /// The customer of a visit within the caller's reach; the empty key where it is not.
  ///
  /// - Parameter isOwn: whether the caller takes part in it.
  fileprivate func visited(
    _ id: VisitID, _ caller: Caller, _ isOwn: Bool
  ) throws(Status) -> CustomerID {
    try first(Self.visitByID, .id(id)) { (row) throws(Status) in
      isOwn || VisitRow.isReached(row, by: caller) ? row.id(VisitRow.customer) : CustomerID()
    } ?? CustomerID()
  }
}

extension TimeWindow {
  /// The time that a report asks for, which has both ends.
  static func checked(
    _ from: Timestamp?, _ before: Timestamp?, days: Int64
  ) throws(Status) -> (Timestamp, Timestamp) {
    guard let from else { throw .required("from_time") }
    guard let before else { throw .required("before_time") }
    let length = before.microseconds.subtractingReportingOverflow(from.microseconds)
    if before.microseconds <= from.microseconds {
      throw .malformed("before_time", "later than from_time")
    }
    if length.overflow || length.partialValue > days * 86_400_000_000 {
      throw .malformed("before_time", "at most \(days) days after from_time")
    }
    return (from, before)
  }
}
