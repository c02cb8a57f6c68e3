import ProtobufCodec

extension Contract {
  static let workingCalendarMessages: [any Message.Type] = [
    WorkingHours.self, WorkingSpan.self, Overtime.self, HolidayRecord.self, WorkingRefusal.self,
    SetWorkingHoursRequest.self, SetWorkingHoursResponse.self, EndWorkingHoursRequest.self,
    GetWorkingHoursRequest.self, ListWorkingHoursRequest.self, ListWorkingHoursResponse.self,
    AddOvertimeRequest.self, DeleteOvertimeRequest.self, ListOvertimeRequest.self,
    ListOvertimeResponse.self, GetWorkingTimeRequest.self, GetWorkingTimeResponse.self,
    WorkingDay.self, WorkingStretch.self, AddHolidayRequest.self, AddHolidayResponse.self,
    DeleteHolidayRequest.self, ImportHolidaysRequest.self, ImportHolidaysResponse.self,
    ListHolidaysRequest.self, ListHolidaysResponse.self, ListVisitConflictsRequest.self,
    ListVisitConflictsResponse.self, VisitConflict.self, Territory.self, TerritoryPart.self,
    SetTerritoryRequest.self, GetTerritoryRequest.self, SlotRules.self,
    ApplySlotRulesRequest.self, ApplySlotRulesResponse.self, GetSlotRulesRequest.self,
    SuggestSlotsRequest.self, SuggestSlotsResponse.self, Slot.self, SlotReason.self,
    SlotExclusion.self,
  ]

  static let workingCalendarEnums: [any OpenEnum.Type] = [
    WorkingSpanKind.self, HolidaySource.self, WorkingRefusalKind.self,
    SlotReasonKind.self, SlotExclusionKind.self,
  ]
}
