extension ListSegmentsRequest: ListRequest {}
extension ListSegmentVersionsRequest: ListRequest {}
extension ListMembersRequest: ListRequest {}
extension ListMembershipsRequest: ListRequest {}
extension ListSegmentSizesRequest: ListRequest {}
extension ListUncoveredRequest: ListRequest {}
