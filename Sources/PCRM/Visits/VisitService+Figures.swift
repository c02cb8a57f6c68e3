import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitService {
  /// How long a time figures are made for at once.
  static let figureDaysMax: Int64 = 1098

  @Sendable
  func figures(
    _ request: GetVisitFiguresRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitFigures {
    let (from, before) = try TimeWindow.checked(
      request.fromTime, request.beforeTime, days: Self.figureDaysMax)
    var all = VisitFigureCount()
    var levels: [ManagementLevel: VisitFigureCount] = [:]
    // A customer is met for the first time once, whatever else was recorded at the same instant.
    var met: Set<CustomerID> = []
    let (route, key): (SQL, Value) =
      if !request.staffID.isEmpty {
        (Self.byStaff, .id(request.staffID))
      } else if !request.officeID.isEmpty {
        (Self.byOffice, .id(request.officeID))
      } else {
        (Self.byTime, .integer(0))
      }
    try reader.each(
      route, [key, .integer(from.microseconds), .integer(before.microseconds)]
    ) { (row) throws(Status) in
      let isAsked =
        request.officeID.isEmpty || row.id(VisitRow.office, of: UnitID.self) == request.officeID
      guard isAsked, VisitRow.isReached(row, by: caller) else { return true }
      let item = VisitFigureCount.Item(row, &met)
      all.add(item)
      levels[row.enumeration(VisitRow.count + 2), default: VisitFigureCount()].add(item)
      return true
    }
    var figures = VisitFigures()
    figures.groups = [all.group(nil)]
    for level in [ManagementLevel.intensive, .general, .unspecified] {
      if let count = levels[level] { figures.groups.append(count.group(level)) }
    }
    return figures
  }

  private static let byStaff: SQL =
    """
    SELECT v.*, u.home_office, u.case_worker, coalesce(c.management_level, 0),
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.met_at) FROM visit w WHERE w.customer = v.customer) END,
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.tried_at) FROM visit w WHERE w.customer = v.customer) END
    FROM visit v JOIN customer u ON u.id = v.customer
      LEFT JOIN customer_case c ON c.id = v.case_id
    WHERE v.staff = $1 AND v.starts_at >= $2 AND v.starts_at < $3
    """

  private static let byOffice: SQL =
    """
    SELECT v.*, u.home_office, u.case_worker, coalesce(c.management_level, 0),
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.met_at) FROM visit w WHERE w.customer = v.customer) END,
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.tried_at) FROM visit w WHERE w.customer = v.customer) END
    FROM visit v JOIN customer u ON u.id = v.customer
      LEFT JOIN customer_case c ON c.id = v.case_id
    WHERE v.office = $1 AND v.starts_at >= $2 AND v.starts_at < $3
    """

  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static let byTime: SQL =
    """
    SELECT v.*, u.home_office, u.case_worker, coalesce(c.management_level, 0),
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.met_at) FROM visit w WHERE w.customer = v.customer) END,
      CASE WHEN v.met_at IS NOT NULL
        THEN (SELECT min(w.tried_at) FROM visit w WHERE w.customer = v.customer) END
    FROM visit v JOIN customer u ON u.id = v.customer
      LEFT JOIN customer_case c ON c.id = v.case_id
    WHERE $1 = 0 AND v.starts_at >= $2 AND v.starts_at < $3
    """
}

extension VisitFigureCount.Item {
  /// - Parameter met: customers whose first meeting was counted.
  fileprivate init(_ row: any Row, _ met: inout Set<CustomerID>) {
    let (firstMet, firstTried) = (VisitRow.count + 3, VisitRow.count + 4)
    self.init(
      state: row.enumeration(VisitRow.state), attempts: row.integer(VisitRow.attempts),
      isTried: !row.isNull(VisitRow.triedAt), isMet: !row.isNull(VisitRow.metAt),
      chain: row.isNull(VisitRow.next)
        ? Int32(truncatingIfNeeded: row.integer(VisitRow.chainNumber)) : nil)
    guard isMet, row.integer(firstMet) == row.integer(VisitRow.metAt),
      met.insert(row.id(VisitRow.customer)).inserted
    else { return }
    let from = BusinessDay.today(row.time(firstTried)).daysSince1970
    let to = BusinessDay.today(row.time(firstMet)).daysSince1970
    daysToMeeting = Int32(truncatingIfNeeded: to - from)
  }
}
