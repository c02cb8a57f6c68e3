import ProtobufCodec

extension Contract {
  static let visitMessages: [any Message.Type] = [
    Visit.self, TimeWindow.self, VisitParticipant.self, CheckIn.self, VisitAttempt.self,
    NextTry.self, Resource.self, SlotClaim.self, CreateVisitRequest.self, GetVisitRequest.self,
    ListVisitsRequest.self, ListVisitsResponse.self, UpdateVisitRequest.self,
    PlanVisitRequest.self, ConfirmVisitRequest.self, SetOutVisitRequest.self,
    StartVisitRequest.self, CompleteVisitRequest.self, MarkNoShowRequest.self,
    CancelVisitRequest.self, RescheduleVisitRequest.self, ReassignVisitRequest.self,
    RecordAttemptRequest.self, ListAttemptsRequest.self, ListAttemptsResponse.self,
    CreateResourceRequest.self, GetResourceRequest.self, ListResourcesRequest.self,
    ListResourcesResponse.self, UpdateResourceRequest.self, ListClaimsRequest.self,
    ListClaimsResponse.self, GetVisitFiguresRequest.self, VisitFigures.self,
    VisitFigureGroup.self, VisitStateCount.self, ChainCount.self, DayFigures.self,
  ]

  static let visitEnums: [any OpenEnum.Type] = [
    VisitState.self, AttemptOutcome.self, RelationshipLevel.self, ResourceKind.self,
  ]
}
