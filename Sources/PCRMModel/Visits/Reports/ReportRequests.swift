extension ListReportsRequest: ListRequest {}
extension ListReportVersionsRequest: ListRequest {}
extension ListHardshipsRequest: ListRequest {}
extension ListVisitTasksRequest: ListRequest {}
