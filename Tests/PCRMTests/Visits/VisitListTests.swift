@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// Lists of visits and tries, and the rows that they come from.
struct VisitListTests {
  private typealias World = VisitWorld

  @Test func filters() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let other = try pcrm.admin.create(.person("박영수").with { $0.homeOfficeID = world.office }).id
      var visits: [Visit] = []
      for index in Int64(0)..<12 {
        visits.append(
          try world.plan {
            $0.customerID = index % 3 == 0 ? other : world.customer
            $0.staffID = index % 2 == 0 ? world.anna : world.berta
            // Two begin at each time.
            $0.startTime = World.at(9 + index / 2)
            $0.endTime = World.at(10 + index / 2)
            $0.purpose = "p\(index)"
          })
      }
      _ = try pcrm.admin.cancel(visits[4].id)
      visits.sort {
        ($0.startTime?.seconds ?? 0, $0.id) < ($1.startTime?.seconds ?? 0, $1.id)
      }
      func expect(
        _ what: String, _ change: (inout ListVisitsRequest) -> Void, _ passes: (Visit) -> Bool
      ) throws {
        let wanted = visits.filter(passes).map(\.purpose)
        for size: Int32 in [0, 1, 5] {
          #expect(
            try pcrm.admin.listVisits(size: size, change).map(\.purpose) == wanted,
            "\(what), \(size) a page")
        }
      }
      try expect("all", { _ in }) { _ in true }
      try expect("customer", { $0.customerID = other }) { $0.customerID == other }
      try expect("staff", { $0.staffID = world.berta }) { $0.staffID == world.berta }
      try expect("office", { $0.officeID = world.office }) { _ in true }
      try expect(
        "office and staff",
        {
          $0.officeID = world.office
          $0.staffID = world.anna
        }
      ) { $0.staffID == world.anna }
      try expect("states", { $0.states = [.planned] }) { $0.purpose != "p4" }
      try expect("cancelled", { $0.states = [.cancelled, .noShow] }) { $0.purpose == "p4" }
      try expect(
        "times",
        {
          $0.fromTime = World.at(10)
          $0.beforeTime = World.at(12)
        }
      ) {
        ($0.startTime?.seconds ?? 0) >= World.at(10).seconds && $0.startTime != World.at(12)
          && ($0.startTime?.seconds ?? 0) < World.at(12).seconds
      }
      try expect(
        "customer and time",
        {
          $0.customerID = other
          $0.fromTime = World.at(11)
        }
      ) { $0.customerID == other && ($0.startTime?.seconds ?? 0) >= World.at(11).seconds }
      try expect("nobody's series", { $0.seriesID = SeriesID(high: 1, low: 2) }) { _ in false }
      try expect("nobody's plan", { $0.planID = VisitPlanID(high: 1, low: 2) }) { _ in false }
      try expect("nobody's case", { $0.caseID = CaseID(high: 1, low: 2) }) { _ in false }
    }
  }

  /// Would catch a row whose bytes are not the document's, and one that is read otherwise than it was written.
  @Test func rowAndDocument() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let full = try world.plan {
        $0.coordinates = Coordinates(latitudeE7: -1, longitudeE7: 1_269_783_900)
        $0.place = "병원 3층"
        $0.pinned = true
        $0.customerWindow = TimeWindow(World.at(9), World.at(12))
        $0.arrivalWindow = TimeWindow(World.at(10), World.at(10, 30))
        $0.resourceIDs = [world.car]
        $0.note = "조심"
        $0.outsideHours = "evening"
        var relative = VisitParticipant()
        relative.name = "따님"
        relative.role = "daughter"
        $0.participants = [relative]
      }
      try world.plan(hold: 5) {
        $0.startTime = World.at(14)
        $0.endTime = World.at(15)
      }
      _ = try pcrm.admin.reschedule(full.id, to: World.at(10, day: 1))
      world.go(to: World.at(16, day: 1))
      let last = try #require(try pcrm.admin.visit(full.id).nextID as VisitID?)
      try pcrm.admin.attempt(last, .doorAjar, at: World.at(10, 1, day: 1)) {
        $0.relationship = .acquainted
      }
      _ = try pcrm.admin.start(last)
      _ = try pcrm.admin.complete(last)
      let rows = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT visit.* FROM visit") { (row) throws(Status) in
          var wire = BinaryEncoder(reserving: 512)
          VisitRow.encode(row, into: &wire)
          let document = try VisitRow.document(row)
          return (document, wire.finish(), VisitRow.values(document).count)
        }
      }
      #expect(rows.count == 3)
      for (document, wire, columns) in rows {
        #expect(document.binary() == wire)
        #expect(columns == VisitRow.count)
        #expect(try pcrm.admin.visit(document.id) == document)
      }
    }
  }

  @Test func tries() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let visit = try world.plan()
      world.go(to: World.at(18))
      let first = try pcrm.admin.attempt(visit.id, .noAnswer, at: World.at(10, 5)) {
        $0.evidence = ["card left at the door"]
        $0.channel = .phone
      }
      #expect(first.number == 1 && first.staffID == world.anna && first.channel == .phone)
      #expect(first.customerID == world.customer && first.createTime == pcrm.clock.now())
      let tried = try pcrm.admin.visit(visit.id)
      #expect(tried.attempts == 1 && tried.tryTime == World.at(10, 5) && tried.meetTime == nil)
      #expect(tried.state == .planned, "a try does not change where the life stands")
      let second = try pcrm.admin.attempt(visit.id, .doorstep, at: World.at(17)) {
        $0.relationship = .acquainted
        $0.staffID = world.berta
      }
      #expect(second.number == 2 && second.channel == .visit)
      // Recorded later, though it was earlier.
      let third = try pcrm.admin.attempt(visit.id, .refused, at: World.at(9))
      let met = try pcrm.admin.visit(visit.id)
      #expect(met.attempts == 3 && met.tryTime == World.at(9) && met.meetTime == World.at(17))
      #expect(met.relationship == .acquainted)
      for size: Int32 in [0, 1] {
        let all = try pcrm.admin.listAttempts(size: size) { $0.visitID = visit.id }
        #expect(all == [third, first, second], "in the order of their times")
      }
      #expect(try pcrm.admin.listAttempts { $0.staffID = world.berta } == [second])
      #expect(try pcrm.admin.listAttempts { $0.customerID = world.customer }.count == 3)
      #expect(
        try pcrm.admin.listAttempts {
          $0.fromTime = World.at(10)
          $0.beforeTime = World.at(17)
        } == [first])
    }
  }

  @Test func resources() throws {
    try withPCRM { pcrm in
      let world = try World(pcrm)
      let room = try pcrm.admin.resource("회의실", in: world.office, .room)
      func list(_ change: (inout ListResourcesRequest) -> Void) throws -> [Resource] {
        let page: ListResourcesResponse = try pcrm.admin.visits(
          "ListResources", ListResourcesRequest.self, change)
        return page.resources
      }
      #expect(try list { $0.kind = .room } == [room])
      #expect(try list { $0.officeID = world.office }.count == 2)
      let retired: Resource = try pcrm.admin.visits("UpdateResource", UpdateResourceRequest.self) {
        var patch = Resource()
        patch.id = room.id
        patch.version = 1
        patch.retired = true
        patch.seats = 8
        $0.resource = patch
      }
      #expect(retired.version == 2 && retired.seats == 8)
      #expect(try list { $0.kind = .room } == [])
      #expect(try list { $0.includeRetired = true }.count == 2)
    }
  }
}
