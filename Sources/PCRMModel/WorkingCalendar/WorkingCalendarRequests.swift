extension ListWorkingHoursRequest: ListRequest {}
extension ListOvertimeRequest: ListRequest {}
extension ListVisitConflictsRequest: ListRequest {}
