import PCRMCore
import ProtobufCodec

extension Contract {
  static let assignmentMessages: [any Message.Type] = [
    Duty.self, Absence.self, HandOver.self, Training.self, StaffRole.self,
    StaffQualifications.self, QualificationRules.self, TrainingModule.self,
    QualificationRequirement.self, DutyMatrix.self, HandOverRules.self, DutyTeam.self,
    DutyKind.self, DutyRow.self, DutyEntry.self, AuthorityLimits.self, AuthorityLimit.self,
    Demand.self, WhoIsInChargeRequest.self, InCharge.self, InChargeStep.self,
    ListDutiesRequest.self, ListDutiesResponse.self, ListUncoveredDutiesRequest.self,
    ListUncoveredDutiesResponse.self, GetContinuityRequest.self, Continuity.self,
    AssignCaseRequest.self, RecordAbsenceRequest.self, UpdateAbsenceRequest.self,
    DeleteAbsenceRequest.self, ListAbsencesRequest.self, ListAbsencesResponse.self,
    ProposeHandOverRequest.self, AcceptHandOverRequest.self, DeclineHandOverRequest.self,
    WithdrawHandOverRequest.self, GetHandOverRequest.self, ListHandOversRequest.self,
    ListHandOversResponse.self, GetStaffQualificationsRequest.self, SetTrainingsRequest.self,
    SetStaffRolesRequest.self, CheckQualificationRequest.self, QualificationCheck.self,
    ApplyQualificationRulesRequest.self, ApplyDutyMatrixRequest.self,
    ApplyAuthorityLimitsRequest.self, ApplyRulesResponse.self, GetQualificationRulesRequest.self,
    GetDutyMatrixRequest.self, GetAuthorityLimitsRequest.self, QueryDutyMatrixRequest.self,
    QueryDutyMatrixResponse.self, RouteCaseRequest.self, RouteCaseResponse.self,
    CheckAuthorityRequest.self, Authority.self, RecordDemandRequest.self, ListDemandsRequest.self,
    ListDemandsResponse.self,
  ]

  static let assignmentEnums: [any OpenEnum.Type] = [
    DutyCause.self, HandOverState.self, HandOverReach.self, AuthorityKind.self, DemandKind.self,
    InChargeOutcome.self,
  ]
}
