@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// What rules ask about a customer is beside the document, and follows it.
struct CustomerFactsTests {
  @Test func derived() {
    var customer = Customer.person()
    var far = Address()
    far.region = "부산광역시"
    var near = far
    near.region = "서울특별시"
    near.locality = "중구"
    near.postalCode = "04524"
    near.primary = true
    customer.addresses = [far, near]
    var mail = ContactPoint()
    mail.kind = .email
    mail.value = "a@b.kr"
    mail.doNotContact = true
    customer.contactPoints = [.mobile("010-0123-4567"), mail]
    customer.tags = ["vip", "new"]
    customer.extensions = [
      .of("tenure", .integer(3)), .of("charge", .decimal("-12.50")),
      .of("paperless", .boolean(true)),
      .of("joined", .date(CivilDate(2024, 2, 29))), .of("empty", .text("")),
      .of("zero", .text("a\0b")),
      .of("late", .time(Timestamp(seconds: 300_000_000_000, nanos: 0))),
    ]
    let facts = CustomerFacts(customer)
    #expect(facts.region == "서울특별시" && facts.district == "중구" && facts.postalCode == "04524")
    #expect(facts.contactKinds == 0b101, "an address and a mobile phone; not what must not be used")
    #expect(
      facts.rows == [
        .init(name: ":tags", place: 0, value: .text("vip")),
        .init(name: ":tags", place: 1, value: .text("new")),
        .init(name: "tenure", place: 0, value: .number(3)),
        .init(name: "charge", place: 0, value: .real(-12.5)),
        .init(name: "paperless", place: 0, value: .number(1)),
        .init(name: "joined", place: 0, value: .number(20_240_229)),
      ], "what is empty, or what no store can compare, is missing")
  }

  /// A folder from before is filled in by the timer, a bit at a time, while customers are written.
  @Test func filledIn() throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: 8)
      for _ in 0..<350 { _ = try pcrm.admin.create(.random(&random)) }
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute(
          "UPDATE customer SET contact_kinds = NULL, birth_day = NULL, region = NULL, district = NULL, postal_code = NULL"
        )
        try writer.execute("DELETE FROM customer_fact")
        try writer.schedule(FactsFill.kind, at: Timestamp())
      }
      #expect(try !pcrm.hasAllFacts)
      // One that is written meanwhile may lack rows until its turn has come.
      let changed = try pcrm.admin.list(size: 1000).last { $0.tags.count > 1 }
      _ = try pcrm.admin.update(try #require(changed).with { $0.tags.append("more") })
      #expect(try pcrm.findings.isEmpty)
      let jobs = JobRunner(database: pcrm.database, clock: pcrm.clock)
      PCRM.handleTimers(jobs)
      while jobs.runRound() > 0 {}
      #expect(try pcrm.hasAllFacts)
      #expect(try pcrm.findings.isEmpty)
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("UPDATE customer_fact SET text = text || 'x' WHERE name = ':tags'")
      }
      #expect(try pcrm.findings.contains { $0.contains("customer_fact") })
    }
  }

  /// New days, years' ends and leap months of the lunar calendar, as everybody in Korea has kept them.
  @Test(
    arguments: [
      (CivilDate(2024, 1, 1), 20_240_210), (CivilDate(2020, 1, 1), 20_200_125),
      (CivilDate(2023, 8, 15), 20_230_929), (CivilDate(2025, 8, 15), 20_251_006),
      (CivilDate(1950, 1, 1), 19_500_217), (CivilDate(2012, 4, 1), 20_120_521),
    ] as [(CivilDate, Int64)])
  func lunarDays(_ day: CivilDate, _ solar: Int64) {
    var day = day
    day.calendar = .lunar
    #expect(day.solarDay?.number == solar)
  }

  @Test func leapMonths() {
    func solar(_ year: Int32, _ month: Int32, _ day: Int32) -> Int64? {
      var date = CivilDate(year, month, day)
      date.calendar = .lunarLeap
      return date.solarDay?.number
    }
    #expect(solar(2020, 4, 1) == 20_200_523)
    #expect(solar(2023, 2, 1) == 20_230_322)
    #expect(solar(2017, 5, 1) == 20_170_624)
    #expect(solar(2021, 4, 1) == nil, "that year had no leap month")
    #expect(solar(2020, 4, 30) == nil, "the leap month had 29 days")
  }

  /// All days of 170 years, against a checksum of what the tables' source makes of them.
  @Test func allLunarDays() {
    var (sum, count): (UInt64, Int) = (0, 0)
    for year in Int32(1880)..<2050 {
      for month in Int32(1)...12 {
        for calendar in [Calendar.lunar, .lunarLeap] {
          for day in Int32(1)...30 {
            var date = CivilDate(year, month, day)
            date.calendar = calendar
            guard let solar = date.solarDay else { continue }
            sum = sum &* 31 &+ UInt64(solar.number)
            count += 1
          }
        }
      }
    }
    #expect(count == 62_074 && sum == 0x8913_ff8b_b86a_e942)
  }
}

extension Extension {
  static func of(_ name: String, _ value: Extension.Value) -> Extension {
    var field = Extension()
    field.name = name
    field.value = value
    return field
  }
}

extension PCRMFixture {
  fileprivate var hasAllFacts: Bool {
    get throws { try database.read { (reader) throws(Status) in try reader.hasAllFacts() } }
  }

  fileprivate var findings: [String] {
    get throws { try database.read { (reader) throws(Status) in try reader.checkCustomers() } }
  }
}
