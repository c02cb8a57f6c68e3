import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// How visits look in tables and in CSV.
enum VisitColumns {
  /// A list over several days.
  static func list(_ people: VisitPeople) -> [Column<Visit>] {
    [
      Column("WHEN") { span($0) },
      Column("STATE") { $0.state.word },
      Column("CUSTOMER") { people.name($0.customerID) },
      Column("STAFF") { people.name($0.staffID) },
      Column("PURPOSE") { $0.purpose },
      Column("PLACE") { people.place($0) },
      Column("ID") { $0.id.description },
    ]
  }

  /// The visits of a day in their order.
  static func day(_ people: VisitPeople) -> [Column<Visit>] {
    [
      Column("TIME") { clock($0) },
      Column("STATE") { $0.state.word },
      Column("CUSTOMER") { people.name($0.customerID) },
      Column("PHONE") { people.phone($0.customerID) },
      Column("WINDOW") { ClockText.window($0.arrivalWindow ?? $0.customerWindow) },
      Column("PURPOSE") { $0.purpose },
      Column("PLACE") { people.place($0) },
      Column("ID") { $0.id.description },
    ]
  }

  /// Everything about one visit.
  static func one(_ people: VisitPeople) -> [Column<Visit>] {
    [
      Column("ID") { $0.id.description },
      Column("VERSION") { String($0.version) },
      Column("WHEN") { span($0) },
      Column("STATE") { $0.state.word },
      Column("HOLDS UNTIL") { $0.holdUntil.map(ExplanationPage.local) ?? "" },
      Column("CUSTOMER") { people.name($0.customerID) },
      Column("PHONE") { people.phone($0.customerID) },
      Column("PLACE") { people.place($0) },
      Column("STAFF") { people.name($0.staffID) },
      Column("WITH") { visit in
        visit.participants.map { participant($0, people) }.joined(separator: ", ")
      },
      Column("BOOKED") { $0.resourceIDs.map(\.description).joined(separator: ", ") },
      Column("PURPOSE") { $0.purpose },
      Column("CASE") { AssignmentCommand.text($0.caseID) },
      Column("TOUCHPOINT") { AssignmentCommand.text($0.touchpointID) },
      Column("CUSTOMER'S WINDOW") { ClockText.window($0.customerWindow) },
      Column("ARRIVAL TOLD") { ClockText.window($0.arrivalWindow) },
      Column("PINNED") { $0.pinned ? "yes" : "" },
      Column("OUTSIDE HOURS") { $0.outsideHours },
      Column("SET OUT") { $0.setOutTime.map(ExplanationPage.local) ?? "" },
      Column("BEGAN") { visit in visit.checkIn.map(checkIn) ?? "" },
      Column("OVER") { $0.finishTime.map(ExplanationPage.local) ?? "" },
      Column("CLOSED") { $0.closeTime.map(ExplanationPage.local) ?? "" },
      Column("BECAUSE") { $0.closeReason },
      Column("TRIES") { $0.attempts == 0 ? "" : String($0.attempts) },
      Column("RELATIONSHIP") { $0.relationship.word },
      Column("FIRST TRIED") { $0.tryTime.map(ExplanationPage.local) ?? "" },
      Column("MET") { $0.meetTime.map(ExplanationPage.local) ?? "" },
      Column("IN PLACE OF") { AssignmentCommand.text($0.previousID) },
      Column("NEXT") { AssignmentCommand.text($0.nextID) },
      Column("IN A CHAIN") { $0.chainNumber > 1 ? "number \($0.chainNumber)" : "" },
      Column("SERIES") { AssignmentCommand.text($0.seriesID) },
      Column("PLAN") { AssignmentCommand.text($0.planID) },
      Column("NOTE") { $0.note },
    ]
  }

  /// For programs.
  static let csv: [Column<Visit>] = [
    Column("id") { $0.id.description },
    Column("version") { String($0.version) },
    Column("state") { $0.state.word },
    Column("customer_id") { $0.customerID.description },
    Column("staff_id") { $0.staffID.description },
    Column("office_id") { AssignmentCommand.text($0.officeID) },
    Column("purpose") { $0.purpose },
    Column("start_time") { $0.startTime.text },
    Column("end_time") { $0.endTime.text },
    Column("pinned") { $0.pinned ? "true" : "false" },
    Column("case_id") { AssignmentCommand.text($0.caseID) },
    Column("series_id") { AssignmentCommand.text($0.seriesID) },
    Column("plan_id") { AssignmentCommand.text($0.planID) },
    Column("previous_id") { AssignmentCommand.text($0.previousID) },
    Column("next_id") { AssignmentCommand.text($0.nextID) },
    Column("attempts") { String($0.attempts) },
    Column("relationship") { $0.relationship.word },
    Column("close_time") { $0.closeTime.text },
    Column("close_reason") { $0.closeReason },
  ]

  /// `2026-12-01 14:00-15:00`.
  static func span(_ visit: Visit) -> String {
    guard let start = visit.startTime, let end = visit.endTime else { return "" }
    return "\(ExplanationPage.local(start))-\(end.clock)"
  }

  static func clock(_ visit: Visit) -> String {
    guard let start = visit.startTime, let end = visit.endTime else { return "" }
    return "\(start.clock)-\(end.clock)"
  }

  private static func participant(_ one: VisitParticipant, _ people: VisitPeople) -> String {
    let name =
      !one.name.isEmpty
      ? one.name : one.staffID.isEmpty ? people.name(one.customerID) : people.name(one.staffID)
    return one.role.isEmpty ? name : "\(name) (\(one.role))"
  }

  private static func checkIn(_ checkIn: CheckIn) -> String {
    let time = checkIn.time.map(ExplanationPage.local) ?? ""
    guard case .distanceMetres(let metres)? = checkIn.distance else { return time }
    return "\(time), \(ClockText.distance(metres)) from its place"
  }
}
