extension ListSchemesRequest: ListRequest {}
extension ListSchemeMovesRequest: ListRequest {}
extension ListClassificationsRequest: ListRequest {}
extension ListClassificationEventsRequest: ListRequest {}
extension ListClassificationProposalsRequest: ListRequest {}
extension ListDueCasesRequest: ListRequest {}
