import Calendars
import PCRMCore
import PCRMModel
import Storage

/// A customer of a plan's population.
struct VisitPlanMember {
  var customer = CustomerID()
  /// The day on which the customer came into the population.
  var since = 0
  var office = UnitID()
  var worker = StaffID()
  var adopters: [StaffID] = []
  /// Days of the events that the plan waits for.
  var events: [Int] = []
}

extension Reader {
  /// The customers of a plan, in the order of their keys.
  func members(of plan: VisitPlan, start: Int) throws(Status) -> [VisitPlanMember] {
    var members: [VisitPlanMember]
    if plan.adopted {
      members = try adopted(plan)
    } else if plan.segment.isEmpty {
      members = []
      for customer in plan.customerIDs {
        guard let place = try reach(of: customer) else { continue }
        members.append(
          VisitPlanMember(
            customer: customer, since: start, office: place.office, worker: place.worker))
      }
    } else {
      members = try all(
        """
        SELECT m.customer, m.from_at, c.home_office, c.case_worker
        FROM membership m JOIN customer c ON c.id = m.customer
        WHERE m.segment = (SELECT number FROM segment WHERE name = $1 AND deleted_at IS NULL)
          AND c.deleted_at IS NULL
        ORDER BY m.customer
        """, .text(plan.segment)
      ) { row in
        VisitPlanMember(
          customer: row.id(0), since: BusinessDay.today(row.time(1)).daysSince1970,
          office: row.id(2), worker: row.id(3))
      }
    }
    try addEvents(of: plan, to: &members)
    return members
  }

  private func adopted(_ plan: VisitPlan) throws(Status) -> [VisitPlanMember] {
    var members: [VisitPlanMember] = []
    try each(
      """
      SELECT a.customer, a.created_at, c.home_office, c.case_worker, a.staff
      FROM adoption a JOIN customer c ON c.id = a.customer
      WHERE a.ended_at IS NULL AND c.deleted_at IS NULL AND ($1 IS NULL OR a.programme = $1)
      ORDER BY a.customer, a.id
      """, [.id(plan.programmeID)]
    ) { (row) throws(Status) in
      let customer = row.id(0, of: CustomerID.self)
      if members.last?.customer == customer {
        members[members.count - 1].adopters.append(row.id(4))
        return true
      }
      members.append(
        VisitPlanMember(
          customer: customer, since: BusinessDay.today(row.time(1)).daysSince1970,
          office: row.id(2), worker: row.id(3), adopters: [row.id(4)]))
      return true
    }
    return members
  }

  private func addEvents(
    of plan: VisitPlan, to members: inout [VisitPlanMember]
  ) throws(Status) {
    switch plan.event {
    case .entered:
      for index in members.indices { members[index].events = [members[index].since] }
    case .caseApproved, .caseOpened:
      let column = plan.event == .caseApproved ? "approved_at" : "opened_at"
      var days: [CustomerID: [Int]] = [:]
      try each(
        SQL(
          built: """
            SELECT customer, \(column) FROM customer_case
            WHERE \(column) IS NOT NULL AND status <> 3
            """), []
      ) { (row) throws(Status) in
        days[row.id(0), default: []].append(BusinessDay.today(row.time(1)).daysSince1970)
        return true
      }
      for index in members.indices {
        members[index].events = days[members[index].customer] ?? []
      }
    default: break
    }
  }

  /// Who could visit, with the office of each: staff at work today.
  func visitors(of plan: VisitPlan) throws(Status) -> [(staff: StaffID, office: UnitID)] {
    let today = BusinessDay.today(now).number
    switch plan.visitor {
    case .role:
      return try all(
        """
        SELECT DISTINCT s.id, s.office FROM staff_role r JOIN staff s ON s.id = r.staff
        WHERE r.role = $1 AND r.valid_from <= $2 AND $2 < r.valid_to
          AND s.active_from <= $2 AND $2 < s.active_to
        ORDER BY s.id
        """, .text(plan.role), .integer(today)
      ) { (staff: $0.id(0), office: $0.id(1)) }
    default:
      let named = Set(plan.staffIDs)
      return try all(
        """
        SELECT id, office FROM staff WHERE active_from <= $1 AND $1 < active_to ORDER BY id
        """, .integer(today)
      ) { (staff: $0.id(0, of: StaffID.self), office: $0.id(1, of: UnitID.self)) }
      .filter { plan.visitor != .staff || named.contains($0.staff) }
    }
  }
}

/// Who of the staff could visit whom.
struct VisitPlanVisitors {
  let staff: [StaffID]
  private let places: [StaffID: Int]
  private let byOffice: [UnitID: [Int]]
  private let plan: VisitPlan

  init(_ plan: VisitPlan, _ visitors: [(staff: StaffID, office: UnitID)]) {
    self.plan = plan
    staff = visitors.map(\.staff)
    places = Dictionary(
      uniqueKeysWithValues: visitors.enumerated().map { ($0.element.staff, $0.offset) })
    byOffice = Dictionary(grouping: visitors.indices) { visitors[$0].office }
  }

  /// Places in ``staff`` of those who could visit a customer.
  func places(for member: VisitPlanMember) -> [Int] {
    switch plan.visitor {
    case .adopter: return member.adopters.compactMap { places[$0] }
    case .role, .staff:
      return plan.sameOffice ? byOffice[member.office] ?? [] : Array(staff.indices)
    default: return places[member.worker].map { [$0] } ?? []
    }
  }

  func place(of staff: StaffID) -> Int? { places[staff] }
}
