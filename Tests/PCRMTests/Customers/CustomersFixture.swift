import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// What the tests of customers call and make, in few words.
extension TestCaller {
  func create(_ customer: Customer) throws -> Customer {
    var request = CreateCustomerRequest()
    request.customer = customer
    return try call("pcrm.v1.CustomerService/CreateCustomer", request)
  }

  func get(_ id: CustomerID) throws -> Customer {
    var request = GetCustomerRequest()
    request.id = id
    return try call("pcrm.v1.CustomerService/GetCustomer", request)
  }

  func update(_ customer: Customer, _ mask: [String] = []) throws -> Customer {
    try call("pcrm.v1.CustomerService/UpdateCustomer", updateRequest(customer, mask))
  }

  func updateRequest(_ customer: Customer, _ mask: [String] = []) -> UpdateCustomerRequest {
    var request = UpdateCustomerRequest()
    request.customer = customer
    if !mask.isEmpty { request.updateMask = FieldMask(paths: mask) }
    return request
  }

  func delete(_ id: CustomerID, version: Int64 = 0) throws -> Customer {
    var request = DeleteCustomerRequest()
    request.id = id
    request.version = version
    return try call("pcrm.v1.CustomerService/DeleteCustomer", request)
  }

  func undelete(_ id: CustomerID) throws -> Customer {
    var request = UndeleteCustomerRequest()
    request.id = id
    return try call("pcrm.v1.CustomerService/UndeleteCustomer", request)
  }

  func list(
    size: Int32 = 0, _ change: (inout ListCustomersRequest) -> Void = { _ in }
  ) throws -> [Customer] {
    var request = ListCustomersRequest()
    request.pageSize = size
    change(&request)
    var customers: [Customer] = []
    repeat {
      let page: ListCustomersResponse = try call(
        "pcrm.v1.CustomerService/ListCustomers", request)
      customers += page.customers
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return customers
  }

  func search(
    _ query: String, _ field: SearchField = .unspecified, size: Int32 = 0
  ) throws -> [Customer] {
    var request = SearchCustomersRequest()
    request.query = query
    request.field = field
    request.pageSize = size
    var customers: [Customer] = []
    repeat {
      let page: SearchCustomersResponse = try call(
        "pcrm.v1.CustomerService/SearchCustomers", request)
      customers += page.customers
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return customers
  }

  func lookup(phone: String) throws -> [Customer] {
    var request = LookupCustomerRequest()
    request.key = .phone(phone)
    let response: LookupCustomerResponse = try call(
      "pcrm.v1.CustomerService/LookupCustomer", request)
    return response.customers
  }

  func lookup(_ scheme: String, _ value: String) throws -> [Customer] {
    var request = LookupCustomerRequest()
    request.key = .externalID(ExternalID(scheme: scheme, value: value))
    let response: LookupCustomerResponse = try call(
      "pcrm.v1.CustomerService/LookupCustomer", request)
    return response.customers
  }

  func bulk(
    _ customers: [Customer], scheme: String = "insured_number", mask: [String] = [],
    validateOnly: Bool = false
  ) throws -> BulkUpsertCustomersResponse {
    var request = BulkUpsertCustomersRequest()
    request.customers = customers
    request.scheme = scheme
    request.validateOnly = validateOnly
    if !mask.isEmpty { request.updateMask = FieldMask(paths: mask) }
    return try call("pcrm.v1.CustomerService/BulkUpsertCustomers", request)
  }

  func record(
    _ customer: CustomerID, _ purpose: String, _ channel: Channel = .unspecified,
    _ state: ConsentState = .given
  ) throws -> Consent {
    var request = RecordConsentRequest()
    var consent = Consent()
    consent.customerID = customer
    consent.purpose = purpose
    consent.channel = channel
    consent.state = state
    consent.textVersion = "2026-03"
    request.consent = consent
    return try call("pcrm.v1.CustomerService/RecordConsent", request)
  }

  func relate(
    _ customer: CustomerID, _ related: CustomerID, _ kind: RelationKind = .parent,
    from: CivilDate? = nil, to: CivilDate? = nil
  ) throws -> Relation {
    var request = CreateRelationRequest()
    var relation = Relation()
    relation.customerID = customer
    relation.relatedCustomerID = related
    relation.kind = kind
    relation.validFrom = from
    relation.validTo = to
    request.relation = relation
    return try call("pcrm.v1.CustomerService/CreateRelation", request)
  }
}

extension PCRMFixture {
  /// A new unit of the agency.
  func office(
    _ name: String = "강남지사", kind: UnitKind = .office, under parent: UnitID = UnitID()
  ) throws -> UnitID {
    try admin.createUnit(name, kind: kind, under: parent).id
  }

  /// A new member of staff.
  func staff(_ name: String = "이영희", in office: UnitID = UnitID()) throws -> StaffID {
    try admin.createStaff(name, office: office).id
  }
}

extension Customer {
  /// A person with one name.
  static func person(_ name: String = "김민수") -> Customer {
    var customer = Customer()
    customer.kind = .person
    customer.names = [.legal(name)]
    return customer
  }

  /// A person with a name and an insured number.
  static func insured(_ number: String, _ name: String = "김민수") -> Customer {
    var customer = person(name)
    customer.externalIDs = [ExternalID(scheme: "insured_number", value: number)]
    return customer
  }

  func with(_ change: (inout Customer) -> Void) -> Customer {
    var copy = self
    change(&copy)
    return copy
  }
}

extension CustomerName {
  static func legal(_ full: String) -> CustomerName {
    var name = CustomerName()
    name.kind = .legal
    name.full = full
    return name
  }
}

extension ContactPoint {
  static func mobile(_ number: String) -> ContactPoint {
    var point = ContactPoint()
    point.kind = .mobile
    point.value = number
    return point
  }
}

extension Address {
  static func home(
    _ road: String, _ locality: String = "중구", _ region: String = "서울특별시"
  )
    -> Address
  {
    var address = Address()
    address.kind = .home
    address.postalCode = "04524"
    address.region = region
    address.locality = locality
    address.roadAddress = road
    return address
  }
}
