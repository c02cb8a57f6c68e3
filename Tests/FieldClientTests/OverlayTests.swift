import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@Suite("Overlay: what was done here over what came from there")
struct OverlayTests {
  private func mutations() -> [Mutation] {
    func make(_ entity: EntityType, _ op: MutationOp, _ set: (inout Mutation) -> Void) -> Mutation {
      var mutation = Mutation()
      mutation.entity = entity
      mutation.op = op
      mutation.entityID = Sample.id(1, of: VisitID.self).description
      mutation.time = DeviceTime()
      mutation.time?.wall = ManualClock().now()
      set(&mutation)
      return mutation
    }
    let steps: [VisitState] = [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled]
    var all = steps.map { state in
      make(.visit, .transition) {
        $0.step = VisitStep()
        $0.step?.to = state
        $0.step?.reason = "why"
      }
    }
    all.append(
      make(.visit, .patch) {
        $0.fields = FieldMask(paths: ["note"])
        $0.visit = Visit()
        $0.visit?.note = "new"
      })
    all.append(
      make(.attempt, .append) {
        $0.attempt = VisitAttempt()
        $0.attempt?.id = Sample.id(7)
        $0.attempt?.visitID = Sample.id(1)
        $0.attempt?.time = ManualClock().now()
        $0.attempt?.outcome = .met
      })
    all.append(
      make(.visitNote, .append) {
        $0.note = VisitNote()
        $0.note?.id = Sample.id(8)
        $0.note?.visitID = Sample.id(1)
        $0.note?.text = "text"
      })
    all.append(
      make(.visitReport, .create) {
        $0.report = FileReportRequest()
        $0.report?.report = VisitReport()
        $0.report?.report?.visitID = Sample.id(1)
      })
    all.append(
      make(.visit, .append) {
        $0.attachment = VisitAttachment()
        $0.attachment?.sha256 = "ab"
      })
    return all
  }

  @Test func laidOverTwiceIsLaidOverOnce() {
    // Fault: a row that has the effect already gets it again, which no device can tell apart.
    for state in VisitLife.table.map(\.from) {
      for mutation in mutations() {
        let row = Sample.visit(1, state)
        let once = Overlay.lay(mutation, over: row, by: Sample.staff)
        let twice = Overlay.row(row, with: [mutation, mutation], by: Sample.staff)
        #expect(once == twice, "\(state.word): \(mutation.entity) \(mutation.op)")
        #expect(
          once?.id == row.id && once?.visit?.visit?.customerID == row.visit?.visit?.customerID)
      }
    }
  }

  @Test func aStepNeverTakesAVisitBack() {
    for state in VisitLife.table.map(\.from) where !state.isEnded {
      for mutation in mutations() where mutation.step != nil {
        guard let to = mutation.step?.to else { continue }
        let after = Overlay.lay(mutation, over: Sample.visit(1, state), by: Sample.staff)
        let shown = after?.visit?.visit?.state ?? .unspecified
        #expect(shown == (to.isEnded || to.rawValue > state.rawValue ? to : state))
      }
    }
  }

  @Test func aRestrictedNoteIsNeverShownHere() {
    var mutation = Mutation()
    mutation.entity = .visitNote
    mutation.op = .append
    mutation.note = VisitNote()
    mutation.note?.id = Sample.id(8)
    mutation.note?.visitID = Sample.id(1)
    mutation.note?.restricted = true
    let row = Overlay.lay(mutation, over: Sample.visit(1), by: Sample.staff)
    #expect(row?.visit?.notes.isEmpty == true)
  }

  @Test func whatIsMadeHereIsThereBeforeTheServerKnows() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    server.put(Sample.customer(1, "고객"))
    #expect(device.client.sync(over: server).isComplete)
    var visit = Visit()
    visit.customerID = Sample.id(1001)
    visit.purpose = "first_visit"
    visit.startTime = device.clock.now().adding(seconds: 3600)
    visit.endTime = device.clock.now().adding(seconds: 7200)
    try device.client.change(.newVisit(visit))
    let made = try #require(try device.client.today().first)
    #expect(made.visit.state == .planned && made.isUnsent && made.visit.staffID == Sample.staff)
    try device.client.step(made.visit.id, to: .enRoute)
    let queue = try device.client.queue()
    #expect(queue.map(\.mutation.afterN) == [0, 1])
  }
}
