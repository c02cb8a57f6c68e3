import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What people are told when a survey, a wave or an invitation is not as they think: words, and advice that helps.
struct SurveyWordsTests {
  private func said(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "(nothing)"
    } catch {
      return (error as? Status)?.message ?? "\(error)"
    }
  }

  /// Would catch names of the contract in sentences, and a closed wave that is said to be opened.
  @Test func states() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      func invite(_ id: SurveyWaveID) -> String {
        said {
          let _: CreateInvitationResponse = try world.admin.surveys(
            "CreateInvitation", CreateInvitationRequest.self
          ) { $0.waveID = id }
        }
      }
      let draft = try world.wave { $0.sample = nil }
      #expect(invite(draft.id) == "wave_id: the wave is a draft; open it first")
      let wave = try world.opened()
      let token = try SurveyWorld.token(try #require(try world.deliver().first))
      _ = try world.complete(token)
      #expect(
        said { _ = try world.complete(token) } == "token: the invitation is answered already")
      _ = try world.admin.closeWave(wave.id)
      #expect(invite(wave.id) == "wave_id: the wave is closed; it takes no more invitations")
    }
  }

  /// Would catch sentences that break in the middle: what may not be answered yet, or no more.
  @Test func times() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      func opened(_ token: String) -> String {
        said {
          let _: OpenInvitationResponse = try world.admin.surveys(
            "OpenInvitation", OpenInvitationRequest.self
          ) { $0.token = token }
        }
      }
      func token(_ wave: SurveyWaveID) throws -> String {
        let made: CreateInvitationResponse = try world.admin.surveys(
          "CreateInvitation", CreateInvitationRequest.self
        ) { $0.waveID = wave }
        return made.token
      }
      let wave = try world.opened {
        $0.sample = nil
        $0.openTime = SurveyWorld.at(10, day: 1)
      }
      let open = try token(wave.id)
      #expect(
        opened(open) == "token: the wave is open; nobody answers it before its open_time")
      _ = try world.admin.closeWave(wave.id)
      #expect(opened(open) == "token: the wave is closed; it takes no more answers")
      let second = try world.opened {
        $0.sample = nil
        $0.closeTime = SurveyWorld.at(18)
      }
      // Its time is over, but nothing that is due has been done since.
      pcrm.clock.advance(seconds: 86_400)
      #expect(
        said { _ = try token(second.id) } == "wave_id: the wave is open; its time is over")
    }
  }

  /// Would catch advice that leads to another refusal, "1 are", and a list that does not say of which sheet it is.
  @Test func sheets() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let token = try world.token()
      let request = world.request(token, [("score", .integer(9))])
      _ = try world.submit(request)
      let answered = "the invitation is answered already"
      #expect(
        said { _ = try world.submit(world.request(token, [("score", .integer(8))])) }
          == "sheets[0].id: was handed in before with other answers; \(answered)")
      let again = world.request(try world.token(), [("score", .integer(9))])
      #expect(
        said { _ = try world.submit(again) } == "sheets[0].id: is in use; choose another one")
      let one = world.request(try world.token(), [("sex", .choice("m"))], number: 2)
      #expect(
        said { _ = try world.submit(one) }
          == "sheets[0].answers: 1 of the form's questions is not answered as it has to be")
    }
  }

  @Test func sheetsWithoutNames() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      var request = SubmitAnonymousAnswerRequest()
      request.token = try world.token()
      request.sheets = [AnswerWorld.sheet([("score", .integer(9))])]
      request.sheets[0].id = SurveyAnswerID(high: 1, low: 1)
      let told = said {
        let _: SubmitAnonymousAnswerResponse = try world.portal.call(
          "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer", request)
      }
      #expect(told == "sheets[0].id: must be empty in an anonymous wave")
    }
  }

  @Test func reviews() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let request = world.request(try world.token(), [("score", .integer(9))])
      _ = try world.submit(request)
      var review = ReviewAnswerRequest()
      review.id = request.sheets[0].id
      review.state = .rejected
      review.reason = "twice"
      func reviewed() throws -> SurveyAnswer {
        try pcrm.admin.call("pcrm.v1.SurveyAnswerService/ReviewAnswer", review)
      }
      _ = try reviewed()
      #expect(said { _ = try reviewed() } == "state: the answer is rejected already")
    }
  }

  /// Would catch a manager who imports a form and is told of a customer.
  @Test func scope() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      let form = said { try manager.put(.service { $0.name = "mine" }) }
      #expect(form.contains("whole agency") && !form.contains("customer"), "\(form)")
      let wave = said {
        let _: SurveyWave = try manager.surveys("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft(of: world.survey.id)
        }
      }
      #expect(wave.contains("whole agency") && !wave.contains("customer"), "\(wave)")
    }
  }
}
