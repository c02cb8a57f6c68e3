import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Surveys: questionnaires that are kept, waves, samples, invitations, triggers, and messages on their way.
struct SurveyService {
  static let name = "pcrm.v1.SurveyService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, questionnaires + surveys + waves + invitations + triggers + outbox)
  }

  private var questionnaires: [Method] {
    [
      .write("PutQuestionnaire", .editSurveys, putQuestionnaire, subjects: .nobody),
      .read("GetQuestionnaire", .viewSurveys, questionnaire, subjects: .nobody),
      .scan("ListQuestionnaires", .viewSurveys, listQuestionnaires, subjects: .nobody),
      .scan(
        "ListQuestionnaireVersions", .viewSurveys, listQuestionnaireVersions, subjects: .nobody),
      .scan("MapQuestionnaire", .viewSurveys, mapQuestionnaire, subjects: .nobody),
    ]
  }

  private var surveys: [Method] {
    [
      .write("CreateSurvey", .editSurveys, createSurvey, subjects: .nobody),
      .read("GetSurvey", .viewSurveys, survey, subjects: .nobody),
      .scan("ListSurveys", .viewSurveys, listSurveys, subjects: .nobody),
      .write("UpdateSurvey", .editSurveys, updateSurvey, subjects: .nobody),
      .write("ApplySurveyPolicy", .editSurveys, applyPolicy, subjects: .nobody),
      .read("GetSurveyPolicy", .viewSurveys, policy, subjects: .nobody),
    ]
  }

  private var waves: [Method] {
    [
      .write("CreateWave", .editSurveys, createWave, subjects: .nobody),
      .read("GetWave", .viewSurveys, wave, subjects: .nobody),
      .scan("ListWaves", .viewSurveys, listWaves, subjects: .nobody),
      .write("UpdateWave", .editSurveys, updateWave, subjects: .nobody),
      .write("FreezeFrame", .editSurveys, freezeFrame, subjects: .nobody),
      .scan(
        "ListSample", .editSurveys, listSample,
        subjects: .of { $0.members.map(\.customerID).filter { !$0.isEmpty } }),
      .write("OpenWave", .editSurveys, openWave, subjects: .nobody),
      .write("CloseWave", .editSurveys, closeWave, subjects: .nobody),
    ]
  }

  private var invitations: [Method] {
    [
      .write(
        "CreateInvitation", .editSurveys, createInvitation,
        subjects: .of { $0.invitation.map(\.subjects) ?? [] }),
      .scan(
        "ListInvitations", .editSurveys, listInvitations,
        subjects: .of { $0.invitations.flatMap(\.subjects) }),
      .write(
        "WithdrawInvitation", .editSurveys, withdrawInvitation, subjects: .of(\.subjects)),
      // Whose token it is, is not said, and not written down: of an anonymous wave it would tell the time.
      .read("OpenInvitation", .recordAnswers, openInvitation, subjects: .nobody),
      .write("OptOut", .recordAnswers, optOut, subjects: .nobody),
    ]
  }

  private var triggers: [Method] {
    [
      .write("CreateTrigger", .editSurveys, createTrigger, subjects: .nobody),
      .scan("ListTriggers", .viewSurveys, listTriggers, subjects: .nobody),
      .write("UpdateTrigger", .editSurveys, updateTrigger, subjects: .nobody),
    ]
  }

  private var outbox: [Method] {
    [
      .write("RecordBounce", .recordAnswers, recordBounce, subjects: .nobody),
      .scan("ListOutboxMessages", .editSurveys, listOutboxMessages, subjects: .nobody),
      .write("RetryOutboxMessage", .editSurveys, retryOutboxMessage, subjects: .nobody),
    ]
  }
}

extension Invitation {
  /// The customer whom it is about, if it is a customer.
  fileprivate var subjects: [CustomerID] { customerID.isEmpty ? [] : [customerID] }
}

extension PutQuestionnaireRequest: WriteRequest {}
extension CreateSurveyRequest: WriteRequest {}
extension UpdateSurveyRequest: WriteRequest {}
extension ApplySurveyPolicyRequest: WriteRequest {}
extension CreateWaveRequest: WriteRequest {}
extension UpdateWaveRequest: WriteRequest {}
extension FreezeFrameRequest: WriteRequest {}
extension OpenWaveRequest: WriteRequest {}
extension CloseWaveRequest: WriteRequest {}
extension CreateInvitationRequest: WriteRequest {}
extension WithdrawInvitationRequest: WriteRequest {}
extension OptOutRequest: WriteRequest {}
extension CreateTriggerRequest: WriteRequest {}
extension UpdateTriggerRequest: WriteRequest {}
extension RecordBounceRequest: WriteRequest {}
extension RetryOutboxMessageRequest: WriteRequest {}
