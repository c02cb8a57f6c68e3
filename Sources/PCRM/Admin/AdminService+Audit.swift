import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension AdminService {
  @Sendable
  func auditEntries(
    _ request: ListAuditEntriesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListAuditEntriesResponse {
    try request.entityType.checkKnown("entity_type")
    let entity = try request.entityKey
    let page = try context.pages.page(request, caller)
    let rows = try reader.auditEntries(
      request, entity: entity, by: try reader.principals(within: caller), page)
    var response = ListAuditEntriesResponse()
    response.entries = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension ListAuditEntriesRequest {
  /// The resource's key as the feed stores it; nil for all.
  fileprivate var entityKey: (high: UInt64, low: UInt64)? {
    get throws(Status) {
      if entityID.isEmpty { return nil }
      if let version = UInt64(entityID) { return (0, version) }
      guard let id = ID<Entity.Request>(entityID) else {
        throw .malformed("entity_id", "a UUID, or the version of an extension schema")
      }
      return (id.high, id.low)
    }
  }
}

extension AuditEntry {
  /// The customers that audit entries speak of.
  static let subjects = Subjects<ListAuditEntriesResponse>.of { response in
    response.entries.filter { $0.entityType == .customer }.compactMap { CustomerID($0.entityID) }
  }
}
