import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

/// Calls of segments by short names.
extension TestCaller {
  private static let segments = "pcrm.v1.SegmentService/"

  @discardableResult
  func apply(
    _ definitions: [SegmentDefinition], dryRun: Bool = false, token: String = ""
  ) throws -> ApplySegmentsResponse {
    var request = ApplySegmentsRequest()
    request.segments = definitions
    request.dryRun = dryRun
    request.planToken = token
    return try call(Self.segments + "ApplySegments", request)
  }

  func applyRefusal(_ definitions: [SegmentDefinition], token: String = "") throws -> Status? {
    var request = ApplySegmentsRequest()
    request.segments = definitions
    request.planToken = token
    return try refusal(Self.segments + "ApplySegments", request)
  }

  func plan(_ definitions: [SegmentDefinition]) throws -> PlanSegmentsResponse {
    var request = PlanSegmentsRequest()
    request.segments = definitions
    return try call(Self.segments + "PlanSegments", request)
  }

  func segment(_ name: String, version: Int64 = 0) throws -> Segment {
    var request = GetSegmentRequest()
    request.name = name
    request.version = version
    return try call(Self.segments + "GetSegment", request)
  }

  func deleteSegment(_ name: String) throws {
    var request = DeleteSegmentRequest()
    request.name = name
    let _: Empty = try call(Self.segments + "DeleteSegment", request)
  }

  @discardableResult
  func addMembers(
    _ segment: String, _ customers: [CustomerID], until end: Timestamp? = nil
  ) throws -> ChangeMembersResponse {
    var request = AddMembersRequest()
    request.segment = segment
    request.customerIDs = customers
    request.reason = "appointed"
    request.endTime = end
    return try call(Self.segments + "AddMembers", request)
  }

  @discardableResult
  func removeMembers(
    _ segment: String, _ customers: [CustomerID]
  ) throws -> ChangeMembersResponse {
    var request = RemoveMembersRequest()
    request.segment = segment
    request.customerIDs = customers
    request.reason = "moved away"
    return try call(Self.segments + "RemoveMembers", request)
  }

  /// The members in pages of a size.
  func members(
    _ segment: String, sequence: Int64 = 0, time: Timestamp? = nil, pageSize: Int32 = 3
  ) throws -> [CustomerID] {
    var request = ListMembersRequest()
    request.segment = segment
    request.pageSize = pageSize
    request.asOfSequence = sequence
    request.asOfTime = time
    var found: [CustomerID] = []
    repeat {
      let page: ListMembersResponse = try call(Self.segments + "ListMembers", request)
      found += page.members.map(\.customerID)
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func memberships(
    of customer: CustomerID = CustomerID(), in segment: String = "", isCurrent: Bool = false,
    pageSize: Int32 = 2
  ) throws -> [Membership] {
    var request = ListMembershipsRequest()
    request.customerID = customer
    request.segment = segment
    request.currentOnly = isCurrent
    request.pageSize = pageSize
    var found: [Membership] = []
    repeat {
      let page: ListMembershipsResponse = try call(Self.segments + "ListMemberships", request)
      found += page.memberships
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func preview(_ rule: String, _ segment: String = "") throws -> PreviewSegmentResponse {
    var request = PreviewSegmentRequest()
    request.rule = rule
    request.segment = segment
    return try call(Self.segments + "PreviewSegment", request)
  }

  func explain(
    _ customer: CustomerID, _ segment: String = "", rule: String = ""
  ) throws -> ExplainMembershipResponse {
    var request = ExplainMembershipRequest()
    request.customerID = customer
    request.segment = segment
    request.rule = rule
    return try call(Self.segments + "ExplainMembership", request)
  }

  func audit(_ name: String) throws -> AuditSegmentResponse {
    var request = AuditSegmentRequest()
    request.name = name
    return try call(Self.segments + "AuditSegment", request)
  }

  @discardableResult
  func rebuild(_ name: String) throws -> Segment {
    var request = RebuildSegmentRequest()
    request.name = name
    return try call(Self.segments + "RebuildSegment", request)
  }

  func coverage(
    _ segments: [String], _ grouping: CoverageGrouping = .unspecified, population: String = ""
  ) throws -> GetCoverageResponse {
    var request = GetCoverageRequest()
    request.segments = segments
    request.grouping = grouping
    request.population = population
    return try call(Self.segments + "GetCoverage", request)
  }

  func uncovered(
    _ segments: [String], withoutCase: Bool = false
  ) throws -> [CustomerID] {
    var request = ListUncoveredRequest()
    request.segments = segments
    request.withoutCase = withoutCase
    let response: ListUncoveredResponse = try call(Self.segments + "ListUncovered", request)
    return response.customerIDs
  }
}

extension SegmentDefinition {
  static func rule(_ name: String, _ rule: String) -> SegmentDefinition {
    var definition = SegmentDefinition()
    definition.name = name
    definition.rule = rule
    return definition
  }

  static func list(_ name: String) -> SegmentDefinition {
    var definition = SegmentDefinition()
    definition.name = name
    definition.kind = .list
    return definition
  }
}

extension PCRMFixture {
  /// A runner of everything that is done by the clock, not started.
  func jobs() throws -> JobRunner {
    try PCRM.begin(database)
    let runner = JobRunner(database: database, clock: clock)
    PCRM.handleTimers(runner)
    return runner
  }

  /// Does all that is due.
  func runJobs() throws {
    let runner = try jobs()
    var rounds = 0
    while runner.runRound() > 0 {
      rounds += 1
      try #require(rounds < 10_000, "the jobs come to no end")
    }
  }

  /// Applies definitions, and waits until all customers have been looked at.
  func build(_ definitions: SegmentDefinition...) throws {
    try admin.apply(definitions)
    try runJobs()
  }

  /// Runs a statement as no feature would.
  func damage(_ statement: SQL) throws {
    try database.write { (writer) throws(Status) in _ = try writer.execute(statement) }
  }
}
