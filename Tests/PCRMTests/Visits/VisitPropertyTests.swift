import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// Random calls beside a model that knows only intervals: what is done and what is refused is the same, and no two claims
/// of one holder ever overlap.
struct VisitPropertyTests {
  @Test(arguments: [1, 2, 3, 4])
  func neverTwoAtOnce(_ number: UInt64) throws {
    let seed = 20_260_303 &* number
    try withPCRM { pcrm in
      var run = try VisitRun(pcrm, seed: seed)
      for step in 0..<250 {
        let what = try run.step()
        let wrong = try run.difference()
        #expect(wrong == nil, "seed \(seed), step \(step), \(what): \(wrong ?? "")")
        if wrong != nil { return }
      }
      #expect(
        run.done > 60 && run.refused > 20, "seed \(seed): \(run.done) done, \(run.refused) refused")
    }
  }
}

/// A store and the model beside it.
private struct VisitRun {
  /// What the model knows of a visit.
  private struct Known {
    var state: VisitState
    var holders: Set<HolderID>
    var from: Int64
    var to: Int64
    /// Until when a proposal holds.
    var until: Int64?
    var isMoved = false

    /// Whether it is a proposal that no longer holds its time.
    func isEndedHold(at now: Int64) -> Bool {
      state == .proposed && until.map { $0 <= now } ?? true
    }

    /// Whether it claims its time at an instant.
    func isClaiming(at now: Int64) -> Bool {
      switch state {
      case .noShow, .cancelled: false
      case .proposed: until.map { $0 > now } ?? false
      default: from < to
      }
    }
  }

  private let world: VisitWorld
  private let runner: JobRunner
  private let holders: [HolderID]
  private let staff: [StaffID]
  private let cars: [ResourceID]
  private var random: SeededRandom
  private var model: [VisitID: Known] = [:]
  private var ids: [VisitID] = []
  private(set) var done = 0
  private(set) var refused = 0

  init(_ pcrm: PCRMFixture, seed: UInt64) throws {
    world = try VisitWorld(pcrm)
    runner = JobRunner(database: pcrm.database, clock: pcrm.clock)
    PCRM.handleTimers(runner)
    random = SeededRandom(seed: seed)
    staff = [world.anna, world.berta, try pcrm.staff("정다래", in: world.office)]
    cars = [world.car, try pcrm.admin.resource("34나 5678", in: world.office).id]
    holders = staff.map { HolderID($0) } + cars.map { HolderID($0) }
  }

  private var now: Int64 { world.pcrm.clock.now().microseconds }

  /// Does one random thing to both, and says what.
  mutating func step() throws -> String {
    if random.once(in: 8) { world.pcrm.clock.advance(seconds: Int64(random.next() % 1200)) }
    if random.once(in: 12) { runTimers() }
    if ids.isEmpty || random.once(in: 3) { return try create() }
    let id = random.pick(ids)
    switch random.next() % 7 {
    case 0, 1: return try reschedule(id)
    case 2: return try reassign(id)
    case 3: return try book(id)
    case 4: return try advance(id, "ConfirmVisit", .confirmed, from: [.proposed, .planned])
    case 5: return try end(id)
    default: return try advance(id, "PlanVisit", .planned, from: [.proposed])
    }
  }

  /// A time within a day that is crowded: so that most meet another.
  private mutating func time() -> (Timestamp, Timestamp) {
    let start = VisitWorld.at(8, Int64(random.next() % 120) * 5)
    return (start, start.adding(seconds: 300 * Int64(1 + random.next() % 12)))
  }

  private func isFree(
    _ wanted: Set<HolderID>, _ from: Int64, _ to: Int64, besides: VisitID? = nil
  ) -> Bool {
    model.allSatisfy { id, known in
      id == besides || !known.isClaiming(at: now) || known.holders.isDisjoint(with: wanted)
        || known.to <= from || to <= known.from
    }
  }

  /// Compares what the server did with what the model says.
  private mutating func settle(_ what: String, isLegal: Bool, _ answer: Visit?) throws -> String {
    if (answer != nil) != isLegal {
      throw Status(.unknown, "\(what) was \(answer == nil ? "refused" : "done")")
    }
    if answer == nil { refused += 1 } else { done += 1 }
    return what
  }

  private func attempt(_ body: () throws -> Visit) throws -> Visit? {
    do {
      return try body()
    } catch let status as Status where status.code == .failedPrecondition {
      return nil
    }
  }

  private mutating func create() throws -> String {
    let (start, end) = time()
    let goer = random.pick(staff)
    let companion = random.pick(staff)
    let car = random.once(in: 2) ? random.pick(cars) : nil
    let hold: Int32 = random.once(in: 3) ? 1 + Int32(random.next() % 15) : 0
    var wanted: Set<HolderID> = [HolderID(goer), HolderID(companion)]
    if let car { wanted.insert(HolderID(car)) }
    let isLegal = isFree(wanted, start.microseconds, end.microseconds)
    let visit = try attempt {
      try world.plan(hold: hold) {
        $0.staffID = goer
        $0.startTime = start
        $0.endTime = end
        $0.outsideHours = "as it comes"
        if let car { $0.resourceIDs = [car] }
        if companion != goer {
          var participant = VisitParticipant()
          participant.staffID = companion
          $0.participants = [participant]
        }
      }
    }
    if let visit {
      took(wanted, start.microseconds, end.microseconds)
      ids.append(visit.id)
      model[visit.id] = Known(
        state: visit.state, holders: wanted, from: start.microseconds, to: end.microseconds,
        until: hold == 0 ? nil : now + Int64(hold) * 60_000_000)
    }
    return try settle("create", isLegal: isLegal, visit)
  }

  private mutating func reschedule(_ id: VisitID) throws -> String {
    guard var known = model[id] else { return "" }
    let (start, end) = time()
    let isOver = known.isEndedHold(at: now)
    let movable: [VisitState] = [.proposed, .planned, .confirmed, .noShow, .cancelled]
    let isLegal =
      movable.contains(known.state) && !known.isMoved && !isOver
      && isFree(known.holders, start.microseconds, end.microseconds, besides: id)
    let next = try attempt {
      try world.admin.reschedule(id, to: start) { $0.endTime = end }
    }
    if let next {
      took(known.holders, start.microseconds, end.microseconds)
      ids.append(next.id)
      model[next.id] = Known(
        state: known.state == .proposed ? .proposed : .planned, holders: known.holders,
        from: start.microseconds, to: end.microseconds,
        until: known.state == .proposed ? known.until : nil)
      known.isMoved = true
      if known.state != .noShow { known.state = .cancelled }
      model[id] = known
    }
    return try settle("reschedule", isLegal: isLegal, next)
  }

  private mutating func reassign(_ id: VisitID) throws -> String {
    guard var known = model[id] else { return "" }
    let stored = try world.admin.visit(id)
    let free = staff.filter { !known.holders.contains(HolderID($0)) }
    guard let other = free.first else { return "" }
    let isOver = known.isEndedHold(at: now)
    let isLegal =
      [.proposed, .planned, .confirmed].contains(known.state) && !isOver
      && isFree([HolderID(other)], known.from, known.to, besides: id)
    let visit = try attempt { try world.admin.reassign(id, to: other) }
    if visit != nil {
      took([HolderID(other)], known.from, known.to)
      known.holders.remove(HolderID(stored.staffID))
      known.holders.insert(HolderID(other))
      model[id] = known
    }
    return try settle("reassign", isLegal: isLegal, visit)
  }

  /// Books another car, or none.
  private mutating func book(_ id: VisitID) throws -> String {
    guard var known = model[id] else { return "" }
    let car = random.once(in: 3) ? nil : random.pick(cars)
    var wanted = known.holders.subtracting(cars.map { HolderID($0) })
    if let car { wanted.insert(HolderID(car)) }
    let isEnded = [.done, .noShow, .cancelled].contains(known.state)
    let isOver = known.isEndedHold(at: now)
    let isLegal = !isEnded && !isOver && isFree(wanted, known.from, known.to, besides: id)
    let visit = try attempt {
      try world.admin.visits("UpdateVisit", UpdateVisitRequest.self) {
        var patch = Visit()
        patch.id = id
        patch.resourceIDs = car.map { [$0] } ?? []
        $0.visit = patch
        $0.updateMask = FieldMask(paths: ["resource_ids"])
      }
    }
    if visit != nil {
      took(wanted, known.from, known.to)
      known.holders = wanted
      model[id] = known
    }
    return try settle("book", isLegal: isLegal, visit)
  }

  private mutating func advance(
    _ id: VisitID, _ method: String, _ state: VisitState, from states: [VisitState]
  ) throws -> String {
    guard var known = model[id] else { return "" }
    let isOver = known.isEndedHold(at: now)
    let isLegal = states.contains(known.state) && !isOver
    let visit = try attempt {
      try world.admin.visits(method, PlanVisitRequest.self) { $0.id = id }
    }
    if visit != nil {
      known.state = state
      known.until = nil
      model[id] = known
    }
    return try settle(method, isLegal: isLegal, visit)
  }

  private mutating func end(_ id: VisitID) throws -> String {
    guard var known = model[id] else { return "" }
    let isCancelled = random.once(in: 2)
    let legal: [VisitState] =
      isCancelled ? [.proposed, .planned, .confirmed] : [.planned, .confirmed]
    let isLegal = legal.contains(known.state)
    let visit = try attempt {
      try isCancelled ? world.admin.cancel(id) : world.admin.noShow(id)
    }
    if visit != nil {
      known.state = isCancelled ? .cancelled : .noShow
      model[id] = known
    }
    return try settle(isCancelled ? "cancel" : "no-show", isLegal: isLegal, visit)
  }

  /// Proposals whose holds have ended are cancelled by whoever takes their time.
  private mutating func took(_ wanted: Set<HolderID>, _ from: Int64, _ to: Int64) {
    for (id, known) in model where known.isEndedHold(at: now) {
      if known.holders.isDisjoint(with: wanted) || known.to <= from || to <= known.from { continue }
      model[id]?.state = .cancelled
    }
  }

  /// Lets the timers run, which cancel every proposal whose hold has ended.
  private mutating func runTimers() {
    while runner.runRound() > 0 {}
    for (id, known) in model where known.isEndedHold(at: now) { model[id]?.state = .cancelled }
  }

  /// What the store says otherwise than the model, or what breaks the law; nil when all is well.
  func difference() throws -> String? {
    let rows = try world.pcrm.database.read { (reader) throws(Status) in
      try reader.all(
        "SELECT holder, from_at, to_at, visit FROM slot_claim ORDER BY holder, from_at"
      ) { (row) throws(Status) in
        (
          holder: row.id(0, of: HolderID.self), from: row.integer(1), to: row.integer(2),
          visit: row.id(3, of: VisitID.self)
        )
      }
    }
    for (a, b) in zip(rows, rows.dropFirst()) where a.holder == b.holder && a.to > b.from {
      return "\(a.holder) is claimed twice from \(b.from)"
    }
    let findings = try world.pcrm.database.read { (reader) throws(Status) in
      try reader.checkVisits()
    }
    if let finding = findings.first { return finding }
    for holder in holders {
      let stored = rows.filter { $0.holder == holder }.map(\.visit)
      let wanted = model.filter {
        $0.value.holders.contains(holder) && $0.value.isClaiming(at: now)
      }.map(\.key)
      if !Set(wanted).isSubset(of: stored) { return "\(holder) lacks a claim" }
      // What is stored and not wanted are holds that have ended and that nobody has run into yet.
      for visit in Set(stored).subtracting(wanted) where model[visit]?.state != .proposed {
        return "\(holder) is claimed for \(visit), which claims nothing"
      }
    }
    return nil
  }
}
