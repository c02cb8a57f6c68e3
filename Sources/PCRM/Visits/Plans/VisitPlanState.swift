import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The visits that a plan has made, and what became of them.
struct VisitPlanState {
  /// An open visit of the plan.
  struct OpenVisit {
    let visit: Visit
    /// What it was due for; nil when nobody knows any more.
    let due: Int?

    var day: Int { BusinessDay.today(visit.startTime ?? Timestamp()).daysSince1970 }
  }

  private(set) var open: [CustomerID: [OpenVisit]] = [:]
  /// What was due and is over for good: done, or cancelled by hand.
  private(set) var settled: [CustomerID: Set<Int>] = [:]
  /// Visits of the plan that count against capacity: by staff and day.
  private(set) var taken: [StaffID: [Int: Int]] = [:]

  /// - Parameter monday: from when on visits that took place count against a week's capacity.
  init(_ plan: VisitPlan, monday: Int, _ reader: Reader) throws(Status) {
    if plan.id.isEmpty { return }
    var dues: [VisitID: Int] = [:]
    let items = try reader.all(
      "SELECT customer, due, visit FROM visit_plan_item WHERE plan = $1 ORDER BY customer, due",
      .id(plan.id)
    ) { row in
      (
        customer: row.id(0, of: CustomerID.self), due: Int(row.integer(1)),
        visit: row.id(2, of: VisitID.self)
      )
    }
    for item in items {
      guard let visit = try reader.lastVisit(from: item.visit) else { continue }
      switch visit.state {
      case .noShow: break
      case .done, .cancelled: settled[item.customer, default: []].insert(item.due)
      default: dues[visit.id] = item.due
      }
    }
    let visits = try reader.all(
      """
      SELECT visit.* FROM visit WHERE plan = $1 AND (state <= 5 OR state = 6 AND starts_at >= $2)
      ORDER BY customer, id
      """, .id(plan.id),
      .time(BusinessDay.beginning(of: CivilDate(daysSince1970: monday)))
    ) { (row) throws(Status) in try VisitRow.document(row) }
    for visit in visits {
      let known = OpenVisit(visit: visit, due: dues[visit.id])
      if visit.isOpen {
        open[visit.customerID, default: []].append(known)
      } else {
        count(known)
      }
    }
  }

  /// Counts a visit against capacity.
  mutating func count(_ visit: OpenVisit) {
    taken[visit.visit.staffID, default: [:]][visit.day, default: 0] += 1
  }
}
