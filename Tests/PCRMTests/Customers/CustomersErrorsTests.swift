import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Every refusal of the customer service, with its exact code, reason and field.
struct CustomersErrorsTests {
  /// What a customer breaks, and how that is answered.
  struct Fault: Sendable, CustomTestStringConvertible {
    /// The mistake in the server that the case would catch.
    let catches: String
    let reason: String
    let field: String
    let code: StatusCode
    let make: @Sendable (inout Customer) -> Void

    init(
      _ catches: String, _ reason: String, _ field: String, _ code: StatusCode = .invalidArgument,
      _ make: @escaping @Sendable (inout Customer) -> Void
    ) {
      self.catches = catches
      self.reason = reason
      self.field = field
      self.code = code
      self.make = make
    }

    var testDescription: String { catches }
  }

  static let faults: [Fault] = [
    Fault("a customer that is nothing", "FIELD_REQUIRED", "kind") { $0.kind = .unspecified },
    Fault("a kind that nobody knows", "FIELD_MALFORMED", "kind") {
      $0.kind = CustomerKind(rawValue: 9)
    },
    Fault("a sex that nobody knows", "FIELD_MALFORMED", "sex") { $0.sex = Sex(rawValue: 7) },
    Fault("nobody", "NO_IDENTITY", "names", .failedPrecondition) { $0.names = [] },
    Fault("a name of nothing", "FIELD_REQUIRED", "names[0].full") { $0.names[0].full = "" },
    Fault("a name of spaces", "FIELD_REQUIRED", "names[0].full") { $0.names[0].full = "  " },
    Fault("a name without a kind", "FIELD_REQUIRED", "names[0].kind") {
      $0.names[0].kind = .unspecified
    },
    Fault("a name past its limit", "FIELD_TOO_LONG", "names[0].full") {
      $0.names[0].full = String(repeating: "김", count: 201)
    },
    Fault("21 names", "TOO_MANY_ITEMS", "names") {
      $0.names = Array(repeating: $0.names[0], count: 21)
    },
    Fault("30 February", "FIELD_OUT_OF_RANGE", "birth_date.day") {
      $0.birthDate = CivilDate(1960, 2, 30)
    },
    Fault("29 February of a common year", "FIELD_OUT_OF_RANGE", "birth_date.day") {
      $0.birthDate = CivilDate(1961, 2, 29)
    },
    Fault("the 31st of a lunar month", "FIELD_OUT_OF_RANGE", "birth_date.day") {
      $0.birthDate = CivilDate(1960, 1, 31)
      $0.birthDate?.calendar = .lunar
    },
    Fault("a thirteenth month", "FIELD_OUT_OF_RANGE", "birth_date.month") {
      $0.birthDate = CivilDate(1960, 13, 1)
    },
    Fault("a day without a month", "FIELD_REQUIRED", "birth_date.month") {
      $0.birthDate = CivilDate(1960, 0, 5)
    },
    Fault("a birth date that says nothing", "FIELD_REQUIRED", "birth_date.year") {
      $0.birthDate = CivilDate()
    },
    Fault("an unknown calendar", "FIELD_MALFORMED", "birth_date.calendar") {
      $0.birthDate = CivilDate(1960, 1, 1)
      $0.birthDate?.calendar = Calendar(rawValue: 9)
    },
    Fault("a language in words", "FIELD_MALFORMED", "language") { $0.language = "한국어" },
    Fault("an e-mail address without an @", "FIELD_MALFORMED", "contact_points[0].value") {
      $0.contactPoints = [.mobile("kim.example.kr")]
      $0.contactPoints[0].kind = .email
    },
    Fault("a telephone number without digits", "FIELD_MALFORMED", "contact_points[0].value") {
      $0.contactPoints = [.mobile("전화번호")]
    },
    Fault("a contact point of nothing", "FIELD_REQUIRED", "contact_points[0].value") {
      $0.contactPoints = [.mobile("")]
    },
    Fault("two primary mobiles", "DUPLICATE_ITEM", "contact_points[1].primary") {
      $0.contactPoints = [.mobile("01001112222"), .mobile("01001113333")]
      $0.contactPoints[0].primary = true
      $0.contactPoints[1].primary = true
    },
    Fault("hours after midnight", "FIELD_OUT_OF_RANGE", window + ".to_minute") {
      $0.contactPoints = [.hours(600, 1441)]
    },
    Fault("hours that end before they begin", "FIELD_OUT_OF_RANGE", window + ".to_minute") {
      $0.contactPoints = [.hours(600, 600)]
    },
    Fault("hours before the day", "FIELD_OUT_OF_RANGE", window + ".from_minute") {
      $0.contactPoints = [.hours(-1, 600)]
    },
    Fault("an eighth weekday", "FIELD_MALFORMED", window + ".weekdays[0]") {
      $0.contactPoints = [.hours(0, 600, [Weekday(rawValue: 8)])]
    },
    Fault("a country in lower case", "FIELD_MALFORMED", "addresses[0].country_code") {
      $0.addresses = [.home("세종대로 110")]
      $0.addresses[0].countryCode = "kr"
    },
    Fault("a district code of nine digits", "FIELD_MALFORMED", "addresses[0].legal_district_code") {
      $0.addresses = [.home("세종대로 110")]
      $0.addresses[0].legalDistrictCode = "114010100"
    },
    Fault("a place beyond the pole", "FIELD_OUT_OF_RANGE", "addresses[0].coordinates.latitude_e7") {
      $0.addresses = [.home("세종대로 110")]
      $0.addresses[0].coordinates = Coordinates(latitudeE7: 900_000_001, longitudeE7: 0)
    },
    Fault("two primary addresses", "DUPLICATE_ITEM", "addresses[1].primary") {
      $0.addresses = [.home("세종대로 110"), .home("세종대로 111")]
      $0.addresses[0].primary = true
      $0.addresses[1].primary = true
    },
    Fault("a scheme in capitals", "FIELD_MALFORMED", "external_ids[0].scheme") {
      $0.externalIDs = [ExternalID(scheme: "Insured", value: "1")]
    },
    Fault("a number of nothing", "FIELD_REQUIRED", "external_ids[0].value") {
      $0.externalIDs = [ExternalID(scheme: "insured_number", value: "")]
    },
    Fault("the same number twice", "DUPLICATE_ITEM", "external_ids[1]") {
      let id = ExternalID(scheme: "insured_number", value: "1")
      $0.externalIDs = [id, id]
    },
    Fault("the same tag twice", "DUPLICATE_ITEM", "tags[1]") { $0.tags = ["a", "a"] },
    Fault("a tag past its limit", "FIELD_TOO_LONG", "tags[0]") {
      $0.tags = [String(repeating: "가", count: 65)]
    },
    Fault("a document past a mebibyte", "FIELD_TOO_LONG", "customer") {
      var property = ImportedProperty()
      property.value = String(repeating: "x", count: 1 << 20)
      $0.importedProperties = [property]
    },
    Fault("a field that nobody declared", "EXTENSION_UNDECLARED", "extensions[0]") {
      $0.extensions = [.text("shoe_size", "270")]
    },
    Fault("an id that is no UUID of a client", "FIELD_MALFORMED", "id") {
      $0.id = CustomerID(high: 0x018f_3a5e_7c1b_1d2a, low: 0x9f00_2b1c_5d7e_9a01)
    },
    Fault(
      "an office that does not exist", "REFERENCE_MISSING", "home_office_id", .failedPrecondition
    ) {
      $0.homeOfficeID = UnitID(high: 1, low: 2)
    },
    Fault("a worker who does not exist", "REFERENCE_MISSING", "case_worker_id", .failedPrecondition)
    {
      $0.caseWorkerID = StaffID(high: 1, low: 2)
    },
    Fault("a number that another has", "EXTERNAL_ID_TAKEN", "external_ids[0]", .alreadyExists) {
      $0.externalIDs = [ExternalID(scheme: "insured_number", value: "taken")]
    },
  ]

  private static let window = "contact_points[0].preferred_hours[0]"

  /// One server for the whole table: nothing that is refused leaves a trace.
  @Test func create() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.create(.insured("taken"))
      for fault in Self.faults {
        var request = CreateCustomerRequest()
        request.customer = .person().with(fault.make)
        let status = try pcrm.admin.refusal("pcrm.v1.CustomerService/CreateCustomer", request)
        expect(status, fault, inside: "customer.")
      }
      #expect(try pcrm.admin.list().count == 1)
    }
  }

  @Test func update() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.create(.insured("taken"))
      let made = try pcrm.admin.create(.person())
      // An update without a mask cannot clear, and the id names the customer.
      for fault in Self.faults
      where ![
        "nobody", "a customer that is nothing", "an id that is no UUID of a client",
        "a name of nothing",
      ].contains(fault.catches) {
        let request = pcrm.admin.updateRequest(made.with(fault.make))
        let status = try pcrm.admin.refusal("pcrm.v1.CustomerService/UpdateCustomer", request)
        expect(status, fault, inside: "customer.")
      }
      #expect(try pcrm.admin.get(made.id) == made)
    }
  }

  @Test func bulk() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.create(
        .insured("taken").with {
          $0.externalIDs.append(ExternalID(scheme: "other", value: "taken"))
        })
      let faults = Self.faults.filter {
        !$0.field.hasPrefix("external_ids") && $0.catches != "nobody"
      }
      let items = faults.enumerated().map {
        Customer.insured("B-\($0.offset)").with($0.element.make)
      }
      let response = try pcrm.admin.bulk(items)
      #expect(response.failedCount == Int32(items.count))
      for (fault, result) in zip(faults, response.results) {
        #expect(result.error?.code == fault.code.rawValue, "\(fault.catches)")
        let info = try #require(result.error?.details.first).value
        let detail = try ErrorInfo(binary: info)
        #expect(detail.reason == fault.reason && detail.field == fault.field, "\(fault.catches)")
      }
    }
  }

  private func expect(_ status: Status?, _ fault: Fault, inside prefix: String) {
    #expect(status?.code == fault.code, "\(fault.catches)")
    #expect(status?.info.reason == fault.reason, "\(fault.catches)")
    let field = fault.field == "customer" ? "customer" : prefix + fault.field
    #expect(status?.info.field == field, "\(fault.catches)")
    #expect(status?.message.hasPrefix(field) == true, "\(fault.catches): \(status?.message ?? "")")
  }

  @Test func requests() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(.person())
      let other = try pcrm.admin.create(.person())
      let nobody = CustomerID(high: 0x018f_3a5e_7c1b_7d2a, low: 0x9f00_2b1c_5d7e_9a01)
      func refused(
        _ method: String, _ request: some Message, _ code: StatusCode, _ reason: String,
        _ field: String
      ) throws {
        let status = try pcrm.admin.refusal("pcrm.v1.CustomerService/\(method)", request)
        #expect(
          status?.code == code && status?.info.reason == reason && status?.info.field == field,
          "\(method): \(status.map(String.init(describing:)) ?? "done") \(status?.info.reason ?? "") \(status?.info.field ?? "")"
        )
      }
      func make<R: Message>(_ type: R.Type = R.self, _ change: (inout R) -> Void) -> R {
        var request = R()
        change(&request)
        return request
      }
      try refused(
        "CreateCustomer", CreateCustomerRequest(), .invalidArgument, "FIELD_REQUIRED", "customer")
      try refused(
        "CreateCustomer",
        make(CreateCustomerRequest.self) { $0.customer = .person().with { $0.id = made.id } },
        .alreadyExists, "ID_TAKEN", "customer.id")
      try refused("GetCustomer", GetCustomerRequest(), .invalidArgument, "FIELD_REQUIRED", "id")
      try refused(
        "GetCustomer", make(GetCustomerRequest.self) { $0.id = nobody }, .notFound, "NOT_FOUND",
        "id")
      try refused(
        "BatchGetCustomers", BatchGetCustomersRequest(), .invalidArgument, "FIELD_REQUIRED", "ids")
      try refused(
        "BatchGetCustomers",
        make(BatchGetCustomersRequest.self) { $0.ids = Array(repeating: nobody, count: 1001) },
        .invalidArgument, "TOO_MANY_ITEMS", "ids")
      try refused(
        "BatchGetCustomers", make(BatchGetCustomersRequest.self) { $0.ids = [CustomerID()] },
        .invalidArgument, "FIELD_MALFORMED", "ids[0]")
      try refused(
        "UpdateCustomer", UpdateCustomerRequest(), .invalidArgument, "FIELD_REQUIRED", "customer")
      try refused(
        "UpdateCustomer", make(UpdateCustomerRequest.self) { $0.customer = .person() },
        .invalidArgument, "FIELD_REQUIRED", "customer.id")
      try refused(
        "UpdateCustomer",
        make(UpdateCustomerRequest.self) { $0.customer = .person().with { $0.id = nobody } },
        .notFound, "NOT_FOUND", "customer.id")
      try refused(
        "UpdateCustomer", pcrm.admin.updateRequest(made, ["shoe_size"]), .invalidArgument,
        "MASK_PATH_UNKNOWN", "update_mask")
      try refused(
        "UpdateCustomer", pcrm.admin.updateRequest(made, ["names.full"]), .invalidArgument,
        "MASK_PATH_UNKNOWN", "update_mask")
      for field in [
        "id", "version", "display_name", "create_time", "update_time", "delete_time",
        "extension_schema_version", "create_time.seconds",
      ] {
        try refused(
          "UpdateCustomer", pcrm.admin.updateRequest(made, [field]), .invalidArgument,
          "FIELD_READ_ONLY", field)
      }
      try refused(
        "UpdateCustomer",
        pcrm.admin.updateRequest(
          made.with {
            $0.version = 7; $0.language = "ko"
          }), .aborted, "VERSION_MISMATCH", "version")
      try refused(
        "UpdateCustomer", pcrm.admin.updateRequest(made.with { $0.names = [] }, ["names"]),
        .failedPrecondition, "NO_IDENTITY", "customer.names")
      try refused(
        "UpdateCustomer", pcrm.admin.updateRequest(made.with { $0.kind = .unspecified }, ["kind"]),
        .invalidArgument, "FIELD_REQUIRED", "customer.kind")
      try refused(
        "DeleteCustomer", make(DeleteCustomerRequest.self) { $0.id = nobody }, .notFound,
        "NOT_FOUND", "id")
      try refused(
        "DeleteCustomer",
        make(DeleteCustomerRequest.self) {
          $0.id = made.id; $0.version = 3
        }, .aborted, "VERSION_MISMATCH", "version")
      try refused(
        "UndeleteCustomer", make(UndeleteCustomerRequest.self) { $0.id = made.id },
        .failedPrecondition, "NOT_DELETED", "id")
      _ = try pcrm.admin.delete(other.id)
      try refused(
        "UpdateCustomer", pcrm.admin.updateRequest(other.with { $0.language = "ko" }),
        .failedPrecondition, "DELETED", "customer.id")
      try refused(
        "ListCustomers", make(ListCustomersRequest.self) { $0.pageSize = -1 }, .invalidArgument,
        "FIELD_OUT_OF_RANGE", "page_size")
      try refused(
        "ListCustomers", make(ListCustomersRequest.self) { $0.pageSize = 1001 }, .invalidArgument,
        "FIELD_OUT_OF_RANGE", "page_size")
      try refused(
        "ListCustomers", make(ListCustomersRequest.self) { $0.pageToken = "x" }, .invalidArgument,
        "PAGE_TOKEN_INVALID", "page_token")
      try refused(
        "ListCustomers", make(ListCustomersRequest.self) { $0.kind = CustomerKind(rawValue: 5) },
        .invalidArgument, "FIELD_MALFORMED", "kind")
      try refused(
        "LookupCustomer", LookupCustomerRequest(), .invalidArgument, "FIELD_REQUIRED", "key")
      try refused(
        "LookupCustomer", make(LookupCustomerRequest.self) { $0.key = .phone("12") },
        .invalidArgument, "FIELD_MALFORMED", "phone")
      try refused(
        "LookupCustomer",
        make(LookupCustomerRequest.self) {
          $0.key = .externalID(ExternalID(scheme: "", value: "1"))
        }, .invalidArgument, "FIELD_REQUIRED", "external_id.scheme")
      try refused(
        "SearchCustomers", SearchCustomersRequest(), .invalidArgument, "FIELD_REQUIRED", "query")
      try refused(
        "SearchCustomers",
        make(SearchCustomersRequest.self) { $0.query = String(repeating: "가", count: 201) },
        .invalidArgument, "FIELD_TOO_LONG", "query")
      try refused(
        "BulkUpsertCustomers", BulkUpsertCustomersRequest(), .invalidArgument, "FIELD_REQUIRED",
        "scheme")
      try refused(
        "BulkUpsertCustomers", make(BulkUpsertCustomersRequest.self) { $0.scheme = "a" },
        .invalidArgument, "FIELD_REQUIRED", "customers")
      try refused(
        "BulkUpsertCustomers",
        make(BulkUpsertCustomersRequest.self) {
          $0.scheme = "a"; $0.customers = Array(repeating: Customer(), count: 1001)
        }, .invalidArgument, "TOO_MANY_ITEMS", "customers")
      try refused(
        "BulkUpsertCustomers",
        make(BulkUpsertCustomersRequest.self) {
          $0.scheme = "a"; $0.customers = [.person()]; $0.updateMask = FieldMask(paths: ["x"])
        }, .invalidArgument, "MASK_PATH_UNKNOWN", "update_mask")
    }
  }
}

extension ContactPoint {
  fileprivate static func hours(
    _ from: Int32, _ to: Int32, _ weekdays: [Weekday] = []
  ) -> ContactPoint {
    var point = ContactPoint.mobile("010-0111-2222")
    var window = ContactWindow()
    window.fromMinute = from
    window.toMinute = to
    window.weekdays = weekdays
    point.preferredHours = [window]
    return point
  }
}

extension Extension {
  static func text(_ name: String, _ text: String) -> Extension {
    var field = Extension()
    field.name = name
    field.value = .text(text)
    return field
  }
}
