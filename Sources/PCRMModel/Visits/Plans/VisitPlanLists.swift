extension ListSeriesRequest: ListRequest {}
extension ListOccurrencesRequest: ListRequest {}
extension ListVisitPlansRequest: ListRequest {}
extension ListVisitPlanRunsRequest: ListRequest {}
extension ListVisitPlanLinesRequest: ListRequest {}
