import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

struct DutyTests {
  /// Would catch a duty that does not begin, a case and a customer that name nobody or another, and a change that
  /// leaves no history.
  @Test func fromApprovalToClose() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let customer = try pcrm.admin.create(.person()).id
      let id = try pcrm.newCase(of: customer)
      #expect(try pcrm.admin.charge(id).staffID == StaffID(), "nobody before approval")
      let approval = pcrm.clock.now()
      try pcrm.begin(id, kim)
      #expect(try pcrm.stored(id).caseWorkerID == kim)
      var person = try pcrm.admin.get(customer)
      #expect(person.caseWorkerID == kim)
      #expect(person.version == 2)
      pcrm.clock.advance(seconds: 3600)
      let moved = try pcrm.admin.assign(id, to: lee)
      #expect(moved.cause == .assigned)
      person = try pcrm.admin.get(customer)
      #expect(person.caseWorkerID == lee)
      pcrm.clock.advance(seconds: 3600)
      let closing = pcrm.clock.now()
      try pcrm.close(id)
      #expect(try pcrm.admin.get(customer).caseWorkerID == StaffID())
      #expect(try pcrm.stored(id).caseWorkerID == StaffID())
      pcrm.clock.advance(seconds: 3600)
      try pcrm.begin(id, kim)
      let duties = try pcrm.admin.duties { $0.caseID = id }
      #expect(duties.map(\.staffID) == [kim, lee, StaffID(), kim])
      #expect(duties.map(\.cause) == [.opened, .assigned, .closed, .reopened])
      #expect(duties.map(\.version) == [2, 2, 2, 1])
      #expect(zip(duties, duties.dropFirst()).allSatisfy { $0.endTime == $1.startTime })
      #expect(duties.first?.startTime == approval)
      let times: [(Timestamp, StaffID)] = [
        (approval.adding(seconds: -1), StaffID()), (approval, kim),
        (approval.adding(seconds: 3599), kim), (approval.adding(seconds: 3600), lee),
        (closing, StaffID()), (closing.adding(seconds: 3600), kim),
      ]
      for (time, staff) in times {
        #expect(try pcrm.admin.charge(id, at: time).staffID == staff, "\(time.seconds)")
      }
      #expect(try pcrm.admin.duties { $0.staffID = kim }.count == 2)
      #expect(
        try pcrm.admin.duties {
          $0.staffID = kim; $0.currentOnly = true
        }.count == 1)
      #expect(try pcrm.admin.duties { $0.at = approval }.map(\.staffID) == [kim])
    }
  }

  /// Would catch a list that reads on and on past rows that are not for its caller.
  @Test func aListPassesSoManyRowsAndNoMore() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let kim = try pcrm.staff("김")
      for _ in 0..<3 {
        _ = try pcrm.newCase(
          of: try pcrm.admin.create(.person().with { $0.homeOfficeID = there }).id, with: kim)
      }
      let mine = try pcrm.newCase(
        of: try pcrm.admin.create(.person().with { $0.homeOfficeID = here }).id, with: kim)
      let reach = Caller(
        principal: pcrm.admin.principal, permissions: .all, scope: .offices([here]))
      let context = pcrm.context
      let answer = try pcrm.database.read { (reader) throws(Status) in
        try AssignmentService(context: context).listDuties(ListDutiesRequest(), reach, reader)
      }
      #expect(answer.duties.map(\.caseID) == [mine] && answer.nextPageToken.isEmpty)
      var rows = PageBuilder<Duty>(Page(size: 2, bytes: 1 << 20, after: []))
      var passed = 1
      while rows.pass(at: Int64(passed).position) { passed += 1 }
      #expect(passed == Reader.walkRowsMax)
      #expect(rows.next == Int64(passed).position, "the next page goes on there")
    }
  }

  /// Would catch a customer who names another worker than the cases have, by an edit or by an import.
  @Test func theCustomerFollowsTheDuty() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let customer = try pcrm.admin.create(
        .insured("77", "김").with { $0.caseWorkerID = lee }
      )
      func set(_ worker: StaffID) throws -> Refusal? {
        var request = UpdateCustomerRequest()
        request.customer = Customer.made {
          $0.id = customer.id
          $0.caseWorkerID = worker
        }
        request.updateMask = FieldMask(paths: ["case_worker_id"])
        return try pcrm.admin.refused("pcrm.v1.CustomerService/UpdateCustomer", request)
      }
      #expect(try set(kim) == nil, "without a case anybody may be named")
      let id = try pcrm.newCase(of: customer.id, with: lee)
      let held = Refusal(.failedPrecondition, "DUTY_HELD", "customer.case_worker_id")
      #expect(try set(kim) == held)
      #expect(try set(StaffID()) == held)
      #expect(try set(lee) == nil, "what holds may be said again")
      #expect(try pcrm.admin.get(customer.id).caseWorkerID == lee)
      var bulk = BulkUpsertCustomersRequest()
      bulk.scheme = "insured_number"
      bulk.customers = [.insured("77", "김").with { $0.caseWorkerID = kim }]
      let response: BulkUpsertCustomersResponse = try pcrm.admin.call(
        "pcrm.v1.CustomerService/BulkUpsertCustomers", bulk)
      #expect(response.failedCount == 1)
      try pcrm.close(id)
      #expect(try set(kim) == nil, "nobody is in charge any more")
    }
  }

  /// Would catch a second person in charge, a begin that is done twice, and one that changes versions for nothing.
  @Test func beginsOnce() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let customer = try pcrm.admin.create(.person()).id
      let id = try pcrm.newCase(of: customer, with: kim)
      let version = try pcrm.stored(id).version
      try pcrm.begin(id, kim)
      #expect(try pcrm.stored(id).version == version)
      #expect(throws: Status.precondition("DUTY_HELD", "case_worker_id", "")) {
        try pcrm.begin(id, lee)
      }
      #expect(try pcrm.admin.duties { $0.caseID = id }.count == 1)
    }
  }

  /// Would catch a customer whose worker jumps about with each case, or stays with a case that is closed.
  @Test func theOldestOpenCaseNamesTheCustomersWorker() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let customer = try pcrm.admin.create(.person()).id
      let first = try pcrm.newCase(of: customer, with: kim)
      pcrm.clock.advance(seconds: 60)
      let second = try pcrm.newCase(of: customer, with: lee)
      #expect(try pcrm.admin.get(customer).caseWorkerID == kim)
      try pcrm.close(first)
      #expect(try pcrm.admin.get(customer).caseWorkerID == lee)
      try pcrm.close(second)
      #expect(try pcrm.admin.get(customer).caseWorkerID == StaffID())
    }
  }

  /// Would catch changes in one instant, or after the clock was set back, that leave a gap or an overlap.
  @Test func theClockStandsStillAndGoesBack() throws {
    try withPCRM { pcrm in
      let staff = try (0..<3).map { try pcrm.staff("직원\($0)") }
      let id = try pcrm.newCase(of: try pcrm.admin.create(.person()).id, with: staff[0])
      try pcrm.admin.assign(id, to: staff[1])
      try pcrm.admin.assign(id, to: staff[2])
      pcrm.clock.advance(seconds: -500)
      try pcrm.admin.assign(id, to: staff[0])
      let duties = try pcrm.admin.duties { $0.caseID = id }
      #expect(duties.map(\.staffID) == [staff[0], staff[1], staff[2], staff[0]])
      #expect(zip(duties, duties.dropFirst()).allSatisfy { $0.endTime == $1.startTime })
      #expect(try pcrm.admin.charge(id).staffID == staff[0], "now is who holds the duty")
    }
  }

  /// Would catch a change that the feed does not tell of.
  @Test func theFeedTells() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let id = try pcrm.newCase(of: try pcrm.admin.create(.person()).id, with: kim)
      let duty = try pcrm.admin.assign(id, to: lee)
      let told = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT entity, fields FROM feed ORDER BY seq DESC LIMIT 4") {
          "\($0.integer(0)) \($0.text(1))"
        }
      }
      #expect(Set(told) == ["15 end_time", "15 ", "9 case_worker_id", "1 case_worker_id"])
      #expect(duty.version == 1)
    }
  }

  /// Would catch a schema that lets a gap or an overlap in, whatever the code above it does.
  @Test func theSchemaItselfRefuses() throws {
    try withPCRM { pcrm in
      let kim = try pcrm.staff("김")
      let customer = try pcrm.admin.create(.person()).id
      let id = try pcrm.newCase(of: customer, with: kim)
      pcrm.clock.advance(seconds: 1000)
      try pcrm.admin.assign(id, to: try pcrm.staff("이"))
      let start = try #require(try pcrm.admin.duties { $0.caseID = id }.first?.startTime)
      let now = pcrm.clock.now().microseconds
      let open = Int64.max
      // What stands: [start, now) and [now, open).
      let rows: [(String, from: Int64, to: Int64, previous: Int64?, next: Int64?)] = [
        ("a second that is open", now + 5, open, now + 5, nil),
        (
          "a second beginning", start.microseconds - 10, start.microseconds, nil, start.microseconds
        ),
        ("one inside another", start.microseconds + 5, now, start.microseconds + 5, now),
        ("one that overlaps the end", now - 5, now + 5, now - 5, now + 5),
        ("one after a gap", now + 9, now + 10, now + 9, now + 10),
        ("a beginning that is not the end before", now + 9, open, now, nil),
        ("one that ends before it begins", now, now - 1, now, now - 1),
        ("one that ends with nothing after", now + 1, now + 2, now + 1, nil),
      ]
      for (name, from, to, previous, next) in rows {
        let refused = refusal(pcrm) { (writer) throws(Status) in
          try writer.execute(
            """
            INSERT INTO case_duty (case_id, from_at, to_at, previous_to, next_from, id, customer,
              staff, cause, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, '')
            """, .id(id), .integer(from), .integer(to), previous.map { .integer($0) } ?? .null,
            next.map { .integer($0) } ?? .null, .id(writer.newID(DutyID.self)), .id(customer),
            .id(kim))
        }
        #expect(refused, "\(name)")
      }
      let changes: [(String, SQL)] = [
        (
          "a gap before", "UPDATE case_duty SET from_at = from_at + 1 WHERE previous_to IS NOT NULL"
        ),
        ("an earlier end", "UPDATE case_duty SET to_at = to_at - 1 WHERE next_from IS NOT NULL"),
        (
          "an end without successor",
          "UPDATE case_duty SET to_at = 9000000000000000, next_from = 9000000000000000 WHERE next_from IS NULL"
        ),
        ("the middle taken away", "DELETE FROM case_duty WHERE previous_to IS NULL"),
        ("the end taken away", "DELETE FROM case_duty WHERE next_from IS NULL"),
        ("nobody in charge", "UPDATE case_duty SET staff = NULL"),
      ]
      for (name, sql) in changes {
        let refused = refusal(pcrm) { (writer) throws(Status) in try writer.execute(sql) }
        #expect(refused, "\(name)")
      }
      #expect(try pcrm.admin.duties { $0.caseID = id }.count == 2, "nothing of it stayed")
    }
  }

  private func refusal(
    _ pcrm: PCRMFixture, _ body: @escaping @Sendable (inout Writer) throws(Status) -> Void
  ) -> Bool {
    do {
      try pcrm.database.write { (writer) throws(Status) -> Bool in
        try body(&writer)
        return true
      }
      return false
    } catch {
      return true
    }
  }

  /// Each row would catch a case that goes to somebody it must not go to.
  @Test func refused() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office("강남지사")
      let kim = try pcrm.staff("김", in: office)
      let gone = try pcrm.worker("전", office: office) { $0.activeTo = CivilDate(2026, 3, 2) }
      let later = try pcrm.worker("새", office: office) { $0.activeFrom = CivilDate(2026, 3, 3) }
      let far = try pcrm.staff("먼", in: try pcrm.office("부산지사"))
      let customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = office }).id
      let id = try pcrm.newCase(of: customer, with: kim, office: office)
      let before = try pcrm.newCase(of: customer, office: office)
      let closed = try pcrm.newCase(of: customer, with: kim, office: office)
      try pcrm.close(closed)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: office)
      let nobody = StaffID(high: 9, low: 9)
      let table: [(String, AssignCaseRequest, Refusal)] = [
        (
          "no case", .assigning(CaseID(), kim), .init(.invalidArgument, "FIELD_REQUIRED", "case_id")
        ),
        (
          "unknown case", .assigning(CaseID(high: 9, low: 9), kim),
          .init(.notFound, "NOT_FOUND", "case_id")
        ),
        (
          "nobody", .assigning(id, StaffID()), .init(.invalidArgument, "FIELD_REQUIRED", "staff_id")
        ),
        (
          "unknown staff", .assigning(id, nobody),
          .init(.failedPrecondition, "REFERENCE_MISSING", "staff_id")
        ),
        ("gone", .assigning(id, gone), .init(.failedPrecondition, "REFERENCE_MISSING", "staff_id")),
        (
          "not yet there", .assigning(id, later),
          .init(.failedPrecondition, "REFERENCE_MISSING", "staff_id")
        ),
        (
          "another office", .assigning(id, far),
          .init(.permissionDenied, "OUT_OF_SCOPE", "staff_id")
        ),
        (
          "no reason", .assigning(id, kim, " "), .init(.invalidArgument, "FIELD_REQUIRED", "reason")
        ),
        (
          "a long reason", .assigning(id, kim, String(repeating: "가", count: 501)),
          .init(.invalidArgument, "FIELD_TOO_LONG", "reason")
        ),
        ("no duty", .assigning(before, kim), .init(.failedPrecondition, "NO_DUTY", "case_id")),
        ("closed", .assigning(closed, kim), .init(.failedPrecondition, "CASE_CLOSED", "case_id")),
      ]
      for (name, request, expected) in table {
        #expect(try manager.denied("AssignCase", request) == expected, "\(name)")
      }
      let consent = try pcrm.admin.denied("AssignCase", AssignCaseRequest.assigning(id, far))
      #expect(consent == .init(.failedPrecondition, "CONSENT_MISSING", "purpose"))
      let counsellor = try pcrm.caller(as: .counsellor)
      #expect(
        try counsellor.denied("AssignCase", AssignCaseRequest.assigning(id, kim))?.reason
          == "PERMISSION_MISSING")
    }
  }

  /// Would catch duties of customers out of reach, and pages that lose or repeat rows.
  @Test func listsByScopeAndPage() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let kim = try pcrm.staff("김", in: here)
      var ids: [CaseID] = []
      for place in 0..<5 {
        let customer = try pcrm.admin.create(
          .person().with { $0.homeOfficeID = place < 3 ? here : there })
        ids.append(try pcrm.newCase(of: customer.id, with: kim))
      }
      let manager = try pcrm.caller(as: .manager, scope: .office, office: here)
      #expect(try manager.duties().map(\.caseID) == Array(ids.prefix(3)))
      #expect(
        try manager.denied("WhoIsInCharge", WhoIsInChargeRequest.made { $0.caseID = ids[4] })
          == .init(.notFound, "NOT_FOUND", "case_id"))
      var request = ListDutiesRequest()
      request.pageSize = 2
      var seen: [CaseID] = []
      repeat {
        let page: ListDutiesResponse = try pcrm.admin.ask("ListDuties", request)
        seen += page.duties.map(\.caseID)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(seen == ids)
    }
  }

  /// Would catch shares that count closed time, count workers instead of time, or mix cases.
  @Test func continuity() throws {
    try withPCRM { pcrm in
      let (kim, lee) = (try pcrm.staff("김"), try pcrm.staff("이"))
      let customer = try pcrm.admin.create(.person()).id
      let steady = try pcrm.newCase(of: customer, with: kim)
      let moved = try pcrm.newCase(of: customer, with: kim)
      pcrm.clock.advance(seconds: 300)
      try pcrm.admin.assign(moved, to: lee)
      pcrm.clock.advance(seconds: 100)
      try pcrm.close(moved)
      pcrm.clock.advance(seconds: 600)
      let one: Continuity = try pcrm.admin.ask(
        "GetContinuity", GetContinuityRequest.made { $0.caseID = moved })
      #expect(one.cases == 1 && one.casesWithOneWorker == 0 && one.changes == 1)
      #expect(one.longestWorkerShareE6 == 750_000)
      #expect(one.seconds == 400)
      let all: Continuity = try pcrm.admin.ask("GetContinuity", GetContinuityRequest())
      #expect(all.cases == 2 && all.casesWithOneWorker == 1)
      #expect(all.longestWorkerShareE6 == 875_000)
      #expect(all.seconds == 1400)
      let own: Continuity = try pcrm.admin.ask(
        "GetContinuity", GetContinuityRequest.made { $0.caseID = steady })
      #expect(own.longestWorkerShareE6 == 1_000_000)
      for (id, staff) in [(moved, kim), (moved, lee), (moved, lee), (steady, kim)] {
        try meet(pcrm, customer, id, staff)
      }
      let met: Continuity = try pcrm.admin.ask(
        "GetContinuity",
        GetContinuityRequest.made { $0.toTime = pcrm.clock.now().adding(seconds: 1) })
      #expect(met.contacts == 4 && met.contactsWithMostMet == 3)
    }
  }

  /// A touchpoint at which somebody met the customer of a case.
  private func meet(
    _ pcrm: PCRMFixture, _ customer: CustomerID, _ id: CaseID, _ staff: StaffID
  ) throws {
    try pcrm.database.write { (writer) throws(Status) in
      var touchpoint = Touchpoint()
      touchpoint.id = writer.newID()
      touchpoint.version = 1
      touchpoint.caseID = id
      touchpoint.customerID = customer
      touchpoint.code = "visit"
      touchpoint.stage = "first_care"
      touchpoint.state = .done
      touchpoint.occurrence = 1
      touchpoint.endTime = writer.now
      touchpoint.typeVersion = 1
      touchpoint.updateTime = writer.now
      touchpoint.staffID = staff
      try writer.insert(touchpoint)
    }
  }
}
