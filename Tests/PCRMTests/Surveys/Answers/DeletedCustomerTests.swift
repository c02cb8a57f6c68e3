import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

@testable import PCRM

/// What a token is good for once its customer was deleted.
@Suite struct DeletedCustomerTests {
  @Test(
    "A letter that is still under way opens nothing, takes nothing, and counts again after an undeletion"
  )
  func nothingIsOpened() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let customer = try pcrm.admin.create(.person()).id
      let token = try world.token(for: customer)
      var draft = world.request(token, [("score", .integer(2))])
      draft.draft = true
      _ = try world.submit(draft)
      _ = try pcrm.admin.delete(customer)
      var open = OpenInvitationRequest()
      open.token = token
      let path = "pcrm.v1.SurveyService/OpenInvitation"
      #expect(try world.portal.refused(path, open)?.reason == "DELETED")
      let answer = world.request(token, [("score", .integer(9))])
      #expect(try world.refused(answer)?.reason == "DELETED")
      var read = GetDraftRequest()
      read.token = token
      #expect(
        try world.portal.refused("pcrm.v1.SurveyAnswerService/GetDraft", read)?.reason == "DELETED")
      _ = try pcrm.admin.undelete(customer)
      #expect(try world.portal.refused(path, open) == nil)
      #expect(try world.refused(answer) == nil)
    }
  }

  @Test("An anonymous wave takes no answer with the token of somebody who was deleted")
  func anonymousWaves() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, anonymous: true)
      let customer = try pcrm.admin.create(.person()).id
      var request = SubmitAnonymousAnswerRequest()
      request.token = try world.token(for: customer)
      request.sheets = [AnswerWorld.sheet([("score", .integer(9))])]
      let path = "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer"
      _ = try pcrm.admin.delete(customer)
      #expect(try world.portal.refused(path, request)?.reason == "DELETED")
      #expect(try world.number("SELECT count(*) FROM survey_holding") == 0)
      _ = try pcrm.admin.undelete(customer)
      #expect(try world.portal.refused(path, request) == nil)
    }
  }
}
