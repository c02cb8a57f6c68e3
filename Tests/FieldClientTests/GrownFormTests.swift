import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Surveys
import Testing

@testable import FieldClient

/// Forms that become too much answer by answer: each change is small, and the server works all of it out at once.
@Suite("FieldClient: forms that grow beyond the bound")
struct GrownFormTests {
  /// Members, for each of whom a long text is looked through.
  private static var questionnaire: Questionnaire {
    var text = FormItem()
    text.type = .text
    text.name = "said"
    var found = FormItem()
    found.type = .calculated
    found.name = "found"
    let search = "contains(${said}, ../../part)"
    found.calculation = "\(search) or \(search) or \(search) or \(search)"
    var members = FormItem()
    members.type = .repeat
    members.name = "member"
    members.items = [text, found]
    var part = text
    part.name = "part"
    var form = Questionnaire()
    form.name = "after_visit"
    form.items = [part, members]
    return form
  }

  /// Would catch an answer that the device shows as given and the server will never take, and a draft that nobody can open
  /// to put it right.
  @Test func refusedHereAndCutDown() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency, form: Self.questionnaire)
      let (device, network) = try agency.device()
      _ = device.client.sync(over: network)
      var session = try device.client.begin(survey.wave.id)
      session.token = try survey.invite()
      try session.state.set("part", .text(String(repeating: "b", count: 4000)))
      for member in 1...6 {
        _ = try session.state.addRepeat("member")
        try session.state.set(
          "member[\(member)]/said", .text(String(repeating: "a", count: 4000)))
      }
      #expect(session.finished(at: fixture.clock.now()).fault?.reason == "TOO_MUCH_WORK")
      let tooMuch = Status(
        .invalidArgument, "", ErrorInfo(reason: "ANSWER_INVALID", field: "answers"))
      let grown = session
      #expect(throws: tooMuch) { try device.client.submit(grown) }
      #expect(try device.client.status().unsent == 0)
      try device.client.keep(session)
      try device.reopen()
      var resumed = try device.client.resume(session.id)
      #expect(resumed.state.fault?.reason == "TOO_MUCH_WORK")
      #expect(resumed.state.draft() == session.state.draft())
      for number in [6, 5, 4, 3, 2] { try resumed.state.removeRepeat("member[\(number)]") }
      #expect(resumed.state.fault == nil)
      _ = try device.client.submit(resumed)
      #expect(device.client.sync(over: network).results.map(\.outcome) == [.applied])
      #expect(try survey.answers().count == 1)
    }
  }
}
