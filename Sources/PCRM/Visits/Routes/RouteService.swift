import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Routes of the day.
struct RouteService {
  static let name = "pcrm.v1.RouteService"

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .scan("ProposeRoute", .editVisits, proposeRoute, subjects: .of(\.customers)),
        .scan("GetRoute", .viewVisits, route, subjects: .of(\.customers)),
        .scan("ListRoutes", .viewVisits, listRoutes, subjects: .nobody),
        .write("ApplyRoute", .editVisits, applyRoute, subjects: .of(\.customers)),
        .write("DiscardRoute", .editVisits, discardRoute, subjects: .of(\.customers)),
        .scan("ExplainVisit", .viewVisits, explainVisit, subjects: .nobody),
        .write("ApplyRouteRules", .editCalendars, applyRules, subjects: .nobody),
        .read("GetRouteRules", .viewVisits, rules, subjects: .nobody),
      ])
  }

  @Sendable
  func route(
    _ request: GetRouteRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RouteProposal {
    try reader.shown(reader.routeProposal(request.id, caller).proposal, to: caller)
  }

  @Sendable
  func listRoutes(
    _ request: ListRoutesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListRoutesResponse {
    try request.day?.checkDay("day")
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.routeProposals(request, page, caller)
    var response = ListRoutesResponse()
    response.routes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func discardRoute(
    _ request: DiscardRouteRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> RouteProposal {
    var proposal = try writer.reader.routeProposal(request.id, caller).proposal
    try Status.check(version: request.version, stored: proposal.version)
    if proposal.state == .discarded { return try writer.reader.shown(proposal, to: caller) }
    if proposal.state != .ready {
      throw .planOutdated("id", "the proposal was applied before")
    }
    try writer.decide(&proposal, .discarded, by: caller)
    return try writer.reader.shown(proposal, to: caller)
  }

  @Sendable
  func applyRules(
    _ request: ApplyRouteRulesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyRouteRulesResponse {
    for (index, area) in (request.rules?.areas ?? []).enumerated() {
      for (place, office) in area.officeIDs.enumerated() where try !writer.reader.hasOffice(office)
      {
        throw .referenceMissing("rules.areas[\(index)].office_ids[\(place)]", "office")
      }
    }
    let applied = try writer.apply(
      request.rules, field: "rules", isDryRun: request.dryRun, by: caller)
    var response = ApplyRouteRulesResponse()
    response.version = applied.version
    response.changes = applied.changes
    return response
  }

  @Sendable
  func rules(
    _ request: GetRouteRulesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RouteRules {
    try reader.document(version: request.version)
  }
}

extension ApplyRouteRequest: WriteRequest {}
extension DiscardRouteRequest: WriteRequest {}
extension ApplyRouteRulesRequest: WriteRequest {}

extension RouteRules: VersionedDocument {
  static var table: String { "route_rules" }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
  static var beforeAll: RouteRules { .initial }
}

extension RouteProposal {
  /// The customers whom it names.
  var customers: [CustomerID] {
    let all = days.flatMap(\.stops).map(\.customerID) + leftOut.map(\.customerID)
    return all.filter { !$0.isEmpty }
  }
}
