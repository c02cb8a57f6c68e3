import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

/// The sample population: the same for the same seed, and as good as what comes over the wire.
struct CustomersSampleTests {
  @Test func repeats() {
    var (one, same, other) = (
      CustomerSample(seed: 5), CustomerSample(seed: 5), CustomerSample(seed: 6)
    )
    for _ in 0..<100 {
      let household = one.household()
      #expect(household.customers == same.household().customers)
      #expect(household.customers != other.household().customers)
    }
  }

  @Test func breaksNoRule() throws {
    var sample = CustomerSample(seed: 7)
    var ids: [CustomerID] = []
    var numbers: Set<String> = []
    var firms = 0
    for _ in 0..<2000 {
      for customer in sample.household().customers {
        try customer.check()
        var composed = customer
        composed.compose()
        #expect(composed == customer)
        ids.append(customer.id)
        numbers.insert(customer.externalIDs[0].value)
        if customer.kind == .organisation { firms += 1 }
        for point in customer.contactPoints {
          let digits = PhoneNumber.digits(point.value)
          let exchange = digits.hasPrefix("02") ? digits.dropFirst(2) : digits.dropFirst(3)
          #expect(exchange.first == "0", "a number that somebody could have")
        }
      }
    }
    #expect(ids == ids.sorted() && Set(ids).count == ids.count && numbers.count == ids.count)
    #expect((40...160).contains(firms), "about one household in twenty")
  }

  @Test func loaded() throws {
    try withPCRM { pcrm in
      try CustomerLoad.sample(customers: 1500, seed: 3, into: pcrm.database)
      let customers = try pcrm.admin.list(size: 1000)
      #expect(customers.count == 1500)
      let findings = try pcrm.database.read { (reader) throws(Status) in try reader.checkCustomers()
      }
      #expect(findings.isEmpty)
      let one = customers[77]
      #expect(
        try pcrm.admin.lookup("insured_number", one.externalIDs[0].value) == [one]
          || one.kind == .organisation)
      #expect(try pcrm.admin.search(one.displayName).map(\.id).contains(one.id))
      #expect(try pcrm.admin.list(size: 1000) { $0.homeOfficeID = one.homeOfficeID }.contains(one))
      // A loaded customer is written to like any other.
      #expect(try pcrm.admin.update(one.with { $0.language = "en" }).version == 2)
    }
  }
}
