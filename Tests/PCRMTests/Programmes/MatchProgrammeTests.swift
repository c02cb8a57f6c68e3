import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

struct MatchProgrammeTests {
  /// Would catch a matching that is not the best, customers left out, and a plan carried out twice.
  @Test func customersAreMatchedToNeighbours() throws {
    try withPCRM { pcrm in
      let south = try pcrm.neighbour("south", at: .north(0))
      let north = try pcrm.neighbour("north", at: .north(10))
      var programme = Programme()
      programme.name = "neighbours"
      programme.customersPerStaff = 2
      for kilometres in [1.0, 2, 3, 40] {
        programme.customerIDs.append(try pcrm.customer(at: .north(kilometres)))
      }
      programme.customerIDs.append(try pcrm.customer())
      programme.distanceMaxM = 20_000
      let order = programme.customerIDs
      let made = try pcrm.admin.create(programme)
      var request = MatchProgrammeRequest()
      request.programmeID = made.id
      let proposal: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      #expect(proposal.lineCount == 5 && proposal.unplacedCount == 2)
      #expect(proposal.cost == proposal.costBound && proposal.gapPpm == 0)
      #expect(proposal.method == .matched && proposal.kind == .adoptions)
      let lines = Dictionary(
        uniqueKeysWithValues: try pcrm.admin.lines(of: proposal.id).map { ($0.customerID, $0) })
      #expect(lines[order[0]]?.toStaffID == south && lines[order[1]]?.toStaffID == south)
      // The third would rather go south, which is full.
      #expect(lines[order[2]]?.toStaffID == north)
      #expect(lines[order[2]]?.reason == "1 live nearer and are needed for others")
      #expect(lines[order[2]]?.distanceM == 9100)
      #expect(lines[order[3]]?.reason == "nobody of the programme lives near enough")
      #expect(lines[order[4]]?.reason == "where the customer lives is not known")

      let _: Proposal = try pcrm.admin.programme(
        "ApplyProposal", pcrm.admin.applyRequest(proposal.id))
      let adoptions = try pcrm.admin.adoptions { $0.programmeID = made.id }
      #expect(Set(adoptions.map(\.customerID)) == Set(order.prefix(3)))
      #expect(
        try pcrm.admin.programmeRefusal("ApplyProposal", pcrm.admin.applyRequest(proposal.id))?
          .reason == "PLAN_OUTDATED")
      // The next matching is about those who are left.
      let rest: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      #expect(rest.lineCount == 2 && rest.unplacedCount == 2)
    }
  }

  /// Would catch a repeat that keeps a second proposal, one that is answered with another's, and a key that is taken for
  /// another request.
  @Test func aRepeatIsAnsweredWithTheSameProposal() throws {
    try withPCRM { pcrm in
      let method = "pcrm.v1.ProgrammeService/MatchProgramme"
      _ = try pcrm.neighbour("south", at: .north(0))
      var programme = Programme()
      programme.name = "neighbours"
      programme.customerIDs = [try pcrm.customer(at: .north(1))]
      var request = MatchProgrammeRequest()
      request.programmeID = try pcrm.admin.create(programme).id
      request.requestID = RequestID(high: 0x7000, low: 0x8000_0000_0000_0077)
      func match(_ caller: TestCaller) throws -> Proposal {
        try caller.programme("MatchProgramme", request)
      }
      let first = try match(pcrm.admin)
      #expect(try match(pcrm.admin) == first)
      let other = try match(try pcrm.caller(as: .manager))
      #expect(other.id != first.id, "another caller's key is another key")
      let lines = try pcrm.admin.audit { $0.entityType = .proposal }
      #expect(lines.map(\.method) == [String](repeating: method, count: 2))
      #expect(lines.allSatisfy { $0.requestID == request.requestID })
      request.linesMax = 7
      #expect(
        try pcrm.admin.programmeRefusal("MatchProgramme", request)
          == Refusal(.alreadyExists, "REQUEST_ID_REUSED", "request_id"))
      request.requestID = RequestID()
      #expect(try match(pcrm.admin).id != first.id)
      let kept = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT count(*) FROM proposal") { $0.integer(0) }
      }
      #expect(kept == [3])
    }
  }

  /// Would catch drafts that stay for ever after a server stopped in the middle of writing one down, and one under way
  /// that is taken for such.
  @Test func draftsThatWereLeftAreTakenBack() throws {
    try withPCRM { pcrm in
      _ = try pcrm.neighbour("south", at: .north(0))
      var programme = Programme()
      programme.name = "neighbours"
      programme.customerIDs = [try pcrm.customer(at: .north(1))]
      var request = MatchProgrammeRequest()
      request.programmeID = try pcrm.admin.create(programme).id
      let proposal: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      let state = { (state: Int64) in
        try pcrm.database.write { (writer) throws(Status) in
          _ = try writer.execute(
            "UPDATE proposal SET state = $2 WHERE id = $1", .id(proposal.id), .integer(state))
        }
      }
      func left() throws -> Int64 {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM proposal WHERE state = 1") { $0.integer(0) } ?? 0
        }
      }
      try state(1)
      let _: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      #expect(try left() == 1, "it may be under way")
      pcrm.clock.advance(seconds: 3601)
      let _: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      #expect(try left() == 0)
    }
  }

  /// Would catch a plan whose customer was adopted meanwhile, or whose staff have others now, carried out all the same.
  @Test func aMatchingIsOutdatedByAnotherAdoption() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.neighbour("south", at: .north(0))
      var programme = Programme()
      programme.name = "neighbours"
      programme.customerIDs = [try pcrm.customer(at: .north(1)), try pcrm.customer(at: .north(2))]
      let made = try pcrm.admin.create(programme)
      var request = MatchProgrammeRequest()
      request.programmeID = made.id
      let proposal: Proposal = try pcrm.admin.programme("MatchProgramme", request)
      _ = try pcrm.admin.adopt(made.id, made.customerIDs[1], staff)
      #expect(
        try pcrm.admin.programmeRefusal("ApplyProposal", pcrm.admin.applyRequest(proposal.id))
          == Refusal(.aborted, "PLAN_OUTDATED", "id"))
      #expect(try pcrm.admin.adoptions().count == 1)
      request.loadPriceM = 100_001
      #expect(
        try pcrm.admin.programmeRefusal("MatchProgramme", request)
          == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "load_price_m"))
    }
  }

  /// Would catch places of customers who moved, and of older folders, that are not known.
  @Test func placesFollowTheDocumentsAndAreFilledIn() throws {
    try withPCRM { pcrm in
      let id = try pcrm.customer(at: .north(1))
      func stored() throws -> [Int64] {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.all(
            "SELECT latitude_e7 FROM customer_place WHERE customer = $1", .id(id)
          ) { $0.integer(0) }
        }
      }
      #expect(try stored() == [Int64(Coordinates.north(1).latitudeE7)])
      var customer = try pcrm.admin.get(id)
      customer.addresses[0].coordinates = .north(2)
      customer = try pcrm.admin.update(customer, ["addresses"])
      #expect(try stored() == [Int64(Coordinates.north(2).latitudeE7)])
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("DELETE FROM customer_place")
        try writer.schedule("fill_customer_places", at: writer.now)
      }
      let runner = pcrm.runner()
      while runner.runRound() > 0 {}
      #expect(try stored() == [Int64(Coordinates.north(2).latitudeE7)])
      customer.addresses[0].kind = .post
      _ = try pcrm.admin.update(customer, ["addresses"])
      #expect(try stored() == [], "post goes there, nobody lives there")
    }
  }
}
