extension ListCustomersRequest: ListRequest {}
extension SearchCustomersRequest: ListRequest {}
extension ListConsentsRequest: ListRequest {}
extension ListRelationsRequest: ListRequest {}
