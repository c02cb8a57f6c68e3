import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentService {
  @Sendable
  func members(
    _ request: ListMembersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListMembersResponse {
    let page = try context.pages.page(request, caller)
    let record = try reader.segment(request.segment, field: "segment")
    let moment = try moment(of: request, record, reader)
    var rows = PageBuilder<Membership>(page)
    try reader.members(
      of: record, at: moment, CustomerReach(caller), after: page.afterID(), most: page.size + 1
    ) { (member) throws(Status) in rows.add(member, at: member.customerID.position) }
    var response = ListMembersResponse()
    response.members = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  /// The moment that a list of members is about. While a segment is built, that is the one before.
  private func moment(
    of request: ListMembersRequest, _ record: SegmentRecord, _ reader: Reader
  ) throws(Status) -> MembershipMoment {
    if let time = request.asOfTime {
      if request.asOfSequence != 0 {
        throw .malformed("as_of_time", "absent when as_of_sequence is set")
      }
      return .time(time.microseconds)
    }
    if request.asOfSequence < 0 { throw .outOfRange("as_of_sequence", min: 0, max: Int64.max) }
    if request.asOfSequence > 0 {
      let last = try reader.feedSequence()
      if request.asOfSequence > last {
        throw Status(
          .outOfRange,
          "as_of_sequence: \(request.asOfSequence) was sent but the feed is at \(last)",
          ErrorInfo(reason: "SEQUENCE_AHEAD", field: "as_of_sequence")
        ).with("sequence", String(request.asOfSequence)).with("last", String(last))
      }
      return .sequence(request.asOfSequence)
    }
    let standing = try reader.standing(of: record.number)
    return standing.state == .building ? .sequence(standing.buildSequence) : .now
  }

  @Sendable
  func memberships(
    _ request: ListMembershipsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListMembershipsResponse {
    let page = try context.pages.page(request, caller)
    if request.customerID.isEmpty && request.segment.isEmpty { throw .required("customer_id") }
    var segment: SegmentRecord?
    if !request.segment.isEmpty {
      segment = try reader.segment(request.segment, field: "segment")
    }
    if !request.customerID.isEmpty { try reader.checkVisible(request.customerID, caller) }
    var rows = PageBuilder<Membership>(page)
    let place = MembershipPlace(page.after)
    try reader.memberships(
      of: request.customerID, in: segment, CustomerReach(caller),
      isCurrent: request.currentOnly, after: place, most: page.size + 1
    ) { (membership, place) throws(Status) in rows.add(membership, at: place.position) }
    var response = ListMembershipsResponse()
    response.memberships = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func sizes(
    _ request: ListSegmentSizesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSegmentSizesResponse {
    let page = try context.pages.page(request, caller)
    try Period.check(request.fromDay, "from_day", request.toDay, "to_day")
    let record = try reader.segment(request.segment, field: "segment")
    var rows = PageBuilder<SegmentSize>(page)
    let sizes = try reader.sizes(
      of: record.number, from: request.fromDay, to: request.toDay,
      before: page.afterNumber ?? .max, most: page.size + 1)
    for size in sizes where !rows.add(size, at: (size.day?.number ?? 0).position) { break }
    var response = ListSegmentSizesResponse()
    response.sizes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
