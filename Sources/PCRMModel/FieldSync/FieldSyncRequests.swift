extension ListConflictsRequest: ListRequest {}
extension ListQuarantineRequest: ListRequest {}
extension ListDevicesRequest: ListRequest {}
extension ListVisitNotesRequest: ListRequest {}
