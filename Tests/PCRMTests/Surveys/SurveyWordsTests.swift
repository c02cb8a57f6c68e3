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
