import ProtobufCodec

extension Contract {
  static let routeMessages: [any Message.Type] = [
    RouteRules.self, LunchRule.self, TravelArea.self, TravelSpeed.self, RouteProposal.self,
    DayRoute.self, DayRouteStop.self, RouteLeftOut.self, RouteWarning.self, RouteCandidate.self,
    RouteOption.self, ProposeRouteRequest.self, GetRouteRequest.self, ListRoutesRequest.self,
    ListRoutesResponse.self, ApplyRouteRequest.self, DiscardRouteRequest.self,
    ExplainVisitRequest.self, ExplainVisitResponse.self, VisitFit.self,
    ApplyRouteRulesRequest.self, ApplyRouteRulesResponse.self, GetRouteRulesRequest.self,
    CalendarFeed.self, FeedPolicy.self, CreateCalendarFeedRequest.self, CalendarFeedAddress.self,
    RotateCalendarFeedRequest.self, RevokeCalendarFeedRequest.self,
    ListCalendarFeedsRequest.self, ListCalendarFeedsResponse.self, GetCalendarRequest.self,
    GetCalendarResponse.self, ApplyFeedPolicyRequest.self, ApplyFeedPolicyResponse.self,
    GetFeedPolicyRequest.self,
  ]

  static let routeEnums: [any OpenEnum.Type] = [
    DayPlace.self, RouteState.self, StopChange.self, StopHold.self, RouteObstacle.self,
    FeedDetail.self,
  ]
}

extension ListRoutesRequest: ListRequest {}
extension ListCalendarFeedsRequest: ListRequest {}
