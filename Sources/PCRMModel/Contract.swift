import PCRMCore
public import ProtobufCodec

/// Every message and enum of the contract that Swift speaks, for whatever walks all of them: laws, tools, tests.
public enum Contract {
  /// Every message, nested ones too.
  public static let messages: [any Message.Type] = [
    commonMessages,
    customerMessages,
    organisationMessages,
    caseMessages,
    adminMessages,
    assignmentMessages,
    segmentMessages,
    questionnaireMessages,
    surveyAnswerMessages,
    programmeMessages,
    visitPlanMessages,
    workingCalendarMessages,
    classificationMessages,
    visitMessages,
    visitReportMessages,
    routeMessages,
    surveyMessages,
    surveyResultMessages,
    fieldSyncMessages,
    reflectionMessages,
    healthMessages,
  ].flatMap { $0 }

  /// Every enum, nested ones too.
  public static let enums: [any OpenEnum.Type] = [
    commonEnums,
    customerEnums,
    organisationEnums,
    caseEnums,
    adminEnums,
    assignmentEnums,
    segmentEnums,
    questionnaireEnums,
    surveyAnswerEnums,
    programmeEnums,
    visitPlanEnums,
    workingCalendarEnums,
    classificationEnums,
    visitEnums,
    visitReportEnums,
    routeEnums,
    surveyEnums,
    surveyResultEnums,
    fieldSyncEnums,
    reflectionEnums,
    healthEnums,
  ].flatMap { $0 }

  /// The message of this full name ("pcrm.v1.Customer").
  public static func message(named name: String) -> (any Message.Type)? {
    messages.first { $0.protoName == name }
  }

  static let commonMessages: [any Message.Type] = [
    ErrorInfo.self, ErrorInfo.Param.self, CivilDate.self, Coordinates.self, Timestamp.self,
    FieldMask.self, AnyMessage.self, Empty.self, ConfigChange.self,
  ]

  static let commonEnums: [any OpenEnum.Type] = [
    Calendar.self, Weekday.self, Channel.self, EntityType.self, ConfigChangeKind.self,
  ]

  static let organisationMessages: [any Message.Type] = [
    Unit.self, Placement.self, Staff.self, CreateUnitRequest.self, GetUnitRequest.self,
    ListUnitsRequest.self, ListUnitsResponse.self, UpdateUnitRequest.self, MoveUnitRequest.self,
    TreeNode.self, GetTreeRequest.self, GetTreeResponse.self, CreateStaffRequest.self,
    GetStaffRequest.self, ListStaffRequest.self, ListStaffResponse.self, UpdateStaffRequest.self,
  ]

  static let organisationEnums: [any OpenEnum.Type] = [UnitKind.self, JobGroup.self]

  static let adminMessages: [any Message.Type] = [
    Principal.self, Token.self, AuditEntry.self, ExtensionSchema.self, ExtensionField.self,
    CreatePrincipalRequest.self, GetPrincipalRequest.self, ListPrincipalsRequest.self,
    ListPrincipalsResponse.self, UpdatePrincipalRequest.self, CreateTokenRequest.self,
    CreateTokenResponse.self, ListTokensRequest.self, ListTokensResponse.self,
    RevokeTokenRequest.self, ListAuditEntriesRequest.self, ListAuditEntriesResponse.self,
    PutExtensionSchemaRequest.self, GetExtensionSchemaRequest.self,
    ListExtensionSchemasRequest.self, ListExtensionSchemasResponse.self,
    GetServerStatusRequest.self, ServerStatus.self,
  ]

  static let adminEnums: [any OpenEnum.Type] = [
    PrincipalScope.self, Role.self, ExtensionType.self,
  ]

  static let reflectionMessages: [any Message.Type] = [
    ListMethodsRequest.self, ListMethodsResponse.self, MethodInfo.self, DescribeRequest.self,
    DescribeResponse.self,
  ]

  static let reflectionEnums: [any OpenEnum.Type] = [SymbolKind.self]

  static let healthMessages: [any Message.Type] = [
    HealthCheckRequest.self, HealthCheckResponse.self,
  ]

  static let healthEnums: [any OpenEnum.Type] = [ServingStatus.self]
}
