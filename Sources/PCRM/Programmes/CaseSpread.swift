import PCRMCore
import PCRMModel
import Storage

/// Who would take over which case, with what it does to everybody's load.
struct CaseSpread {
  private(set) var proposal = Proposal()
  private(set) var lines: [ProposalLine] = []

  init(
    _ cases: [CandidateCase], _ members: [StaffMember], _ request: ProposeAssignmentRequest,
    _ reader: Reader
  ) throws(Status) {
    let weights: LoadWeights = try reader.current()
    var qualified = try Qualified(members, reader)
    var bearers: [Balance.Bearer] = []
    var counts: [Int] = []
    for member in members {
      let burden = try reader.burden(of: member.id)
      bearers.append(
        Balance.Bearer(
          load: burden.load(weights), capacity: weights.capacity(of: member.jobGroup)))
      counts.append(burden.caseCount)
    }
    // What somebody has who is asked too is counted as given back first.
    let places = Dictionary(
      members.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let before = bearers
    var given = counts
    for item in cases {
      guard let place = places[item.worker] else { continue }
      bearers[place].load -= weights.load(of: item.profile)
      given[place] -= 1
    }
    let items = cases.map { item in
      Balance.Item(
        load: weights.load(of: item.profile), kind: qualified.kind(of: item.profile))
    }
    let balance = Balance(
      bearers: bearers, items: items, allowed: qualified.allowed, loadMax: weights.loadMax)
    let isInTurn = request.method == .roundRobin
    let spread = isInTurn ? balance.inTurn() : balance.evened()
    lines = Self.lines(cases, items, members, balance, spread, isInTurn: isInTurn)
    for place in spread.bearers { if let place { given[place] += 1 } }
    describe(spread, before, weights, isInTurn: isInTurn)
    for (place, member) in members.enumerated() {
      var share = ProposalShare()
      share.staffID = member.id
      share.name = member.name
      share.countBefore = Int32(counts[place])
      share.countAfter = Int32(given[place])
      share.loadBefore = before[place].load
      share.loadAfter = spread.after[place].load
      share.capacityPermille = before[place].capacity
      proposal.shares.append(share)
    }
  }

  private mutating func describe(
    _ spread: Balance.Spread, _ before: [Balance.Bearer], _ weights: LoadWeights, isInTurn: Bool
  ) {
    proposal.kind = .cases
    proposal.method = isInTurn ? .roundRobin : .balanced
    proposal.lineCount = Int32(lines.count)
    proposal.unplacedCount = Int32(lines.count { $0.toStaffID.isEmpty })
    proposal.imbalanceBeforePermille = Balance.imbalancePermille(before)
    proposal.imbalanceAfterPermille = Balance.imbalancePermille(spread.after)
    proposal.cost = spread.highest
    proposal.costBound = spread.bound
    proposal.gapPpm =
      spread.bound > 0 ? max(0, spread.highest - spread.bound) * 1_000_000 / spread.bound : 0
    proposal.weightsVersion = weights.version
  }

  private static func lines(
    _ cases: [CandidateCase], _ items: [Balance.Item], _ members: [StaffMember],
    _ balance: Balance, _ spread: Balance.Spread, isInTurn: Bool
  ) -> [ProposalLine] {
    // How many may take a kind of case, counted once.
    let able = balance.allowed.map { list in list.count { $0 } }
    return cases.indices.map { index in
      var line = ProposalLine()
      line.number = Int32(index + 1)
      line.customerID = cases[index].customer
      line.caseID = cases[index].id
      line.fromStaffID = cases[index].worker
      line.load = items[index].load
      let count = able[items[index].kind]
      guard let place = spread.bearers[index] else {
        line.reason =
          count == 0
          ? "nobody of the \(members.count) asked is qualified for it"
          : "with it, everybody of the \(count) qualified would carry more than the weights allow"
        return line
      }
      line.toStaffID = members[place].id
      if line.toStaffID == line.fromStaffID {
        line.reason = "stays: giving it to another of \(count) qualified would not even out load"
        return line
      }
      let change = "\(balance.bearers[place].load) → \(spread.after[place].load)"
      line.reason =
        isInTurn
        ? "whose turn it is, of \(count) qualified; load \(change)"
        : "evens out the load of \(count) qualified; load \(change)"
      return line
    }
  }
}
