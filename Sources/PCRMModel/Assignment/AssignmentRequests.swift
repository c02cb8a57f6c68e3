extension ListDutiesRequest: ListRequest {}
extension ListUncoveredDutiesRequest: ListRequest {}
extension ListAbsencesRequest: ListRequest {}
extension ListHandOversRequest: ListRequest {}
extension ListDemandsRequest: ListRequest {}
