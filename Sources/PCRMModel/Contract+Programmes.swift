import ProtobufCodec

extension Contract {
  static let programmeMessages: [any Message.Type] = [
    LoadWeights.self, LoadRule.self, LoadCapacity.self, ApplyLoadWeightsRequest.self,
    ApplyLoadWeightsResponse.self, GetLoadWeightsRequest.self, GetLoadRequest.self, Load.self,
    LoadPart.self, ListLoadsRequest.self, ListLoadsResponse.self, StaffLoad.self, Proposal.self,
    ProposalShare.self, ProposalLine.self, ProposeAssignmentRequest.self,
    MatchProgrammeRequest.self, GetProposalRequest.self, ListProposalsRequest.self,
    ListProposalsResponse.self, ListProposalLinesRequest.self, ListProposalLinesResponse.self,
    ApplyProposalRequest.self, Programme.self, CreateProgrammeRequest.self,
    GetProgrammeRequest.self, ListProgrammesRequest.self, ListProgrammesResponse.self,
    UpdateProgrammeRequest.self, ListNearbyStaffRequest.self, ListNearbyStaffResponse.self,
    NearbyStaff.self, Adoption.self, AdoptCustomerRequest.self, ReleaseAdoptionRequest.self,
    ListAdoptionsRequest.self, ListAdoptionsResponse.self, Reassignment.self,
    StartReassignmentRequest.self, GetReassignmentRequest.self, ListReassignmentsRequest.self,
    ListReassignmentsResponse.self, ListReassignmentItemsRequest.self,
    ListReassignmentItemsResponse.self, ReassignmentItem.self, SteerReassignmentRequest.self,
    ListCaseloadRequest.self, ListCaseloadResponse.self, Caseload.self, FieldWork.self,
    StaffingAssumptions.self, StaffingItem.self, StaffingTarget.self,
    ApplyStaffingAssumptionsRequest.self, ApplyStaffingAssumptionsResponse.self,
    GetStaffingAssumptionsRequest.self, GetStaffingNeedRequest.self, GetStaffingNeedResponse.self,
    StaffingNeed.self, StaffingPart.self,
  ]

  static let programmeEnums: [any OpenEnum.Type] = [
    ProposalKind.self, ProposalMethod.self, ProposalState.self, ReassignmentState.self,
  ]
}
