import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CustomerService {
  @Sendable
  func createRelation(
    _ request: CreateRelationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Relation {
    guard var relation = request.relation?.normalised() else { throw .required("relation") }
    let reader = writer.reader
    let wanted = relation
    try inside("relation") { () throws(Status) in
      try wanted.check()
      if !wanted.id.isEmpty {
        try wanted.id.checkClientMade("id")
        if try reader.relation(wanted.id) != nil { throw .idTaken("id") }
      }
      try reader.checkEnd(wanted.customerID, "customer_id", caller)
      try reader.checkEnd(wanted.relatedCustomerID, "related_customer_id", caller)
    }
    if relation.id.isEmpty { relation.id = writer.newID() }
    relation.version = 1
    relation.createTime = Timestamp(microseconds: writer.now.microseconds)
    relation.updateTime = relation.createTime
    try writer.insert(relation)
    writer.changed(
      FeedEntity.relation, relation.id, version: 1, about: relation.customerID,
      relation.relatedCustomerID)
    return relation
  }

  @Sendable
  func updateRelation(
    _ request: UpdateRelationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Relation {
    guard let patch = request.relation?.normalised() else { throw .required("relation") }
    let stored = try writer.reader.relation(patch.id, "relation.id", caller)
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Relation.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var relation = update.result.normalised()
    let changed = relation
    try inside("relation") { () throws(Status) in try changed.check() }
    relation.version = stored.version + 1
    relation.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.update(relation)
    writer.changed(
      FeedEntity.relation, relation.id, version: relation.version, fields: update.names,
      about: stored.customerID, stored.relatedCustomerID, relation.customerID,
      relation.relatedCustomerID)
    return relation
  }

  @Sendable
  func deleteRelation(
    _ request: DeleteRelationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Empty {
    let stored = try writer.reader.relation(request.id, "id", caller)
    try Status.check(version: request.version, stored: stored.version)
    try writer.delete(stored)
    writer.changed(
      FeedEntity.relation, stored.id, version: stored.version + 1, about: stored.customerID,
      stored.relatedCustomerID)
    return Empty()
  }

  @Sendable
  func listRelations(
    _ request: ListRelationsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListRelationsResponse {
    let page = try context.pages.page(request, caller)
    try request.asOf?.checkDay("as_of")
    try request.kind.checkKnown("kind")
    try reader.checkVisible(request.customerID, caller)
    var rows = PageBuilder<Relation>(page)
    try reader.relations(
      of: request.customerID, after: page.afterID(), on: request.asOf, kind: request.kind,
      most: page.size + 1
    ) { (relation) throws(Status) in rows.add(relation, at: relation.id.position) }
    var response = ListRelationsResponse()
    response.relations = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Relation {
  /// The relation with its texts composed, and days without a calendar, which are solar.
  fileprivate func normalised() -> Relation {
    var copy = self
    copy.note = note.composed
    if copy.validFrom?.calendar == .solar { copy.validFrom?.calendar = .unspecified }
    if copy.validTo?.calendar == .solar { copy.validTo?.calendar = .unspecified }
    return copy
  }
}

extension Reader {
  /// Refuses an end of a relation that does not exist, is deleted, or is out of reach.
  fileprivate func checkEnd(
    _ id: CustomerID, _ field: String, _ caller: Caller
  ) throws(Status) {
    guard let customer = try customer(id), customer.deleteTime == nil else {
      throw .referenceMissing(field, "customer")
    }
    guard caller.reaches(customer) else { throw .outOfScope(field) }
  }

  /// The relation, if the caller may write to the customer from whom it is seen.
  fileprivate func relation(
    _ id: RelationID, _ field: String, _ caller: Caller
  ) throws(Status) -> Relation {
    if id.isEmpty { throw .required(field) }
    guard let relation = try relation(id), let customer = try customer(relation.customerID) else {
      throw Status.notFound(field, "there is no such relation").with("entity", "relation")
    }
    try checkReach(customer, caller, field)
    return relation
  }
}
