import ProtobufCodec

extension Contract {
  static let visitPlanMessages: [any Message.Type] = [
    VisitSeries.self, SeriesOccurrence.self, CreateSeriesRequest.self, GetSeriesRequest.self,
    ListSeriesRequest.self, ListSeriesResponse.self, PreviewSeriesRequest.self,
    PreviewSeriesResponse.self, UpdateSeriesRequest.self, EditOccurrenceRequest.self,
    StopSeriesRequest.self, ListOccurrencesRequest.self, ListOccurrencesResponse.self,
    VisitPlan.self, VisitPlanDocument.self, ApplyVisitPlansRequest.self,
    ApplyVisitPlansResponse.self, GetVisitPlanRequest.self, ListVisitPlansRequest.self,
    ListVisitPlansResponse.self, PreviewVisitPlanRequest.self, VisitPlanPreview.self,
    VisitPlanLoad.self, VisitPlanShortage.self, VisitPlanLine.self, VisitPlanRun.self,
    StartVisitPlanRunRequest.self, GetVisitPlanRunRequest.self, ListVisitPlanRunsRequest.self,
    ListVisitPlanRunsResponse.self, ListVisitPlanLinesRequest.self,
    ListVisitPlanLinesResponse.self, StopVisitPlanRunRequest.self,
  ]

  static let visitPlanEnums: [any OpenEnum.Type] = [
    SeriesState.self, HolidayPolicy.self, OccurrenceState.self, VisitPlanEvent.self,
    VisitPlanVisitor.self, VisitPlanLeaving.self, VisitPlanAction.self, VisitPlanRunState.self,
  ]
}
