import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

@testable import PCRM

private typealias World = VisitWorld

/// Whose time may be taken by whom, and what those see who stand in for others.
struct VisitCompanyTests {
  /// Would catch that somebody without the right to book others takes their time by naming them as participants.
  @Test func participantsAreBookedByRight() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let away = try pcrm.staff("최가람", in: try pcrm.office("부산지사"))
      func with(_ staff: StaffID) -> (inout Visit) -> Void {
        {
          var companion = VisitParticipant()
          companion.staffID = staff
          companion.role = "interpreter"
          $0.participants = [companion]
        }
      }
      let field = "visit.participants[0].staff_id"
      let anna = try pcrm.caller(
        as: .field, scope: .office, staff: world.anna, office: world.office)
      #expect(
        try world.planRefusal(as: anna, with(world.berta))
          == Refusal(.permissionDenied, "PERMISSION_MISSING", field))
      #expect(try world.busy(HolderID(world.berta)) == [])
      let counsellor = try pcrm.caller(
        as: .counsellor, scope: .office, staff: world.anna, office: world.office)
      #expect(
        try world.planRefusal(as: counsellor, with(away))
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", field))
      #expect(try world.busy(HolderID(away)) == [])
      #expect(try world.planRefusal(as: counsellor, with(world.berta)) == nil)
      #expect(try world.busy(HolderID(world.berta)) == ["3 10:00-11:00"])
    }
  }

  /// Would catch a deputy to whom the visits of its charges' customers are hidden, and one who sees them afterwards.
  @Test func deputiesSeeVisits() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let customer = try pcrm.admin.create(
        .person().with {
          $0.homeOfficeID = world.office
          $0.caseWorkerID = world.anna
        }
      ).id
      let visit = try world.plan { $0.customerID = customer }
      func seen() throws -> Bool {
        let berta = try pcrm.caller(as: .field, scope: .own, staff: world.berta)
        let refusal = try berta.visitsRefusal("GetVisit", GetVisitRequest.self) {
          $0.id = visit.id
        }
        let isListed = try berta.listVisits().map(\.id).contains(visit.id)
        #expect(isListed == (refusal == nil), "a list and a read see the same")
        return refusal == nil
      }
      let start = pcrm.clock.now()
      try pcrm.admin.absent(
        world.anna, [world.berta], from: start.adding(seconds: 3600),
        to: start.adding(seconds: 7200))
      #expect(try !seen())
      pcrm.clock.advance(seconds: 3700)
      #expect(try seen())
      pcrm.clock.advance(seconds: 3700)
      #expect(try !seen())
    }
  }
}
