import PCRMCore
import ProtobufCodec

extension Contract {
  static let customerMessages: [any Message.Type] = [
    Customer.self, CustomerName.self, ContactPoint.self, ContactWindow.self, Address.self,
    ExternalID.self, Extension.self, ImportedProperty.self, Relation.self, Consent.self,
    CreateCustomerRequest.self, GetCustomerRequest.self, BatchGetCustomersRequest.self,
    BatchGetCustomersResponse.self, UpdateCustomerRequest.self, DeleteCustomerRequest.self,
    UndeleteCustomerRequest.self, ListCustomersRequest.self, ListCustomersResponse.self,
    LookupCustomerRequest.self, LookupCustomerResponse.self, SearchCustomersRequest.self,
    SearchCustomersResponse.self, BulkUpsertCustomersRequest.self, BulkUpsertCustomersResponse.self,
    BulkUpsertResult.self, ExportCustomersRequest.self, ExportCustomersResponse.self,
    ExportSummary.self, StatusMessage.self, WatchChangesRequest.self, WatchChangesResponse.self,
    FeedChange.self,
    RecordConsentRequest.self, ListConsentsRequest.self, ListConsentsResponse.self,
    CheckConsentRequest.self, CreateRelationRequest.self, UpdateRelationRequest.self,
    DeleteRelationRequest.self, ListRelationsRequest.self, ListRelationsResponse.self,
  ]

  static let customerEnums: [any OpenEnum.Type] = [
    CustomerKind.self, Sex.self, NameKind.self, ContactPointKind.self, AddressKind.self,
    RelationKind.self, ConsentState.self, SearchField.self, UpsertOutcome.self, MissingConsent.self,
    ChangeKind.self,
  ]
}
