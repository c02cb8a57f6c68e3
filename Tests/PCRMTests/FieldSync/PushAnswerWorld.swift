import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Anna and Berta with a device each, and a survey whose wave is open.
struct PushAnswerWorld {
  let push: PushWorld
  let answers: AnswerWorld

  var pcrm: PCRMFixture { push.pcrm }
  var anna: TestDevice { push.anna }

  init(_ pcrm: PCRMFixture, quotas: [SurveyQuota] = []) throws {
    push = try PushWorld(pcrm)
    answers = try AnswerWorld(pcrm, quotas: quotas)
  }

  /// An answer of a customer's to Anna.
  func answer(
    _ token: String, score: String = "7", on device: TestDevice? = nil,
    id: SurveyAnswerID? = nil, _ change: (inout SyncAnswer) -> Void = { _ in }
  ) -> Mutation {
    let device = device ?? anna
    return device.change(.surveyAnswer, .append, (id ?? device.key()).description) {
      var answer = SyncAnswer()
      answer.waveID = answers.wave.id
      answer.token = token
      answer.questionnaireVersion = answers.wave.questionnaireVersion
      answer.finishTime = pcrm.clock.now()
      answer.startTime = pcrm.clock.now().adding(seconds: -60)
      answer.answers = AnswerWorld.sheet([("score", .decimal(score))]).answers
      change(&answer)
      $0.answer = answer
    }
  }

  func stored() throws -> Int64 { try answers.number("SELECT count(*) FROM survey_answer") }

  /// A customer of an office's, with a case worker.
  func customer(of worker: StaffID = StaffID(), in office: UnitID? = nil) throws -> CustomerID {
    try pcrm.admin.create(
      Customer.person().with {
        $0.homeOfficeID = office ?? push.world.office
        $0.caseWorkerID = worker
      }
    ).id
  }

  /// An answer that Anna's device says was given now.
  func answerNow(_ token: String) -> Mutation {
    var mutation = answer(token)
    var time = DeviceTime()
    time.wall = pcrm.clock.now()
    mutation.time = time
    return mutation
  }

  /// Takes Anna's device out of service: what it sends from now on goes to quarantine.
  func revoke() throws {
    let _: Device = try pcrm.admin.sync("RevokeDevice", RevokeDeviceRequest.self) {
      $0.id = anna.id
      $0.reason = "lost"
    }
  }
}
