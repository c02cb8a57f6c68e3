import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// Random duties, absences, hand-overs and jumps of the clock, against a simple model: at every instant from approval
/// to close exactly one person is in charge of a case, and it is the one whom the model names.
struct ChargePropertyTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func oneInCharge(run: UInt64) throws {
    let seed = UInt64.random(in: 0..<1_000_000) * 10 + run
    print("one in charge: seed \(seed)")
    try withPCRM { pcrm in
      var walk = try Walk(pcrm, seed: seed)
      for step in 0..<150 {
        try walk.step()
        try walk.check("seed \(seed), step \(step)")
      }
      try walk.checkChains("seed \(seed)")
    }
  }

  private struct Walk {
    let pcrm: PCRMFixture
    var random: SeededRandom
    var model = ChargeModel()
    let staff: [StaffID]
    var callers: [StaffID: TestCaller] = [:]
    var cases: [CaseID] = []
    let start: Int64
    var highest: Int64

    init(_ pcrm: PCRMFixture, seed: UInt64) throws {
      self.pcrm = pcrm
      random = SeededRandom(seed: seed)
      start = pcrm.clock.now().microseconds
      highest = start
      try pcrm.admin.apply(.carePassed)
      staff = try (0..<6).map { place in
        try pcrm.worker("직원\(place)") {
          if place == 4 { $0.activeTo = CivilDate(2026, 3, 20) }
        }
      }
      for person in staff.dropLast() { try pcrm.admin.train(person, ["counselling"]) }
      model.lastDays[staff[4]] = 20_260_320
      model.untrained = [staff[5]]
      for person in staff { callers[person] = try pcrm.caller(as: .counsellor, staff: person) }
      for name in ["가", "나", "다"] {
        cases.append(try pcrm.newCase(of: try pcrm.admin.create(.person(name)).id))
      }
    }

    var now: Int64 { pcrm.clock.now().microseconds }

    private func canWork(_ person: StaffID) -> Bool {
      !model.untrained.contains(person) && model.isActive(person, at: now)
    }

    mutating func step() throws {
      let id = random.pick(cases)
      let person = random.pick(staff)
      switch random.next() % 11 {
      case 0: try begin(id, person)
      case 1: try assign(id, person)
      case 2, 3: try propose(id, person)
      case 4: try answer(id)
      case 5, 6: try leave(person)
      case 7: try comeBack()
      case 8: if random.once(in: 3) { try close(id) }
      default: jump()
      }
    }

    private mutating func begin(_ id: CaseID, _ person: StaffID) throws {
      let held = model.worker(id)
      let succeeds = held.isEmpty ? canWork(person) : held == person
      do {
        try pcrm.begin(id, person)
        #expect(succeeds)
        if held.isEmpty { model.put(person, on: id, now: now) }
      } catch is Status {
        #expect(!succeeds)
      }
    }

    private mutating func assign(_ id: CaseID, _ person: StaffID) throws {
      let held = model.worker(id)
      let refused = try pcrm.admin.denied("AssignCase", AssignCaseRequest.assigning(id, person))
      #expect(
        (refused == nil) == (!held.isEmpty && canWork(person)), "\(String(describing: refused))")
      if refused == nil && held != person { model.put(person, on: id, now: now) }
    }

    private mutating func propose(_ id: CaseID, _ person: StaffID) throws {
      let held = model.worker(id)
      let expires = now + Int64(random.next() % 200_000 + 1) * 1_000_000
      let request = ProposeHandOverRequest.proposing(id, person) {
        $0.expireTime = Timestamp(microseconds: expires)
      }
      let fits = !held.isEmpty && held != person && canWork(person) && model.pending[id] == nil
      do {
        let made: HandOver = try pcrm.admin.ask("ProposeHandOver", request)
        #expect(fits)
        model.pending[id] = .init(id: made.id, to: person, expires: expires)
      } catch is Status {
        #expect(!fits)
      }
    }

    private mutating func answer(_ id: CaseID) throws {
      guard let pending = model.pending[id], let receiver = callers[pending.to] else { return }
      let isOpen = now < pending.expires
      if random.once(in: 3) {
        let refused = try receiver.denied(
          "DeclineHandOver",
          DeclineHandOverRequest.made {
            $0.id = pending.id
            $0.reason = "no"
          })
        #expect((refused == nil) == isOpen)
        if refused == nil { model.pending[id] = nil }
      } else {
        let refused = try receiver.denied(
          "AcceptHandOver", AcceptHandOverRequest.made { $0.id = pending.id })
        #expect((refused == nil) == (isOpen && canWork(pending.to)))
        if refused == nil { model.put(pending.to, on: id, now: now) }
      }
    }

    private mutating func leave(_ person: StaffID) throws {
      let from = now + (Int64(random.next() % 400_000) - 100_000) * 1_000_000
      let to =
        random.once(in: 5) ? Int64.max : from + Int64(random.next() % 400_000 + 1) * 1_000_000
      let others = staff.filter { $0 != person && random.once(in: 2) }.shuffled(using: &random)
      var request = RecordAbsenceRequest()
      request.absence = .of(
        person, others, from: Timestamp(microseconds: from),
        to: to == .max ? nil : Timestamp(microseconds: to))
      let overlaps = model.absences.contains {
        $0.staff == person && $0.from < to && from < $0.to
      }
      do {
        let made: Absence = try pcrm.admin.ask("RecordAbsence", request)
        #expect(!overlaps)
        model.absences.append(
          .init(id: made.id, staff: person, from: from, to: to, deputies: others))
      } catch is Status {
        #expect(overlaps)
      }
    }

    private mutating func comeBack() throws {
      guard !model.absences.isEmpty else { return }
      let place = Int(random.next() % UInt64(model.absences.count))
      let _: Absence = try pcrm.admin.ask(
        "DeleteAbsence", DeleteAbsenceRequest.made { $0.id = model.absences[place].id })
      model.absences.remove(at: place)
    }

    private mutating func close(_ id: CaseID) throws {
      if model.worker(id).isEmpty { return }
      try pcrm.close(id)
      model.put(StaffID(), on: id, now: now)
    }

    /// Time passes, a little or much; at times the clock is set back.
    private mutating func jump() {
      let back = random.once(in: 8)
      let seconds = Int64(random.next() % (back ? 3_000 : 150_000))
      pcrm.clock.advance(seconds: back ? -seconds : seconds)
      highest = max(highest, now)
      if random.once(in: 2) {
        pcrm.runTimers()
        for (id, pending) in model.pending where pending.expires <= now { model.pending[id] = nil }
      }
    }

    mutating func check(_ comment: String) throws {
      for id in cases {
        let spread = UInt64(highest - start + 200_000_000_000)
        for time in [now, start + Int64(random.next() % spread)] {
          let found = try pcrm.admin.charge(id, at: Timestamp(microseconds: time))
          #expect(found.staffID == model.charge(id, at: time), "\(comment), at \(time)")
        }
        #expect(
          try pcrm.admin.charge(id).duty?.staffID ?? StaffID() == model.worker(id), "\(comment)")
        #expect(try pcrm.stored(id).caseWorkerID == model.worker(id), "\(comment)")
      }
    }

    /// The rows themselves: each begins where the one before ends, and the last is open.
    func checkChains(_ comment: String) throws {
      for id in cases {
        let duties = try pcrm.admin.duties {
          $0.caseID = id
          $0.pageSize = 1000
        }
        #expect(duties.map(\.staffID) == model.periods[id, default: []].map(\.staff), "\(comment)")
        #expect(zip(duties, duties.dropFirst()).allSatisfy { $0.endTime == $1.startTime })
        #expect(duties.filter { $0.endTime == nil }.count == (duties.isEmpty ? 0 : 1))
      }
    }
  }
}
