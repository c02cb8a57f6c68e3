import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Segments: their definitions, members, history and proofs.
struct SegmentService {
  static let name = "pcrm.v1.SegmentService"

  /// Customers in one change of a list at most.
  static let customersMax = 1000
  /// Members of one list at most.
  static let listMax: Int64 = 200_000

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .scan("PlanSegments", .editSegments, planSegments, subjects: .nobody),
        .write("ApplySegments", .editSegments, applySegments, subjects: .nobody),
        .read("GetSegment", .viewSegments, segment, subjects: .nobody),
        .scan("ListSegments", .viewSegments, segments, subjects: .nobody),
        .scan("ListSegmentVersions", .viewSegments, versions, subjects: .nobody),
        .write("DeleteSegment", .editSegments, deleteSegment, subjects: .nobody),
        .write("AddMembers", .editSegments, addMembers, subjects: .of(\.customerIDs)),
        .write("RemoveMembers", .editSegments, removeMembers, subjects: .of(\.customerIDs)),
        .scan(
          "ListMembers", .viewSegments, members, subjects: .of { $0.members.map(\.customerID) }),
        .scan(
          "ListMemberships", .viewSegments, memberships,
          subjects: .of { $0.memberships.map(\.customerID) }),
        .scan("PreviewSegment", .viewSegments, preview, subjects: .nobody),
        .scan("ExplainMembership", .viewSegments, explain, subjects: .of { [$0.customerID] }),
        .write("RebuildSegment", .editSegments, rebuildSegment, subjects: .nobody),
        .scan("AuditSegment", .viewSegments, auditSegment, subjects: .nobody),
        .scan("ListSegmentSizes", .viewSegments, sizes, subjects: .nobody),
        .scan("GetCoverage", .viewSegments, coverage, subjects: .nobody),
        .scan("ListUncovered", .viewSegments, uncovered, subjects: .of(\.customerIDs)),
      ])
  }
}

extension ApplySegmentsRequest: WriteRequest {}
extension DeleteSegmentRequest: WriteRequest {}
extension AddMembersRequest: WriteRequest {}
extension RemoveMembersRequest: WriteRequest {}
extension RebuildSegmentRequest: WriteRequest {}

extension Caller {
  /// Refuses who sees only some customers: what is asked for speaks of all of them.
  func checkSeesAll(_ field: String) throws(Status) {
    if case .all = scope { return }
    throw Status(
      .permissionDenied, "\(field): segments are the whole agency's; it takes the scope \"all\"",
      ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
  }
}
