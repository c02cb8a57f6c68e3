import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

struct HandOverTests {
  /// An agency with two offices, a vendor, and a case in the charge of Kim.
  private struct Agency {
    let here, there, team, vendorTeam: UnitID
    let kim, lee, park, far, partner: StaffID
    let customer: CustomerID
    let id: CaseID

    init(_ pcrm: PCRMFixture) throws {
      here = try pcrm.office("강남지사")
      there = try pcrm.office("부산지사")
      team = try pcrm.office("요양팀", kind: .team, under: here)
      let vendor = try pcrm.office("위탁사", kind: .vendor)
      vendorTeam = try pcrm.office("위탁팀", kind: .team, under: vendor)
      kim = try pcrm.worker("김", office: here)
      lee = try pcrm.worker("이", team: team, office: here)
      park = try pcrm.worker("박", team: team, office: here)
      far = try pcrm.worker("최", office: there)
      partner = try pcrm.worker("정", team: vendorTeam)
      let home = here
      customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = home }).id
      id = try pcrm.newCase(of: customer, with: kim, office: here)
    }
  }

  private func caller(_ pcrm: PCRMFixture, _ staff: StaffID) throws -> TestCaller {
    try pcrm.caller(as: .counsellor, scope: .own, staff: staff)
  }

  /// Would catch a case that changes hands before it is accepted, or that the receiver cannot see to accept.
  @Test func accepted() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let (kim, lee) = (try caller(pcrm, agency.kim), try caller(pcrm, agency.lee))
      let proposed = try kim.propose(agency.id, to: agency.lee)
      #expect(proposed.state == .proposed && proposed.reach == .office)
      #expect(proposed.expireTime == pcrm.clock.now().adding(seconds: 72 * 3600))
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.kim)
      #expect(try lee.handOvers { $0.toStaffID = agency.lee }.map(\.id) == [proposed.id])
      #expect(try lee.handOver(proposed.id) == proposed)
      pcrm.clock.advance(seconds: 60)
      let accepted = try lee.accept(proposed.id)
      #expect(accepted.state == .accepted && accepted.acceptedByStaffID == agency.lee)
      #expect(accepted.version == 2)
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.lee)
      #expect(try lee.get(agency.customer).caseWorkerID == agency.lee, "the customer is theirs now")
      #expect(
        try kim.handOver(proposed.id).state == .accepted, "who handed over sees what became of it")
      let duties = try pcrm.admin.duties { $0.caseID = agency.id }
      #expect(duties.map(\.cause) == [.opened, .handedOver])
      #expect(duties.last?.teamID == agency.team)
    }
  }

  /// Would catch a case that leaves its office, and so needs no consent any more, by an edit of the case.
  @Test func noEditTakesACaseOutOfItsOffice() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      func move() throws -> Refusal? {
        try pcrm.admin.casesRefusal("UpdateCase", UpdateCaseRequest.self) {
          $0.case = .made {
            $0.id = agency.id
            $0.officeID = agency.there
          }
          $0.updateMask = FieldMask(paths: ["office_id"])
        }
      }
      #expect(try move() == .init(.failedPrecondition, "DUTY_HELD", "case.office_id"))
      #expect(
        try pcrm.admin.denied("AssignCase", AssignCaseRequest.assigning(agency.id, agency.far))?
          .reason == "CONSENT_MISSING")
      try pcrm.close(agency.id)
      #expect(try pcrm.stored(agency.id).officeID == agency.here)
    }
  }

  /// Would catch a case that falls between: whatever the answer, Kim stays in charge until another has it.
  @Test func declinedWithdrawnExpiredClosed() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let (kim, lee) = (try caller(pcrm, agency.kim), try caller(pcrm, agency.lee))
      let declined = try lee.decline(try kim.propose(agency.id, to: agency.lee).id)
      #expect(declined.state == .declined && declined.decisionReason == "too many")
      let withdrawn = try kim.withdraw(try kim.propose(agency.id, to: agency.lee).id)
      #expect(withdrawn.state == .withdrawn)
      let late = try kim.propose(agency.id, to: agency.lee) {
        $0.expireTime = pcrm.clock.now().adding(seconds: 10)
      }
      pcrm.clock.advance(seconds: 9)
      pcrm.runTimers()
      #expect(try kim.handOver(late.id).state == .proposed)
      pcrm.clock.advance(seconds: 1)
      let refused = try lee.denied("AcceptHandOver", AcceptHandOverRequest.made { $0.id = late.id })
      #expect(refused == .init(.failedPrecondition, "HAND_OVER_DECIDED", "id"), "late is late")
      pcrm.runTimers()
      #expect(try kim.handOver(late.id).state == .expired)
      let lines = try pcrm.admin.audit { $0.entityType = .handOver }
        .filter { $0.method == "timer/expire_hand_over" }
      #expect(lines.map(\.principalID) == [Caller.clock.principal], "nobody did it but the clock")
      #expect(lines.map(\.peer) == ["clock"] && lines.map(\.entityID) == [late.id.description])
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.kim)
      let open = try kim.propose(agency.id, to: agency.lee)
      try pcrm.admin.assign(agency.id, to: agency.park)
      #expect(try kim.handOver(open.id).state == .withdrawn, "its duty is over")
      let park = try caller(pcrm, agency.park)
      let ended = try park.propose(agency.id, to: agency.lee)
      try pcrm.close(agency.id)
      #expect(try park.handOver(ended.id).state == .withdrawn, "its case is closed")
      #expect(
        try lee.denied("AcceptHandOver", AcceptHandOverRequest.made { $0.id = ended.id })
          == .init(.failedPrecondition, "HAND_OVER_DECIDED", "id"))
    }
  }

  /// Would catch an expiry that leaves no line in the feed.
  @Test func anExpiryIsTold() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      _ = try pcrm.admin.propose(agency.id, to: agency.lee)
      func lines() throws -> Int64? {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM feed WHERE entity = 17") { $0.integer(0) }
        }
      }
      #expect(try lines() == 1)
      pcrm.clock.advance(seconds: 72 * 3600)
      pcrm.runTimers()
      #expect(try lines() == 2)
    }
  }

  /// Would catch a team whose members do not see it, and a case that two of them get.
  @Test func toATeam() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let (lee, park) = (try caller(pcrm, agency.lee), try caller(pcrm, agency.park))
      let far = try caller(pcrm, agency.far)
      let proposed = try pcrm.admin.propose(agency.id, team: agency.team)
      #expect(try lee.handOvers { $0.toTeamID = agency.team }.count == 1)
      #expect(try park.handOvers { $0.toStaffID = agency.park }.count == 1, "by the team")
      #expect(try far.handOvers().isEmpty)
      #expect(
        try far.denied("AcceptHandOver", AcceptHandOverRequest.made { $0.id = proposed.id })
          == .init(.notFound, "NOT_FOUND", "id"))
      _ = try park.accept(proposed.id)
      #expect(
        try lee.denied("AcceptHandOver", AcceptHandOverRequest.made { $0.id = proposed.id })
          == .init(.failedPrecondition, "HAND_OVER_DECIDED", "id"))
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.park)
    }
  }

  /// Would catch data that leaves an office, or the agency, without the customer's consent, or after it was withdrawn.
  @Test func consent() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let kim = try caller(pcrm, agency.kim)
      let missing = Refusal(.failedPrecondition, "CONSENT_MISSING", "purpose")
      let toFar = ProposeHandOverRequest.proposing(agency.id, agency.far) { _ in }
      let toPartner = ProposeHandOverRequest.proposing(agency.id, StaffID(), agency.vendorTeam) {
        _ in
      }
      #expect(try kim.denied("ProposeHandOver", toFar) == missing)
      let given = try pcrm.admin.record(agency.customer, "hand_over")
      #expect(try kim.denied("ProposeHandOver", toPartner) == missing, "a partner needs its own")
      let proposed = try kim.propose(agency.id, to: agency.far) { $0.movesCustomer = true }
      #expect(proposed.reach == .otherOffice && proposed.consentID == given.id)
      let far = try caller(pcrm, agency.far)
      pcrm.clock.advance(seconds: 1)
      _ = try pcrm.admin.record(agency.customer, "hand_over", .unspecified, .withdrawn)
      let accept = AcceptHandOverRequest.made { $0.id = proposed.id }
      #expect(try far.denied("AcceptHandOver", accept) == missing, "it was withdrawn meanwhile")
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.kim)
      pcrm.clock.advance(seconds: 1)
      _ = try pcrm.admin.record(agency.customer, "hand_over")
      _ = try far.accept(proposed.id)
      let document = try pcrm.stored(agency.id)
      #expect(document.officeID == agency.there && document.caseWorkerID == agency.far)
      #expect(try far.get(agency.customer).homeOfficeID == agency.there)
      _ = try pcrm.admin.record(agency.customer, "hand_over_partner")
      let partner = try far.propose(agency.id, team: agency.vendorTeam)
      #expect(partner.reach == .partner)
      _ = try caller(pcrm, agency.partner).accept(partner.id)
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.partner)
    }
  }

  /// Would catch a purpose or a time that is a constant in code.
  @Test func rulesAreData() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      try pcrm.admin.apply(
        DutyMatrix.made {
          $0.handOver = .made {
            $0.consentPurpose = "referral"
            $0.hours = 2
          }
        })
      _ = try pcrm.admin.record(agency.customer, "referral")
      let proposed = try pcrm.admin.propose(agency.id, to: agency.far)
      #expect(proposed.expireTime == pcrm.clock.now().adding(seconds: 7200))
    }
  }

  /// Would catch a deputy who cannot act while the worker is away.
  @Test func aDeputyMayPropose() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let park = try pcrm.caller(as: .counsellor, staff: agency.park)
      let request = ProposeHandOverRequest.proposing(agency.id, agency.lee) { _ in }
      #expect(
        try park.denied("ProposeHandOver", request)
          == .init(.permissionDenied, "OUT_OF_SCOPE", "case_id"))
      try pcrm.admin.absent(agency.kim, [agency.park], from: pcrm.clock.now())
      #expect(try park.denied("ProposeHandOver", request) == nil)
    }
  }

  /// Each row would catch a proposal that is not refused.
  @Test func refused() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let kim = try caller(pcrm, agency.kim)
      let now = pcrm.clock.now()
      let table: [(String, Refusal, (inout ProposeHandOverRequest) -> Void)] = [
        ("reason", .init(.invalidArgument, "FIELD_REQUIRED", "reason"), { $0.reason = "" }),
        ("case", .init(.invalidArgument, "FIELD_REQUIRED", "case_id"), { $0.caseID = .init() }),
        (
          "unknown case", .init(.notFound, "NOT_FOUND", "case_id"),
          { $0.caseID = .init(high: 9, low: 9) }
        ),
        (
          "nobody", .init(.invalidArgument, "FIELD_REQUIRED", "to_staff_id"),
          { $0.toStaffID = .init() }
        ),
        (
          "oneself", .init(.invalidArgument, "FIELD_MALFORMED", "to_staff_id"),
          { $0.toStaffID = agency.kim }
        ),
        (
          "both", .init(.invalidArgument, "FIELD_MALFORMED", "to_team_id"),
          { $0.toTeamID = agency.team }
        ),
        (
          "no team", .init(.failedPrecondition, "REFERENCE_MISSING", "to_team_id"),
          {
            $0.toStaffID = .init()
            $0.toTeamID = agency.here
          }
        ),
        (
          "unknown staff", .init(.failedPrecondition, "REFERENCE_MISSING", "to_staff_id"),
          { $0.toStaffID = .init(high: 9, low: 9) }
        ),
        (
          "past", .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "expire_time"),
          { $0.expireTime = now }
        ),
        (
          "far future", .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "expire_time"),
          { $0.expireTime = now.adding(seconds: 400 * 86_400) }
        ),
      ]
      for (name, expected, change) in table {
        let request = ProposeHandOverRequest.proposing(agency.id, agency.lee, UnitID(), change)
        #expect(try kim.denied("ProposeHandOver", request) == expected, "\(name)")
      }
    }
  }

  /// Would catch an answer of somebody whom it was not proposed to, or to a state that is no more.
  @Test func answersRefused() throws {
    try withPCRM { pcrm in
      let agency = try Agency(pcrm)
      let kim = try caller(pcrm, agency.kim)
      let open = try kim.propose(agency.id, to: agency.lee)
      let again = ProposeHandOverRequest.proposing(agency.id, agency.park) { _ in }
      #expect(
        try kim.denied("ProposeHandOver", again)
          == .init(.failedPrecondition, "HAND_OVER_PENDING", "case_id"))
      let answer = AcceptHandOverRequest.made { $0.id = open.id }
      let notTheirs = Refusal(.permissionDenied, "OUT_OF_SCOPE", "id")
      #expect(try kim.denied("AcceptHandOver", answer) == notTheirs)
      #expect(try pcrm.admin.denied("AcceptHandOver", answer) == notTheirs)
      let lee = try caller(pcrm, agency.lee)
      let withdrawal = WithdrawHandOverRequest.made { $0.id = open.id }
      #expect(try lee.denied("WithdrawHandOver", withdrawal) == notTheirs)
      let stale = AcceptHandOverRequest.made {
        $0.id = open.id
        $0.version = 7
      }
      #expect(
        try lee.denied("AcceptHandOver", stale) == .init(.aborted, "VERSION_MISMATCH", "version"))
      let mute = DeclineHandOverRequest.made { $0.id = open.id }
      #expect(
        try lee.denied("DeclineHandOver", mute)
          == .init(.invalidArgument, "FIELD_REQUIRED", "reason"))
      let unknown = GetHandOverRequest.made { $0.id = .init(high: 9, low: 9) }
      #expect(try lee.denied("GetHandOver", unknown) == .init(.notFound, "NOT_FOUND", "id"))
      #expect(try pcrm.admin.charge(agency.id).staffID == agency.kim)
    }
  }
}
