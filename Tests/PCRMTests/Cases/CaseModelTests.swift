import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// Random calls, legal and not, against a model that is a page long: what the server allows is what the model allows,
/// and afterwards both stand in the same place.
struct CaseModelTests {
  /// What the case type says, by hand.
  private enum Rules {
    static let ways = [
      "reported": ["first_care"], "first_care": ["rehab", "ended"],
      "rehab": ["first_care", "ended"], "ended": ["first_care"],
    ]
    static let nextPhases = [
      "": ["acute"], "acute": ["subacute"], "subacute": ["acute", "fixed"],
      "fixed": ["subacute", ""],
    ]
    static let closable: Set = ["reported", "rehab", "ended"]
    static let stages = ["reported", "first_care", "rehab", "ended"]
    static let phases = ["", "acute", "subacute", "fixed"]
    /// Codes due in a stage: those of every phase, and those of some phases only.
    static let due: [String: [(code: String, phases: Set<String>, times: Int)]] = [
      "reported": [("first_call", [], 1), ("survey", [], 1)],
      "first_care": [
        ("visit", [], 3), ("letter", [], 1), ("acute_call", ["acute"], 1), ("survey", [], 1),
      ],
      "rehab": [("visit", [], 1), ("acute_call", ["acute", "subacute"], 1)],
      "ended": [],
    ]
  }

  /// Where a case stands, and what is planned on it.
  private struct Model {
    var stage = "reported"
    var phase = ""
    var status = CaseStatus.open
    var hasWorker = false
    var isChecked = false
    /// Planned codes, each with its occurrence.
    var planned = ["first_call": 1, "survey": 1]
    var version: Int64 = 1

    func asked(in phase: String) -> Set<String> {
      Set(
        (Rules.due[stage] ?? []).filter { $0.phases.isEmpty || $0.phases.contains(phase) }
          .map(\.code))
    }

    mutating func replan(before: Set<String>) {
      let asked = asked(in: phase)
      planned = planned.filter { asked.contains($0.key) }
      for code in asked.subtracting(before) where planned[code] == nil { planned[code] = 1 }
    }

    mutating func takeCharge() {
      if !hasWorker { version += 1 }
      hasWorker = true
    }
  }

  private enum Step {
    case advance, phase, suspend, resume, close, reopen, touchpoint, quality, wait

    /// Calls that go on with the case come more often than those that would soon end every run.
    static let mix: [Step] = [
      .advance, .advance, .advance, .advance, .phase, .phase, .phase, .touchpoint, .touchpoint,
      .touchpoint, .quality, .quality, .wait, .wait, .suspend, .resume, .close, .reopen,
    ]
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func agreesWithModel(seed: UInt64) throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: seed)
      let world = try CaseWorld(pcrm)
      let id = try #require(try world.admin.open(world.customer).case).id
      var model = Model()
      var trail: [String] = []
      for _ in 0..<200 {
        var step = random.pick(Step.mix)
        if model.status == .closed && random.once(in: 2) { step = .reopen }
        if model.status == .suspended && random.once(in: 2) { step = .resume }
        let said = try take(step, world, id, &model, &random)
        trail.append(said)
        let stored = try world.admin.caseRecord(id)
        let waiting = try world.admin.touchpoints { $0.caseID = id }.filter {
          $0.state == .planned || $0.state == .paused
        }
        let state = model.status == .suspended ? TouchpointState.paused : .planned
        let planned = Dictionary(
          waiting.map { ($0.code, Int($0.occurrence)) }, uniquingKeysWith: { a, _ in a })
        let agrees =
          stored.stage == model.stage && stored.phase == model.phase
          && stored.status == model.status && stored.version == model.version
          && !stored.caseWorkerID.isEmpty == model.hasWorker && planned == model.planned
          && waiting.count == planned.count && waiting.allSatisfy { $0.state == state }
        guard agrees else {
          Issue.record(
            "seed \(seed): after \(trail.suffix(6)) the case is \(stored.stage)/\(stored.phase)/\(stored.status.rawValue) v\(stored.version) \(planned), the model \(model)"
          )
          return
        }
      }
      try checkHistory(world, id, seed)
    }
  }

  /// Events and earlier states are numbered without a gap.
  private func checkHistory(_ world: CaseWorld, _ id: CaseID, _ seed: UInt64) throws {
    let events = try world.admin.caseEvents(id)
    #expect(events.count > 30, "seed \(seed): hardly anything was legal")
    #expect(events.map(\.number) == Array(1...Int64(events.count)), "seed \(seed)")
    var place = "reported"
    for event in events where event.kind == .stage {
      #expect(event.from == place, "seed \(seed)")
      #expect(Rules.ways[place]?.contains(event.to) == true, "seed \(seed)")
      place = event.to
    }
    let version = try world.admin.caseRecord(id).version
    let kept = try world.pcrm.database.read { (reader) throws(Status) in
      try reader.all(
        "SELECT version FROM case_history WHERE case_id = $1 ORDER BY version", .id(id)
      ) { (row) throws(Status) in row.integer(0) }
    }
    #expect(kept == Array(1..<version), "seed \(seed)")
  }

  /// Makes a call, holds the answer to what the model allows, and moves the model.
  private func take(
    _ step: Step, _ world: CaseWorld, _ id: CaseID, _ model: inout Model,
    _ random: inout SeededRandom
  ) throws -> String {
    switch step {
    case .advance: return try advance(world, id, &model, &random)
    case .phase: return try setPhase(world, id, &model, &random)
    case .touchpoint: return try record(world, id, &model, &random)
    case .suspend:
      let isAllowed = model.status == .open
      try expect("SuspendCase", SuspendCaseRequest.self, world, isAllowed) {
        $0.id = id
        $0.reason = "x"
      }
      if isAllowed {
        model.status = .suspended
        model.version += 1
      }
    case .resume:
      let isAllowed = model.status == .suspended
      try expect("ResumeCase", ResumeCaseRequest.self, world, isAllowed) {
        $0.id = id
        $0.reason = "x"
      }
      if isAllowed {
        model.status = .open
        model.version += 1
      }
    case .close:
      let isAllowed = model.status != .closed && Rules.closable.contains(model.stage)
      try expect("CloseCase", CloseCaseRequest.self, world, isAllowed) {
        $0.id = id
        $0.reason = "x"
      }
      if isAllowed {
        model.status = .closed
        model.planned = [:]
        model.version += model.hasWorker ? 2 : 1
        model.hasWorker = false
      }
    case .reopen:
      let isAllowed = model.status == .closed
      try expect("ReopenCase", ReopenCaseRequest.self, world, isAllowed) {
        $0.id = id
        $0.reason = "x"
        $0.caseWorkerID = world.worker
      }
      if isAllowed {
        model.status = .open
        model.version += 1
        model.takeCharge()
        model.isChecked = false
        model.replan(before: [])
      }
    case .quality:
      let isAllowed = model.status != .closed && model.stage == "first_care"
      try expect("CheckQualityPoint", CheckQualityPointRequest.self, world, isAllowed) {
        $0.caseID = id
        $0.code = "papers"
        $0.result = .missed
      }
      if isAllowed { model.isChecked = true }
    case .wait: world.pcrm.clock.advance(seconds: Int64(random.next() % 40) * 86_400 + 1)
    }
    return "\(step)"
  }

  private func advance(
    _ world: CaseWorld, _ id: CaseID, _ model: inout Model, _ random: inout SeededRandom
  ) throws -> String {
    let to = random.pick(Rules.stages)
    let withWorker = !random.once(in: 4)
    let isWorkerKnown = model.hasWorker || withWorker || to == "ended"
    let isAllowed =
      model.status == .open && Rules.ways[model.stage]?.contains(to) == true && isWorkerKnown
      && (model.stage != "first_care" || model.isChecked)
    let exit = model.stage == "first_care" ? "healed" : ""
    try expect("AdvanceCase", AdvanceCaseRequest.self, world, isAllowed) {
      $0.id = id
      $0.to = to
      $0.reason = to == "ended" ? "recovered" : "x"
      $0.exitReason = exit
      $0.caseWorkerID = withWorker ? world.worker : StaffID()
    }
    // Stages begin at different times, or a checklist would be the earlier one's.
    world.pcrm.clock.advance(seconds: 1)
    if isAllowed {
      model.stage = to
      model.version += 1
      if withWorker { model.takeCharge() }
      model.isChecked = false
      model.replan(before: [])
    }
    return "advance \(to)"
  }

  private func setPhase(
    _ world: CaseWorld, _ id: CaseID, _ model: inout Model, _ random: inout SeededRandom
  ) throws -> String {
    let to = random.pick(Rules.phases)
    let isAllowed =
      model.status == .open && Rules.nextPhases[model.phase]?.contains(to) == true
    let exit = model.phase == "subacute" ? "better" : ""
    try expect("SetCasePhase", SetCasePhaseRequest.self, world, isAllowed) {
      $0.id = id
      $0.phase = to
      $0.reason = "injury"
      $0.exitReason = exit
    }
    if isAllowed {
      let before = model.asked(in: model.phase)
      model.phase = to
      model.version += 1
      model.replan(before: before)
    }
    return "phase \(to)"
  }

  private func record(
    _ world: CaseWorld, _ id: CaseID, _ model: inout Model, _ random: inout SeededRandom
  ) throws -> String {
    let all = try world.admin.touchpoints { $0.caseID = id }
    let waiting = all.filter { $0.state == .planned }
    let touchpoint = random.pick(waiting.isEmpty || random.once(in: 4) ? all : waiting)
    let isAllowed = model.status == .open && touchpoint.state == .planned
    try expect("RecordTouchpoint", RecordTouchpointRequest.self, world, isAllowed) {
      $0.touchpointID = touchpoint.id
    }
    if isAllowed {
      let rule = Rules.due[model.stage]?.first { $0.code == touchpoint.code }
      let isAgain = Int(touchpoint.occurrence) < rule?.times ?? 1
      model.planned[touchpoint.code] = isAgain ? Int(touchpoint.occurrence) + 1 : nil
    }
    return "touchpoint \(touchpoint.code)"
  }

  private func expect<R: Message>(
    _ method: String, _ type: R.Type, _ world: CaseWorld, _ isAllowed: Bool,
    _ set: (inout R) -> Void
  ) throws {
    let refusal = try world.admin.casesRefusal(method, type, set)
    #expect((refusal == nil) == isAllowed, "\(method): \(refusal.map(\.description) ?? "done")")
    if let refusal {
      let codes: [StatusCode] = [.failedPrecondition, .invalidArgument]
      #expect(codes.contains(refusal.code), "\(method): \(refusal)")
    }
  }
}
