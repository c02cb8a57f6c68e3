import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct ReorganisationTests {
  /// Four teams become three while cases go on: who was in charge in which team can be told for every day, before and
  /// after, and no case is without a worker. Would catch a tree, a duty or a routing that forgets the past.
  @Test func fourTeamsBecomeThree() throws {
    let clock = ManualClock(Timestamp(seconds: 1_259_593_200, nanos: 0))  // 1 December 2009, Seoul
    try withPCRM(clock: clock) { pcrm in
      let admin = pcrm.admin
      let turn = CivilDate(2010, 1, 1)
      let office = try admin.createUnit("강남지사", code: "11")
      func team(_ code: String, from: CivilDate? = nil, to: CivilDate? = nil) throws -> UnitID {
        try admin.createUnit(
          code, kind: .team, code: "11-" + code, under: office.id, from: from, to: to
        ).id
      }
      _ = try team("investigation", to: turn)
      let field = try team("field_service", to: turn)
      let payment = try team("payment", to: turn)
      _ = try team("rehabilitation")
      _ = try team("counselling", from: turn)
      let support = try team("care_support", from: turn)
      try admin.apply(.agency())
      let kim = try pcrm.worker("김", team: field, office: office.id)
      let lee = try pcrm.worker("이", team: payment, office: office.id)
      let customer = try admin.create(.person().with { $0.homeOfficeID = office.id }).id
      let stays = try pcrm.newCase(of: customer, with: kim, office: office.id)
      let moves = try pcrm.newCase(of: customer, with: lee, office: office.id)
      let before = clock.now()

      clock.advance(seconds: 31 * 86_400)
      try admin.update(kim, ["team_id"]) { $0.teamID = support }
      // Kim keeps the case, in the new team; Lee leaves, and hands over to it.
      let kept = try admin.assign(stays, to: kim, "reorganisation")
      #expect(kept.cause == .reorganised && kept.staffID == kim && kept.teamID == support)
      let proposed = try admin.propose(moves, team: support)
      _ = try pcrm.caller(as: .counsellor, staff: kim).accept(proposed.id)

      #expect(try admin.tree(CivilDate(2009, 12, 31)).count == 5)
      #expect(try admin.tree(turn).count == 4)
      #expect(try admin.charge(stays, at: before).duty?.teamID == field)
      #expect(try admin.charge(moves, at: before).duty?.teamID == payment)
      #expect(try admin.charge(moves, at: before).staffID == lee)
      #expect(try admin.charge(moves).duty?.teamID == support)
      #expect(try admin.duties { $0.teamID = payment }.map(\.caseID) == [moves])
      #expect(
        try admin.duties {
          $0.teamID = support; $0.currentOnly = true
        }.count == 2)
      for (day, teams, units) in [
        (CivilDate(2009, 12, 31), ["payment"], [payment]), (turn, ["care_support"], [support]),
      ] {
        let routed = try admin.route(stays, "wage_change", on: day)
        #expect(routed.map(\.teams) == [teams] && routed.first?.unitIDs == units)
      }
      // The same worker in another team is continuity; another worker is not.
      let steady: Continuity = try admin.ask(
        "GetContinuity", GetContinuityRequest.made { $0.caseID = stays })
      #expect(steady.casesWithOneWorker == 1 && steady.changes == 0)
    }
  }
}
