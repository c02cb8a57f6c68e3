import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentService {
  @Sendable
  func addMembers(
    _ request: AddMembersRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ChangeMembersResponse {
    let record = try list(
      request.segment, request.customerIDs, request.reason, caller, writer.reader)
    if let end = request.endTime, end.microseconds <= writer.now.microseconds {
      throw .malformed("end_time", "later than now")
    }
    let entering = try writer.reader.count(request.customerIDs, notIn: record.number)
    let size = try writer.reader.standing(of: record.number).size + entering
    if size > Self.listMax { throw .capReached("customer_ids", Int(Self.listMax)) }
    let reason = request.reason.composed
    for customer in request.customerIDs {
      try writer.execute(
        """
        INSERT INTO segment_list (customer, segment, reason, added_by, added_at, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (customer, segment) DO UPDATE
        SET reason = excluded.reason, added_by = excluded.added_by, added_at = excluded.added_at,
          ends_at = excluded.ends_at
        """, .id(customer), .integer(record.number), .text(reason), .place(caller.principal),
        .time(writer.now), .time(request.endTime))
    }
    return change(record, request.customerIDs, size: size, &writer)
  }

  @Sendable
  func removeMembers(
    _ request: RemoveMembersRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ChangeMembersResponse {
    let record = try list(
      request.segment, request.customerIDs, request.reason, caller, writer.reader)
    var removed: [CustomerID] = []
    for customer in request.customerIDs {
      // An entry that is over, with why: whoever lets the member go takes it away.
      let ended = try writer.execute(
        """
        UPDATE segment_list SET ends_at = $3, reason = $4
        WHERE customer = $1 AND segment = $2 AND (ends_at IS NULL OR ends_at > $3)
        """, .id(customer), .integer(record.number), .time(writer.now),
        .text(request.reason.composed))
      if ended > 0 { removed.append(customer) }
    }
    let size = try writer.reader.standing(of: record.number).size
    let outside = try writer.reader.count(removed, notIn: record.number)
    return change(record, removed, size: size - Int64(removed.count) + outside, &writer)
  }

  /// Checks what both changes of a list share.
  private func list(
    _ name: String, _ customers: [CustomerID], _ reason: String, _ caller: Caller,
    _ reader: Reader
  ) throws(Status) -> SegmentRecord {
    let record = try reader.segment(name, field: "segment")
    guard record.definition.kind == .list else {
      throw .precondition(
        "NOT_A_LIST", "segment", "its members follow from its rule; nobody puts them in")
    }
    try TextRules.checkRequired(reason, "reason", max: 500)
    if customers.isEmpty { throw .required("customer_ids") }
    if customers.count > Self.customersMax {
      throw .tooMany("customer_ids", max: Self.customersMax)
    }
    var seen: Set<CustomerID> = []
    for (index, id) in customers.enumerated() {
      let field = "customer_ids[\(index)]"
      if id.isEmpty { throw .required(field) }
      if !seen.insert(id).inserted { throw .duplicate(field, "the customer occurs twice") }
      guard let customer = try reader.customer(id), customer.deleteTime == nil else {
        throw .referenceMissing(field, "customer")
      }
      try reader.checkReach(customer, caller, field)
    }
    return record
  }

  /// Notes the change: with its line of the audit log the customers enter or leave.
  private func change(
    _ record: SegmentRecord, _ customers: [CustomerID], size: Int64, _ writer: inout Writer
  ) -> ChangeMembersResponse {
    if !customers.isEmpty {
      writer.changed(
        FeedEntity.segment, record.id, version: record.version, fields: SegmentCatalogue.members,
        aboutAll: customers)
    }
    var response = ChangeMembersResponse()
    response.customerIDs = customers
    response.size = size
    return response
  }
}

extension Reader {
  /// How many of some customers are not in a segment.
  fileprivate func count(_ customers: [CustomerID], notIn segment: Int64) throws(Status) -> Int64 {
    var count: Int64 = 0
    for customer in customers {
      let isMember = try first(
        "SELECT 1 FROM membership WHERE customer = $1 AND segment = $2", .id(customer),
        .integer(segment)
      ) { (_) throws(Status) in true }
      if isMember == nil { count += 1 }
    }
    return count
  }
}
