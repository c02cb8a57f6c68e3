import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension CustomerService {
  @Sendable
  func batchGetCustomers(
    _ request: BatchGetCustomersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    if request.ids.isEmpty { throw .required("ids") }
    let most = Self.itemsMax
    if request.ids.count > most { throw .tooMany("ids", max: most) }
    var answer = CustomerPage(Page(size: most, bytes: .max, after: []))
    var seen: Set<CustomerID> = []
    var missing: [CustomerID] = []
    for (index, id) in request.ids.enumerated() {
      if id.isEmpty { throw .malformed("ids[\(index)]", CustomerID.expectation) }
      if !seen.insert(id).inserted { continue }
      var isFound = false
      try reader.each("SELECT customer.* FROM customer WHERE id = $1", [.id(id)]) {
        (row) throws(Status) in
        isFound = CustomerRow.isReached(row, by: caller) && answer.add(row)
        return false
      }
      if !isFound { missing.append(id) }
    }
    answer.add(missing: missing)
    return answer.finish()
  }

  @Sendable
  func listCustomers(
    _ request: ListCustomersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    var filter = CustomerFilter(caller)
    filter.office = request.homeOfficeID
    filter.worker = request.caseWorkerID
    filter.kind = request.kind
    filter.changedSince = request.changedSince
    filter.showDeleted = request.showDeleted
    var answer = CustomerPage(page)
    let end = try reader.walkCustomers(filter, after: page.afterID()) { (row) throws(Status) in
      answer.add(row)
    }
    switch end {
    case .finished:
      return answer.finish()
    case .stopped(let place):
      return answer.finish(
        token: context.pages.token(after: place.position, of: request, caller))
    }
  }

  @Sendable
  func lookupCustomer(
    _ request: LookupCustomerRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> LookupCustomerResponse {
    var response = LookupCustomerResponse()
    switch request.key {
    case nil:
      throw .required("key")
    case .externalID(let externalID)?:
      try externalID.check("external_id")
      if let id = try reader.customerID(of: externalID), let customer = try reader.customer(id),
        customer.deleteTime == nil, caller.reaches(customer)
      {
        response.customers = [customer]
      }
    case .phone(let phone)?:
      guard (4...40).contains(phone.unicodeScalars.count), !PhoneNumber.digits(phone).isEmpty
      else {
        throw .malformed("phone", "a number of 4 to 40 characters such as 010-1234-5678")
      }
      response.customers = try reader.customers(phone: phone, caller, most: 100)
    }
    return response
  }

  @Sendable
  func searchCustomers(
    _ request: SearchCustomersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    let search = try CustomerSearch(request)
    let page = try context.pages.page(request, caller)
    var answer = CustomerPage(page)
    let next = try reader.searchCustomers(search, caller, after: SearchPlace(page.after)) {
      (row) throws(Status) in answer.add(row)
    }
    let token = next.map { context.pages.token(after: $0.position, of: request, caller) }
    return answer.finish(token: token ?? "")
  }
}
