import ProtobufCodec

extension ListQuestionnairesRequest: ListRequest {}
extension ListQuestionnaireVersionsRequest: ListRequest {}
extension ListSurveysRequest: ListRequest {}
extension ListWavesRequest: ListRequest {}
extension ListSampleRequest: ListRequest {}
extension ListInvitationsRequest: ListRequest {}
extension ListTriggersRequest: ListRequest {}
extension ListOutboxMessagesRequest: ListRequest {}
