extension ListVisitsRequest: ListRequest {}
extension ListAttemptsRequest: ListRequest {}
extension ListResourcesRequest: ListRequest {}
