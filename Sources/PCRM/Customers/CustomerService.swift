import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
package import Storage

/// Customers, their consents and relations, and the feed of changes.
package struct CustomerService {
  static let name = "pcrm.v1.CustomerService"

  /// Customers in one batch or bulk at most: a promise of the contract.
  static let itemsMax = Limits().batchItemsMax

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .write("CreateCustomer", .editCustomers, createCustomer, subjects: .of { [$0.id] }),
        .point(
          "GetCustomer", .viewCustomers, Self.customerByID, answers: Customer.self,
          subjects: { [$0.id] }),
        .scan(
          "BatchGetCustomers", .viewCustomers, answers: BatchGetCustomersResponse.self,
          batchGetCustomers),
        .write("UpdateCustomer", .editCustomers, updateCustomer, subjects: .of { [$0.id] }),
        .write("DeleteCustomer", .deleteCustomers, deleteCustomer, subjects: .of { [$0.id] }),
        .write("UndeleteCustomer", .deleteCustomers, undeleteCustomer, subjects: .of { [$0.id] }),
        .scan(
          "ListCustomers", .viewCustomers, answers: ListCustomersResponse.self, listCustomers),
        .read(
          "LookupCustomer", .viewCustomers, lookupCustomer,
          subjects: .of { $0.customers.map(\.id) }),
        .scan(
          "SearchCustomers", .viewCustomers, answers: SearchCustomersResponse.self,
          searchCustomers),
        .write(
          "BulkUpsertCustomers", .bulkEditCustomers, bulkUpsertCustomers,
          subjects: .of { $0.results.map(\.id).filter { !$0.isEmpty } }),
        .stream(
          "ExportCustomers", .exportCustomers, exportCustomers, subjects: .of(\.subjects)),
        .stream("WatchChanges", .watchChanges, watchChanges, subjects: .nobody),
        .write("RecordConsent", .recordConsents, recordConsent, subjects: .of { [$0.customerID] }),
        .scan(
          "ListConsents", .viewConsents, listConsents,
          subjects: .of { $0.consents.first.map { [$0.customerID] } ?? [] }),
        .read("CheckConsent", .viewConsents, checkConsent, subjects: .of { [$0.customerID] }),
        .write("CreateRelation", .editCustomers, createRelation, subjects: .of(\.subjects)),
        .write("UpdateRelation", .editCustomers, updateRelation, subjects: .of(\.subjects)),
        .write("DeleteRelation", .editCustomers, deleteRelation, subjects: .nobody),
        .scan(
          "ListRelations", .viewCustomers, listRelations,
          subjects: .of { $0.relations.flatMap(\.subjects) }),
      ])
  }

  /// The hot read: one statement, and its row straight to the wire.
  package static let customerByID = PointQuery<GetCustomerRequest>(
    "SELECT customer.* FROM customer WHERE id = $1",
    arguments: { (request) throws(Status) in
      if request.id.isEmpty { throw .required("id") }
      return [.id(request.id)]
    },
    encode: { row, caller, wire in
      guard CustomerRow.isReached(row, by: caller) else { return false }
      CustomerRow.encode(row, into: &wire)
      return true
    },
    absent: { _ in .noCustomer("id") })
}

extension CreateCustomerRequest: WriteRequest {}
extension UpdateCustomerRequest: WriteRequest {}
extension DeleteCustomerRequest: WriteRequest {}
extension UndeleteCustomerRequest: WriteRequest {}
extension BulkUpsertCustomersRequest: WriteRequest {}
extension RecordConsentRequest: WriteRequest {}
extension CreateRelationRequest: WriteRequest {}
extension UpdateRelationRequest: WriteRequest {}
extension DeleteRelationRequest: WriteRequest {}

extension ExportCustomersResponse {
  /// The customer in it, if it has one.
  fileprivate var subjects: [CustomerID] {
    if case .customer(let customer)? = item { [customer.id] } else { [] }
  }
}

extension Relation {
  /// Both ends.
  fileprivate var subjects: [CustomerID] { [customerID, relatedCustomerID] }
}
