import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Ties between customers, and when they hold.
struct CustomersRelationTests {
  @Test func fromBothEnds() throws {
    try withPCRM { pcrm in
      let (child, mother, clinic) = (
        try pcrm.admin.create(.person()), try pcrm.admin.create(.person()),
        try pcrm.admin.create(.person())
      )
      let parent = try pcrm.admin.relate(child.id, mother.id)
      let hospital = try pcrm.admin.relate(
        child.id, clinic.id, .hospital, from: CivilDate(2026, 1, 1), to: CivilDate(2026, 2, 1))
      let other = try pcrm.admin.relate(
        mother.id, clinic.id, .hospital, from: CivilDate(2026, 2, 1))
      #expect(try list(pcrm.admin, child.id) == [parent, hospital])
      #expect(try list(pcrm.admin, mother.id) == [parent, other])
      #expect(try list(pcrm.admin, clinic.id) == [hospital, other])
      #expect(try list(pcrm.admin, clinic.id) { $0.pageSize = 1 } == [hospital, other])
      #expect(try list(pcrm.admin, clinic.id) { $0.asOf = CivilDate(2026, 1, 31) } == [hospital])
      #expect(
        try list(pcrm.admin, clinic.id) { $0.asOf = CivilDate(2026, 2, 1) } == [other],
        "the last day is not held")
      #expect(try list(pcrm.admin, child.id) { $0.kind = .hospital } == [hospital])
      // A deletion leaves the relations.
      _ = try pcrm.admin.delete(mother.id)
      #expect(try list(pcrm.admin, child.id) == [parent, hospital])
    }
  }

  @Test func changedAndRemoved() throws {
    try withPCRM { pcrm in
      let (a, b) = (try pcrm.admin.create(.person()), try pcrm.admin.create(.person()))
      let made = try pcrm.admin.relate(a.id, b.id, .spouse)
      var update = UpdateRelationRequest()
      update.relation = made
      update.relation?.validTo = CivilDate(2026, 5, 1)
      update.relation?.note = "이혼"
      let path = "pcrm.v1.CustomerService/"
      let ended: Relation = try pcrm.admin.call(path + "UpdateRelation", update)
      #expect(
        ended.version == 2 && ended.validTo == CivilDate(2026, 5, 1) && ended.customerID == a.id)
      #expect(try list(pcrm.admin, b.id) == [ended])
      #expect(
        try pcrm.admin.refusal(path + "UpdateRelation", update)?.info.reason == "VERSION_MISMATCH")
      update.relation?.version = 0
      update.updateMask = FieldMask(paths: ["customer_id"])
      #expect(
        try pcrm.admin.refusal(path + "UpdateRelation", update)?.info.reason == "FIELD_READ_ONLY")
      var delete = DeleteRelationRequest()
      delete.id = made.id
      delete.version = 1
      #expect(
        try pcrm.admin.refusal(path + "DeleteRelation", delete)?.info.reason == "VERSION_MISMATCH")
      delete.version = 2
      #expect(try pcrm.admin.refusal(path + "DeleteRelation", delete) == nil)
      #expect(try pcrm.admin.refusal(path + "DeleteRelation", delete)?.code == .notFound)
      #expect(try list(pcrm.admin, a.id).isEmpty)
      #expect(try pcrm.feed(after: 0, [.relation]).map(\.kind) == [.created, .updated, .deleted])
    }
  }

  @Test func faults() throws {
    try withPCRM { pcrm in
      let (a, b) = (try pcrm.admin.create(.person()), try pcrm.admin.create(.person()))
      let first = try pcrm.admin.relate(a.id, b.id)
      let table: [(String, StatusCode, String, (inout Relation) -> Void)] = [
        ("customer_id", .invalidArgument, "FIELD_REQUIRED", { $0.customerID = CustomerID() }),
        (
          "customer_id", .failedPrecondition, "REFERENCE_MISSING",
          { $0.customerID = CustomerID(high: 1, low: 2) }
        ),
        (
          "related_customer_id", .failedPrecondition, "REFERENCE_MISSING",
          { $0.relatedCustomerID = CustomerID(high: 1, low: 2) }
        ),
        (
          "related_customer_id", .invalidArgument, "FIELD_MALFORMED",
          { $0.relatedCustomerID = a.id }
        ),
        ("kind", .invalidArgument, "FIELD_REQUIRED", { $0.kind = .unspecified }),
        (
          "valid_to", .invalidArgument, "FIELD_MALFORMED",
          {
            $0.validFrom = CivilDate(2026, 1, 1); $0.validTo = CivilDate(2026, 1, 1)
          }
        ),
        (
          "valid_from.day", .invalidArgument, "FIELD_OUT_OF_RANGE",
          { $0.validFrom = CivilDate(2026, 2, 30) }
        ),
        (
          "note", .invalidArgument, "FIELD_TOO_LONG",
          { $0.note = String(repeating: "가", count: 501) }
        ),
        ("id", .alreadyExists, "ID_TAKEN", { $0.id = first.id }),
      ]
      for (field, code, reason, change) in table {
        var request = CreateRelationRequest()
        var relation = Relation()
        relation.customerID = a.id
        relation.relatedCustomerID = b.id
        relation.kind = .sibling
        change(&relation)
        request.relation = relation
        let status = try pcrm.admin.refusal("pcrm.v1.CustomerService/CreateRelation", request)
        #expect(
          status?.code == code && status?.info.reason == reason
            && status?.info.field == "relation." + field,
          "\(field) \(reason) \(status?.info.field ?? "")")
      }
    }
  }

  private func list(
    _ caller: TestCaller, _ customer: CustomerID,
    _ change: (inout ListRelationsRequest) -> Void = { _ in }
  ) throws -> [Relation] {
    var request = ListRelationsRequest()
    request.customerID = customer
    change(&request)
    var relations: [Relation] = []
    repeat {
      let page: ListRelationsResponse = try caller.call(
        "pcrm.v1.CustomerService/ListRelations", request)
      relations += page.relations
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return relations
  }
}
