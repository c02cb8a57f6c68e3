import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func matchProgramme(
    _ request: MatchProgrammeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Proposal {
    let keeping = try ProposalKeeping(request, "MatchProgramme", by: caller, context.database)
    if let earlier = try keeping.earlier() { return earlier }
    let programme = try reader.programme(request.programmeID, "programme_id")
    if !(0...100_000).contains(request.loadPriceM) {
      throw .outOfRange("load_price_m", min: 0, max: 100_000)
    }
    if !(0...50_000).contains(request.linesMax) {
      throw .outOfRange("lines_max", min: 0, max: 50_000)
    }
    let most = request.linesMax == 0 ? 50_000 : Int(request.linesMax)
    let customers = try reader.unadopted(in: programme, caller, most: most)
    if customers.isEmpty {
      throw .nothingToPropose("programme_id", "everybody of its population is adopted")
    }
    let members = try reader.members(of: programme).filter {
      $0.isReached(by: caller) && $0.home != nil
    }
    if members.isEmpty {
      throw .nothingToPropose("programme_id", "no home of its staff is known")
    }
    let plan = try AdoptionPlan(programme, customers, members, request.loadPriceM, reader)
    return try keeping.keep(plan.proposal, plan.lines, reader)
  }
}

/// A customer of a programme whom nobody has adopted.
struct UnadoptedCustomer {
  var id: CustomerID
  var place: Coordinates?
}

extension Reader {
  /// Customers of a programme's population whom nobody has adopted in it, within the caller's reach, in the order of their ids.
  func unadopted(
    in programme: Programme, _ caller: Caller, most: Int
  ) throws(Status) -> [UnadoptedCustomer] {
    let (population, key): (String, Value) =
      programme.segmentID.isEmpty
      ? ("programme_customer m WHERE m.programme = $1", .id(programme.id))
      : (
        """
        membership m WHERE m.segment = (SELECT number FROM segment WHERE id = $1)
        """, .id(programme.segmentID)
      )
    var found: [UnadoptedCustomer] = []
    try each(
      SQL(
        built: """
          SELECT c.id, c.home_office, c.case_worker, p.latitude_e7, p.longitude_e7
          FROM (SELECT m.customer FROM \(population)) AS population
          JOIN customer c ON c.id = population.customer
          LEFT JOIN customer_place p ON p.customer = c.id
          WHERE c.deleted_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM adoption a
            WHERE a.programme = $2 AND a.customer = c.id AND a.ended_at IS NULL)
          ORDER BY c.id
          """), [key, .id(programme.id)]
    ) { (row) throws(Status) in
      guard caller.reaches(row.id(0), office: row.id(1), worker: row.id(2)) else { return true }
      found.append(UnadoptedCustomer(id: row.id(0), place: row.coordinates(3)))
      return found.count < most
    }
    return found
  }
}

/// Who would adopt whom.
struct AdoptionPlan {
  private(set) var proposal = Proposal()
  private(set) var lines: [ProposalLine] = []

  init(
    _ programme: Programme, _ customers: [UnadoptedCustomer], _ members: [StaffMember],
    _ loadPrice: Int32, _ reader: Reader
  ) throws(Status) {
    let weights: LoadWeights = try reader.current()
    let cap = Int(programme.customersPerStaff)
    var adopters: [MatchingProblem.Adopter] = []
    for member in members {
      guard let home = member.home else { continue }
      let taken = try reader.adoptionPlaces(of: member.id, in: programme.id)
      adopters.append(
        MatchingProblem.Adopter(
          home: SpherePoint(home), places: cap - taken.count { $0 <= cap },
          carried: taken.count))
    }
    // Who is not located is no part of the problem, but a line of the plan.
    let located = customers.filter { $0.place != nil }
    let problem = MatchingProblem(
      customers: located.compactMap { $0.place.map { SpherePoint($0) } }, staff: adopters,
      ways: WayLength(detourPermille: programme.detourPermille),
      distanceMax: programme.distanceMaxM > 0 ? programme.distanceMaxM : nil,
      loadPrice: loadPrice)
    let matching = try problem.solved(while: reader.checkMayGoOn)
    var place = 0
    for customer in customers {
      // To say how many live nearer, all staff are looked at.
      try reader.checkMayGoOn()
      var line = ProposalLine()
      line.number = Int32(lines.count + 1)
      line.customerID = customer.id
      line.load = Int64(weights.adoptionLoad)
      if customer.place == nil {
        line.reason = "where the customer lives is not known"
      } else {
        Self.fill(&line, problem, matching, place, members)
        place += 1
      }
      lines.append(line)
    }
    describe(programme, matching, weights)
    try addShares(members, adopters, matching, weights, reader)
  }

  private static func fill(
    _ line: inout ProposalLine, _ problem: MatchingProblem, _ matching: Matching,
    _ customer: Int, _ members: [StaffMember]
  ) {
    guard let adopter = matching.adopters[customer] else {
      line.reason =
        problem.nearestWay(of: customer) == nil
        ? "nobody of the programme lives near enough"
        : "everybody who lives near enough is full"
      return
    }
    let metres = problem.way(customer, adopter)
    let nearer = problem.rank(customer, adopter)
    line.toStaffID = members[adopter].id
    line.distanceM = WayLength.shown(metres)
    line.reason =
      nearer == 0
      ? "lives nearest"
      : "\(nearer) live nearer and are needed for others"
  }

  private mutating func describe(
    _ programme: Programme, _ matching: Matching, _ weights: LoadWeights
  ) {
    proposal.kind = .adoptions
    proposal.method = .matched
    proposal.programmeID = programme.id
    proposal.lineCount = Int32(lines.count)
    proposal.unplacedCount = Int32(lines.count { $0.toStaffID.isEmpty })
    proposal.cost = matching.cost
    proposal.costBound = matching.bound
    proposal.gapPpm = matching.gapPPM
    proposal.weightsVersion = weights.version
  }

  private mutating func addShares(
    _ members: [StaffMember], _ adopters: [MatchingProblem.Adopter], _ matching: Matching,
    _ weights: LoadWeights, _ reader: Reader
  ) throws(Status) {
    var given = [Int](repeating: 0, count: members.count)
    for adopter in matching.adopters { if let adopter { given[adopter] += 1 } }
    var before: [Balance.Bearer] = []
    var after: [Balance.Bearer] = []
    for (place, member) in members.enumerated() {
      var share = ProposalShare()
      share.staffID = member.id
      share.name = member.name
      share.countBefore = Int32(adopters[place].carried)
      share.countAfter = share.countBefore + Int32(given[place])
      share.loadBefore = try reader.burden(of: member.id).load(weights)
      share.loadAfter = share.loadBefore + Int64(given[place]) * Int64(weights.adoptionLoad)
      share.capacityPermille = weights.capacity(of: member.jobGroup)
      before.append(Balance.Bearer(load: share.loadBefore, capacity: share.capacityPermille))
      after.append(Balance.Bearer(load: share.loadAfter, capacity: share.capacityPermille))
      proposal.shares.append(share)
    }
    proposal.imbalanceBeforePermille = Balance.imbalancePermille(before)
    proposal.imbalanceAfterPermille = Balance.imbalancePermille(after)
  }
}
