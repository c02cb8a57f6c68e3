import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// What is to be done after visits, and calls to customers that confirm them.
struct VisitTaskTests {
  /// Would catch a task that nobody is reminded of, or that is overdue although it was done.
  @Test func overdue() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let filed = try world.admin.file(visit.id) {
        $0.followUps = [world.followUp(1, "a"), world.followUp(2, "b"), world.followUp(48, "c")]
      }
      #expect(filed.tasks.map(\.title) == ["a", "b", "c"])
      let done = try world.admin.complete(filed.tasks[0].id)
      #expect(done.state == .done && !done.overdue && done.endTime == pcrm.clock.now())
      pcrm.clock.advance(seconds: 3 * 3600)
      pcrm.runTimers()
      let late = try world.admin.tasks { $0.overdue = true }
      #expect(late.map(\.title) == ["b"] && late.first?.version == 2)
      let subjects = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT subjects FROM audit WHERE method = 'timer/visit_task_due'") {
          $0.bytes(0)
        }
      }
      #expect(subjects == [world.customer.withBytes { [UInt8]($0) }], "the clock did it, once")
      pcrm.runTimers()
      #expect(try world.admin.tasks { $0.overdue = true } == late, "it is marked once")
      let ended = try world.admin.complete(filed.tasks[1].id)
      #expect(ended.overdue, "that it was late stays to be seen")
      #expect(
        try world.admin.tasks {
          $0.staffID = world.worker
          $0.state = .open
        }.map(\.title) == ["c"])
    }
  }

  /// Would catch a task that is late and says that it is not, because it was done before its timer ran.
  @Test func lateBeforeTheTimer() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let task = try #require(
        try world.admin.file(visit.id) { $0.followUps = [world.followUp(1)] }.tasks.first)
      pcrm.clock.advance(seconds: 2 * 3600)
      #expect(try world.admin.complete(task.id).overdue)
    }
  }

  /// Would catch pages that lose or repeat tasks, and filters that are not looked at.
  @Test func listing() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let other = try pcrm.staff("박영수", in: world.cases.office)
      let visit = try world.visit()
      let tasks = try world.admin.file(visit.id) {
        $0.followUps = [5, 3, 9, 1, 7].map { world.followUp($0, "\($0)") }
        $0.followUps[2].staffID = other
        $0.report?.adoption = .made {
          $0.supportRequests = [
            .made {
              $0.what = "a lift"
              $0.dueTime = world.later(hours: 4)
            }
          ]
        }
      }.tasks
      #expect(tasks.count == 6)
      let titles = ["1", "3", "a lift", "5", "7", "9"]
      for size in [Int32(1), 2, 5, 6, 100] {
        #expect(try world.admin.tasks(size: size).map(\.title) == titles, "\(size)")
        #expect(try world.admin.tasks(size: size) { $0.visitID = visit.id }.count == 6)
      }
      #expect(try world.admin.tasks { $0.staffID = other }.map(\.title) == ["9"])
      #expect(try world.admin.tasks { $0.kind = .agentSupport }.map(\.title) == ["a lift"])
      #expect(try world.admin.tasks { $0.officeID = world.cases.office }.count == 6)
      #expect(try world.admin.tasks { $0.customerID = world.customer }.count == 6)
      #expect(
        try world.admin.tasks { $0.dueBefore = world.later(hours: 4) }.map(\.title) == ["1", "3"])
    }
  }

  @Test func ending() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(1000) })
      let visit = try world.visit()
      let tasks = try world.admin.file(visit.id) { $0.followUps = [world.followUp(1)] }.tasks
      let (task, call) = (tasks[0], tasks[1])
      func complete(
        _ change: (inout CompleteVisitTaskRequest) -> Void = { _ in }
      ) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "CompleteVisitTask",
          CompleteVisitTaskRequest.made {
            $0.id = task.id
            change(&$0)
          })
      }
      func drop(_ change: (inout DropVisitTaskRequest) -> Void = { _ in }) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "DropVisitTask",
          DropVisitTaskRequest.made {
            $0.id = task.id
            $0.reason = "moot"
            change(&$0)
          })
      }
      func callBack(_ change: (inout RecordCallBackRequest) -> Void = { _ in }) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "RecordCallBack",
          RecordCallBackRequest.made {
            $0.id = call.id
            $0.result = .made { $0.reached = true }
            change(&$0)
          })
      }
      let invalid = StatusCode.invalidArgument
      let ended = Refusal(.failedPrecondition, "TASK_ENDED", "id")
      #expect(
        try complete { $0.id = VisitTaskID() } == Refusal(invalid, "FIELD_REQUIRED", "id"))
      #expect(
        try complete { $0.id = VisitTaskID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try complete { $0.version = 5 } == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      #expect(
        try complete { $0.result = String(repeating: "x", count: 1001) }
          == Refusal(invalid, "FIELD_TOO_LONG", "result"))
      #expect(
        try complete { $0.id = call.id } == Refusal(.failedPrecondition, "TASK_KIND", "id"))
      #expect(try drop { $0.reason = "" } == Refusal(invalid, "FIELD_REQUIRED", "reason"))
      #expect(try drop() == nil)
      #expect(try drop() == ended)
      #expect(try complete() == ended)
      #expect(try callBack { $0.result = nil } == Refusal(invalid, "FIELD_REQUIRED", "result"))
      #expect(
        try callBack { $0.result?.satisfaction = 6 }
          == Refusal(invalid, "FIELD_OUT_OF_RANGE", "result.satisfaction"))
      #expect(
        try callBack {
          $0.result?.reached = false
          $0.result?.confirmed = true
        } == Refusal(invalid, "FIELD_MALFORMED", "result.reached"))
      let second = try world.visit()
      let follow = try #require(
        try world.admin.file(second.id) { $0.followUps = [world.followUp(1)] }.tasks.first)
      #expect(
        try callBack { $0.id = follow.id } == Refusal(.failedPrecondition, "TASK_KIND", "id"))
      #expect(try callBack() == nil)
      #expect(try callBack() == ended)
    }
  }

  /// Would catch a visitor who confirms the own visit, and a customer who was not reached and counts as asked.
  @Test func callBacks() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(1000) })
      let visit = try world.visit()
      let task = try #require(try world.admin.file(visit.id).tasks.first)
      #expect(task.kind == .callBack && task.staffID.isEmpty)
      #expect(task.dueTime == world.later(hours: 48))
      let visitor = try pcrm.caller(as: .field, staff: world.worker)
      let request = RecordCallBackRequest.made {
        $0.id = task.id
        $0.result = .made {
          $0.reached = true
          $0.confirmed = true
          $0.satisfaction = 4
        }
      }
      #expect(
        try visitor.reportsRefusal("RecordCallBack", request)
          == Refusal(.failedPrecondition, "OWN_VISIT", "id"))
      let tried: VisitTask = try world.admin.reports(
        "RecordCallBack",
        RecordCallBackRequest.made {
          $0.id = task.id
          $0.result = .made { $0.note = "engaged" }
        })
      #expect(tried.state == .open && tried.version == 2)
      let done: VisitTask = try world.admin.reports("RecordCallBack", request)
      #expect(done.state == .done && done.callBack?.satisfaction == 4)
      let start = try #require(visit.startTime)
      let figures = try world.admin.quality(start, start.adding(seconds: 1)).levels[2]
      #expect(figures.confirmed == 1 && figures.satisfactionHundredths == 400)
    }
  }

  /// Would catch a sample that is not the share that was asked for, or that does not follow from seed and id alone.
  @Test func sample() {
    let seed: UInt64 = 20_260_302
    var random = SeededRandom(seed: seed)
    let ids = (0..<20_000).map { _ in
      VisitID(high: random.next(), low: random.next() | 0x8000_0000_0000_0000)
    }
    let profile = VisitProfile(purpose: "first_visit", managementLevel: .general)
    for permille in [Int32(0), 50, 500, 1000] {
      let rule = CallBackRule.sampling(permille)
      let sampled = ids.filter { rule.samples($0, profile) }
      let share = Double(sampled.count) / Double(ids.count) * 1000
      #expect(abs(share - Double(permille)) < 12, "seed \(seed): \(share) of \(permille)")
      #expect(sampled == ids.filter { rule.samples($0, profile) })
    }
    let (one, two) = (CallBackRule.sampling(500), CallBackRule.sampling(500, seed: 2))
    let same = ids.filter { one.samples($0, profile) == two.samples($0, profile) }.count
    #expect(abs(same - ids.count / 2) < 400, "two seeds give samples of their own")
    // A greater share asks those too whom a smaller one asks.
    let few = CallBackRule.sampling(100)
    #expect(ids.allSatisfy { !few.samples($0, profile) || one.samples($0, profile) })
    var narrow = CallBackRule.sampling(1000)
    narrow.managementLevels = [.intensive]
    #expect(!ids.contains { narrow.samples($0, profile) })
    narrow.managementLevels = []
    narrow.purposes = ["adoption"]
    #expect(!ids.contains { narrow.samples($0, profile) })
  }
}
