import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

/// Pages under writes: whoever is there from the first page to the last is listed once.
struct CustomersPagingTests {
  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func stableUnderWrites(seed: UInt64) throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: seed)
      let offices = try (0..<3).map { try pcrm.office("지사\($0)") }
      let workers = try (0..<2).map { _ in try pcrm.staff(in: offices[0]) }
      var living: [CustomerID: Customer] = [:]
      func draft() -> Customer {
        .person().with {
          $0.kind = random.once(in: 4) ? .organisation : .person
          $0.homeOfficeID = random.pick(offices)
          $0.caseWorkerID = random.pick(workers)
        }
      }
      for _ in 0..<60 {
        pcrm.clock.advance(seconds: 1)
        let made = try pcrm.admin.create(draft())
        living[made.id] = made
      }
      let callers = [
        pcrm.admin, try pcrm.caller(as: .manager, scope: .office, office: offices[0]),
        try pcrm.caller(as: .manager, scope: .own, staff: workers[0]),
      ]
      for _ in 0..<12 {
        let caller = random.pick(callers)
        var request = ListCustomersRequest()
        request.pageSize = Int32(random.pick([1, 2, 7, 50]))
        if random.once(in: 2) { request.homeOfficeID = random.pick(offices) }
        if random.once(in: 3) { request.caseWorkerID = random.pick(workers) }
        if random.once(in: 3) { request.kind = .organisation }
        let before = Set(try caller.list { $0 = request.with { $0.pageSize = 50 } }.map(\.id))
        var seen: [CustomerID] = []
        var gone: Set<CustomerID> = []
        repeat {
          let page: ListCustomersResponse = try caller.call(
            "pcrm.v1.CustomerService/ListCustomers", request)
          seen += page.customers.map(\.id)
          request.pageToken = page.nextPageToken
          // Somebody else writes between the pages.
          let made = try pcrm.admin.create(draft())
          living[made.id] = made
          if let victim = living.keys.sorted().randomElement(using: &random) {
            _ = try pcrm.admin.delete(victim)
            living[victim] = nil
            gone.insert(victim)
          }
          if let changed = living.keys.sorted().randomElement(using: &random) {
            _ = try pcrm.admin.update(
              .person("박\(random.next() % 100)").with { $0.id = changed }, ["names"])
          }
        } while !request.pageToken.isEmpty
        #expect(seen == seen.sorted(), "seed \(seed): in the order of their ids")
        #expect(Set(seen).count == seen.count, "seed \(seed): nobody twice")
        #expect(before.subtracting(gone).isSubset(of: seen), "seed \(seed): nobody left out")
      }
    }
  }

  @Test func filters() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let worker = try pcrm.staff(in: here)
      var made: [Customer] = []
      for index in 0..<24 {
        pcrm.clock.advance(seconds: 10)
        made.append(
          try pcrm.admin.create(
            .person().with {
              $0.kind = index % 4 == 0 ? .organisation : .person
              $0.homeOfficeID = index % 2 == 0 ? here : there
              if index % 3 == 0 { $0.caseWorkerID = worker }
            }))
      }
      let since = made[12].createTime
      for bits in 0..<16 {
        let (office, who) = (bits & 1 == 0 ? UnitID() : here, bits & 2 == 0 ? StaffID() : worker)
        let kind: CustomerKind = bits & 4 == 0 ? .unspecified : .organisation
        let time = bits & 8 == 0 ? nil : since
        let expected = made.filter {
          (office.isEmpty || $0.homeOfficeID == office)
            && (who.isEmpty || $0.caseWorkerID == who)
            && (kind == .unspecified || $0.kind == kind)
            && ($0.updateTime?.microseconds ?? 0) >= time?.microseconds ?? 0
        }
        let listed = try pcrm.admin.list(size: 5) {
          $0.homeOfficeID = office
          $0.caseWorkerID = who
          $0.kind = kind
          $0.changedSince = time
        }
        #expect(listed == expected, "filters \(bits)")
      }
    }
  }

  /// A token is for one caller and one list.
  @Test func tokens() throws {
    try withPCRM { pcrm in
      for _ in 0..<3 { _ = try pcrm.admin.create(.person()) }
      var request = ListCustomersRequest()
      request.pageSize = 1
      let path = "pcrm.v1.CustomerService/ListCustomers"
      let page: ListCustomersResponse = try pcrm.admin.call(path, request)
      request.pageToken = page.nextPageToken
      #expect(try pcrm.admin.refusal(path, request) == nil)
      #expect(
        try pcrm.caller(as: .manager).refusal(path, request)?.info.reason == "PAGE_TOKEN_INVALID")
      request.kind = .person
      #expect(try pcrm.admin.refusal(path, request)?.info.reason == "PAGE_TOKEN_INVALID")
    }
  }

  @Test func aPageEndsAtAMebibyte() throws {
    try withPCRM { pcrm in
      var property = ImportedProperty()
      property.value = String(repeating: "x", count: 300_000)
      for _ in 0..<5 {
        _ = try pcrm.admin.create(.person().with { $0.importedProperties = [property] })
      }
      var request = ListCustomersRequest()
      request.pageSize = 1000
      let page: ListCustomersResponse = try pcrm.admin.call(
        "pcrm.v1.CustomerService/ListCustomers", request)
      #expect(page.customers.count == 3 && !page.nextPageToken.isEmpty)
      #expect(try pcrm.admin.list(size: 1000).count == 5)
    }
  }
}

extension ListCustomersRequest {
  fileprivate func with(_ change: (inout ListCustomersRequest) -> Void) -> ListCustomersRequest {
    var copy = self
    change(&copy)
    return copy
  }
}
