import PCRMCore
import ProtobufCodec
import Storage

extension Reader {
  /// What a member of staff looks after beside the customers whose primary case worker it is, and how long that surely
  /// stays so.
  ///
  /// Every deputy of an absence has the cover, not only the first: who steps in when the first is away has to know the
  /// cases before.
  func cover(of staff: StaffID) throws(Status) -> (cover: Cover, until: Timestamp?) {
    if staff.isEmpty { return (Cover(), nil) }
    let away = try awayBehind(staff)
    var customers: Set<CustomerID> = []
    var until: Int64?
    let workers = [staff] + away
    for worker in workers {
      let most = Int64(Cover.customersMax - customers.count)
      customers.formUnion(
        try all(
          """
          SELECT DISTINCT c.customer FROM customer_case c JOIN customer u ON u.id = c.customer
          WHERE c.worker = $1 AND (u.case_worker IS NULL OR u.case_worker <> $1) LIMIT $2
          """, .id(worker), .integer(most)
        ) { $0.id(0, of: CustomerID.self) })
      let change = try first(
        """
        SELECT min(CASE WHEN a.from_at > $2 THEN a.from_at ELSE a.to_at END)
        FROM absence_deputy d JOIN absence a ON a.id = d.absence
        WHERE d.deputy = $1 AND a.to_at > $2
        """, .id(worker), .time(now)
      ) { $0.isNull(0) ? nil : $0.integer(0) }
      if let change = change ?? nil { until = min(until ?? change, change) }
    }
    return (
      Cover(staff: away, customers: Array(customers)),
      until.map { Timestamp(microseconds: $0) }
    )
  }

  /// Who is away now, with somebody as deputy, or with a deputy who is away too and has that one.
  private func awayBehind(_ staff: StaffID) throws(Status) -> [StaffID] {
    try all(
      """
      WITH RECURSIVE away (staff) AS (
        SELECT a.staff FROM absence_deputy d JOIN absence a ON a.id = d.absence
        WHERE d.deputy = $1 AND a.from_at <= $2 AND $2 < a.to_at
        UNION
        SELECT a.staff FROM away w JOIN absence_deputy d ON d.deputy = w.staff
          JOIN absence a ON a.id = d.absence
        WHERE a.from_at <= $2 AND $2 < a.to_at)
      SELECT staff FROM away WHERE staff <> $1 ORDER BY staff
      """, .id(staff), .time(now)
    ) { $0.id(0) }
  }
}
