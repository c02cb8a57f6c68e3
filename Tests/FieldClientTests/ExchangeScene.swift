import FieldClient
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Surveys
import Testing

/// A member of staff with a device whose calls are written down, and an office that does things meanwhile.
struct ExchangeScene {
  private let agency: FieldAgency
  private let visit: Visit
  private let device: TestDevice
  private let direct: DirectNetwork
  private let network: RecordingNetwork
  private let page: Exchange

  init(_ fixture: PCRMFixture, _ page: Exchange) throws {
    agency = try FieldAgency(fixture)
    visit = try agency.visit(try agency.customer("김하나"))
    (device, direct) = try agency.device()
    network = RecordingNetwork(direct, page)
    self.page = page
  }

  private var client: FieldClient { device.client }

  @discardableResult
  private func sync(_ title: String, _ about: String) -> FieldSyncReport {
    page.begin(title, about)
    let report = client.sync(over: network)
    #expect(report.failure == nil && report.isComplete, "\(String(describing: report.failure))")
    return report
  }

  func visits() throws {
    let first = sync(
      "First sync", "A device that the server does not know says Hello, and pulls everything.")
    #expect(first.rows >= 2)
    agency.fixture.clock.advance(seconds: 900)
    try client.step(visit.id, to: .enRoute)
    agency.fixture.clock.advance(seconds: 300)
    let edit = sync("An edit", "Somebody sets out, five minutes before there is a network.")
    #expect(edit.results.map(\.outcome) == [.applied])
    var mine = Visit()
    mine.note = "벨이 고장"
    try client.change(.visit(visit.id, fields: ["note"], mine))
    try agency.note(visit.id, "뒷문으로")
    let both = sync("A conflict", "Device and office write the same field.")
    #expect(both.results.map(\.outcome) == [.conflict])
    let conflict = try #require(try client.conflicts().first?.conflict)
    try client.resolve(conflict.id, .mine)
    let chosen = sync("The conflict is resolved", "Whoever works with the device chooses.")
    #expect(chosen.results.map(\.outcome) == [.applied])
    let next = try agency.visit(try agency.customer("이둘"), hours: 3)
    _ = client.sync(over: direct)
    var patch = Visit()
    patch.note = "아직 못 보냄"
    try client.change(.visit(next.id, fields: ["note"], patch))
    var reassign = ReassignVisitRequest()
    reassign.id = next.id
    reassign.staffID = agency.staff[1]
    reassign.reason = "휴가"
    let _: Visit = try agency.admin.call("pcrm.v1.VisitService/ReassignVisit", reassign)
    let held = sync(
      "A reassignment", "The visit is somebody else's when the change comes: it is kept apart.")
    #expect(held.results.map(\.outcome) == [.quarantined])
  }

  func forms() throws {
    let survey = try AgencySurvey(agency)
    agency.runTimers()
    #expect(sync("A form comes", "A wave was opened.").rows == 1)
    var session = try client.begin(survey.wave.id)
    try session.state.set("met", .choice("n"))
    try session.state.set("score", .integer(8))
    session.token = try survey.invite()
    agency.fixture.clock.advance(seconds: 120)
    _ = try client.submit(session)
    let answered = sync("A customer's answer", "With the token that the customer showed.")
    #expect(answered.results.map(\.outcome) == [.applied])
    try survey.close()
    agency.runTimers()
    #expect(sync("The form leaves", "The wave was closed.").removals == 1)
  }

  /// What is more than one page holds, from where the device stands.
  func pages() throws {
    func pull(_ cursor: String, _ rows: Int32, _ way: any FieldNetwork) throws -> PullResponse {
      var request = PullRequest()
      request.deviceID = try client.deviceID()
      request.cursor = cursor
      request.maxRows = rows
      return try PullResponse(
        binary: way.call("pcrm.v1.FieldSyncService/Pull", request.binary()))
    }
    var answer = PullResponse()
    repeat { answer = try pull(answer.nextCursor, 0, direct) } while !answer.complete
    for (name, hours) in [("최셋", Int64(8)), ("정넷", 10)] {
      _ = try agency.visit(try agency.customer(name), hours: hours)
    }
    page.begin(
      "Several pages",
      "Nothing is taken over before `complete`; `nextCursor` of a page asks for the one after it.")
    var pages = 0
    repeat {
      answer = try pull(answer.nextCursor, 2, network)
      pages += 1
    } while !answer.complete && pages < 10
    #expect(pages >= 2 && answer.complete)
    #expect(client.sync(over: direct).isComplete)
  }

  func groupsAndGaps() throws {
    let first = visit.id
    let taken = try #require(try client.visits { $0.id != first }.first?.visit)
    var second = Visit()
    second.customerID = taken.customerID
    second.purpose = "care"
    second.startTime = taken.startTime
    second.endTime = taken.endTime
    second.outsideHours = "as agreed"
    var note = VisitNote()
    note.visitID = taken.id
    note.text = "다시 오기로 함"
    try client.change([.newVisit(second), .note(note)], together: true)
    let group = sync(
      "A group of which one is refused",
      "All of them happen or none: one says why, the others not.")
    #expect(group.results.map(\.reason).sorted() == ["GROUP_FAILED", "OUT_OF_SCOPE"])
    let number = try client.note(taken.id, "보호자 동석")
    let waiting = try #require(try client.queue().last { $0.mutation.n == number }?.mutation)
    var push = PushRequest()
    push.deviceID = try client.deviceID()
    push.epoch = try client.status().epoch
    push.mutations = [waiting]
    push.mutations[0].n += 1
    page.begin(
      "A number is missing",
      "Nothing is taken from the gap on. `expectedN` is what the server waits for: say Hello.")
    let answer = try PushResponse(
      binary: network.call("pcrm.v1.FieldSyncService/Push", push.binary()))
    #expect(answer.expectedN == number && answer.results.isEmpty)
    #expect(client.sync(over: direct).results.map(\.outcome) == [.applied])
  }

  func filesAndNumbers() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "-"), count: 300_000)
    try client.change(
      .attach(visit.id, FieldFile(name: "약도.txt", mediaType: "text/plain", bytes: bytes)))
    let file = sync(
      "A file", "It is announced by a mutation, and goes up in pieces after the push.")
    #expect(file.filesUploaded == 1)
    #expect(throws: Status(.resourceExhausted, "", ErrorInfo(reason: "NUMBERS_EXHAUSTED"))) {
      try client.nextNumber("receipt")
    }
    sync("Readable numbers", "A block of a series that the device asks for the first time.")
    #expect(try !client.nextNumber("receipt").isEmpty)
  }

  func revoked() throws {
    try client.note(visit.id, "마지막")
    var revoke = RevokeDeviceRequest()
    revoke.id = try client.deviceID()
    revoke.reason = "잃어버림"
    let _: Device = try agency.admin.call("pcrm.v1.FieldSyncService/RevokeDevice", revoke)
    page.begin(
      "A device that was taken out of service",
      "It destroys its rows at Hello, sends what it has, and destroys the rest.")
    let report = client.sync(over: network)
    #expect(report.isWiped && report.results.map(\.outcome) == [.quarantined])
  }
}
