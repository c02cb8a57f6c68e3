import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// When staff work, which days are holidays, and which times are free for a visit.
struct CalendarService {
  static let name = "pcrm.v1.CalendarService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, hours + holidays + slots)
  }

  private var hours: [Method] {
    [
      .write("SetWorkingHours", .editCalendars, setWorkingHours, subjects: .nobody),
      .write("EndWorkingHours", .editCalendars, endWorkingHours, subjects: .nobody),
      .read("GetWorkingHours", .viewVisits, workingHours, subjects: .nobody),
      .scan("ListWorkingHours", .viewVisits, listWorkingHours, subjects: .nobody),
      .write("AddOvertime", .editCalendars, addOvertime, subjects: .nobody),
      .write("DeleteOvertime", .editCalendars, deleteOvertime, subjects: .nobody),
      .scan("ListOvertime", .viewVisits, listOvertime, subjects: .nobody),
      .scan("GetWorkingTime", .viewVisits, workingTime, subjects: .nobody),
    ]
  }

  private var holidays: [Method] {
    [
      .write(
        "AddHoliday", .editCalendars, addHoliday,
        subjects: .of { $0.conflicts.map(\.customerID) }),
      .write("DeleteHoliday", .editCalendars, deleteHoliday, subjects: .nobody),
      .write(
        "ImportHolidays", .editCalendars, importHolidays,
        subjects: .of { $0.conflicts.map(\.customerID) }),
      .scan("ListHolidays", .viewVisits, listHolidays, subjects: .nobody),
      .scan(
        "ListVisitConflicts", .viewVisits, listVisitConflicts,
        subjects: .of { $0.conflicts.map(\.customerID) }),
    ]
  }

  private var slots: [Method] {
    [
      .write("SetTerritory", .editCalendars, setTerritory, subjects: .nobody),
      .read("GetTerritory", .viewVisits, territory, subjects: .nobody),
      .write("ApplySlotRules", .editCalendars, applySlotRules, subjects: .nobody),
      .read("GetSlotRules", .viewVisits, slotRules, subjects: .nobody),
      .scan("SuggestSlots", .viewVisits, suggestSlots, subjects: .nobody),
    ]
  }
}

extension SetWorkingHoursRequest: WriteRequest {}
extension EndWorkingHoursRequest: WriteRequest {}
extension AddOvertimeRequest: WriteRequest {}
extension DeleteOvertimeRequest: WriteRequest {}
extension AddHolidayRequest: WriteRequest {}
extension DeleteHolidayRequest: WriteRequest {}
extension ImportHolidaysRequest: WriteRequest {}
extension SetTerritoryRequest: WriteRequest {}
extension ApplySlotRulesRequest: WriteRequest {}
