public import ProtobufCodec

/// A request for one page of a list.
public protocol ListRequest: Message {
  /// Rows a page; 0 is the server's default.
  var pageSize: Int32 { get set }
  /// `next_page_token` of the page before; empty for the first.
  var pageToken: String { get set }
}

extension ListUnitsRequest: ListRequest {}
extension ListStaffRequest: ListRequest {}
extension ListPrincipalsRequest: ListRequest {}
extension ListTokensRequest: ListRequest {}
extension ListAuditEntriesRequest: ListRequest {}
extension ListExtensionSchemasRequest: ListRequest {}
extension ListCaseTypesRequest: ListRequest {}
extension ListCasesRequest: ListRequest {}
extension ListTouchpointsRequest: ListRequest {}
extension ListNeedsRequest: ListRequest {}
extension ListCaseEventsRequest: ListRequest {}
