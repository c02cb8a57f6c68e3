import PCRMCore
import ProtobufCodec

extension Contract {
  static let segmentMessages: [any Message.Type] = [
    SegmentDefinition.self, Segment.self, PlanSegmentsRequest.self, PlanSegmentsResponse.self,
    SegmentMove.self, SegmentCount.self, ApplySegmentsRequest.self, ApplySegmentsResponse.self,
    GetSegmentRequest.self, ListSegmentsRequest.self, ListSegmentsResponse.self,
    ListSegmentVersionsRequest.self, ListSegmentVersionsResponse.self, SegmentVersion.self,
    DeleteSegmentRequest.self, AddMembersRequest.self, RemoveMembersRequest.self,
    ChangeMembersResponse.self, ListMembersRequest.self, ListMembersResponse.self, Membership.self,
    ListMembershipsRequest.self, ListMembershipsResponse.self, PreviewSegmentRequest.self,
    PreviewSegmentResponse.self, ExplainMembershipRequest.self, ExplainMembershipResponse.self,
    ExplainedCondition.self, ExplainedValue.self, ExplainedAlternative.self, ExplainedChange.self,
    RebuildSegmentRequest.self, AuditSegmentRequest.self, AuditSegmentResponse.self,
    ListSegmentSizesRequest.self, ListSegmentSizesResponse.self, SegmentSize.self,
    GetCoverageRequest.self, GetCoverageResponse.self, Coverage.self, ListUncoveredRequest.self,
    ListUncoveredResponse.self,
  ]

  static let segmentEnums: [any OpenEnum.Type] = [
    SegmentKind.self, SegmentState.self, MembershipCause.self, ConditionTruth.self,
    CoverageGrouping.self,
  ]
}
