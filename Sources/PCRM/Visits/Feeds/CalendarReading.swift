import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Days for which a cancelled visit stays in a calendar.
  private static let cancelledDays: Int64 = 30

  /// What a secret opens; nil when it opens nothing, or belongs to somebody who does not work here any more.
  func openFeed(_ hash: [UInt8]) throws(Status) -> (feed: CalendarFeed, page: CalendarPage)? {
    guard let feed = try calendarFeed(withHash: hash) else { return nil }
    let today = BusinessDay.today(now).number
    let isAtWork = try first(
      "SELECT 1 FROM staff WHERE id = $1 AND active_from <= $2 AND $2 < active_to",
      .id(feed.staffID), .integer(today)
    ) { _ in true }
    guard isAtWork != nil else { return nil }
    return (feed, try calendarPage(of: feed.staffID, detail: feed.detail))
  }

  /// The calendar of a member of staff, no more detailed than the policy allows.
  ///
  /// - Parameter asker: who reads it when that is not the holder of the feed. Whoever sees somebody's days need not see
  ///   the visits of others on which that person takes part.
  func calendarPage(
    of staff: StaffID, detail: FeedDetail, asker: Caller? = nil
  ) throws(Status) -> CalendarPage {
    let policy: FeedPolicy = try current()
    // From day to day: within a day the same calendar is the same bytes.
    let today = BusinessDay.beginning(of: BusinessDay.today(now))
    let from = today.adding(seconds: -Int64(policy.daysBack) * 86_400)
    let before = today.adding(seconds: Int64(policy.daysAhead + 1) * 86_400)
    var visits = try calendarVisits(of: staff, from: from, before: before)
    if let asker, asker.staff != staff {
      for place in visits.indices where visits[place].staffID != staff {
        if try reachesDay(of: visits[place].staffID, asker) { continue }
        visits[place].customerID = CustomerID()
        visits[place].place = ""
      }
    }
    return try CalendarPage(
      visits, policy,
      detail: policy.detail(detail), zone: try calendarPerson(staff)?.zone ?? "Asia/Seoul",
      contact: { (customer) throws(Status) in try feedContact(customer) })
  }

  /// The visits on which somebody goes or takes part, by their beginnings.
  private func calendarVisits(
    of staff: StaffID, from: Timestamp, before: Timestamp
  ) throws(Status) -> [Visit] {
    var visits = try all(
      "SELECT visit.* FROM visit WHERE staff = $1 AND starts_at >= $2 AND starts_at < $3",
      .id(staff), .time(from), .time(before)
    ) { (row) throws(Status) in try VisitRow.document(row) }
    let known = Set(visits.map(\.id))
    for claim in try claims(of: HolderID(staff), from: from, before: before)
    where !known.contains(claim.visitID) {
      if let visit = try visit(claim.visitID) { visits.append(visit) }
    }
    let oldest = now.adding(seconds: -Self.cancelledDays * 86_400).microseconds
    visits.removeAll { visit in
      if let until = visit.holdUntil, until.microseconds <= now.microseconds { return true }
      let isGone = visit.state == .cancelled || visit.state == .noShow
      return isGone && (visit.closeTime?.microseconds ?? 0) < oldest
    }
    return visits.sorted {
      ($0.startTime?.microseconds ?? 0, $0.id) < ($1.startTime?.microseconds ?? 0, $1.id)
    }
  }

  private func feedContact(_ id: CustomerID) throws(Status) -> FeedContact? {
    guard !id.isEmpty, let customer = try customer(id), customer.deleteTime == nil else {
      return nil
    }
    return FeedContact(name: customer.displayName, place: customer.mainAddress)
  }
}

extension Customer {
  /// The address of the place that visits go to, on one line.
  fileprivate var mainAddress: String {
    for kind in [AddressKind.home, .seat, .stay, .work, .other] {
      let places = addresses.filter { $0.kind == kind }
      guard let place = places.first(where: \.primary) ?? places.first else { continue }
      return [place.region, place.locality, place.roadAddress, place.detail]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    return ""
  }
}

extension Writer {
  /// Writes down that a calendar was read that names customers.
  func writeDown(read feed: CalendarFeed, naming subjects: [CustomerID]) throws(Status) {
    try append(
      AuditLine(
        principal: PrincipalID(), method: "http/calendar", peer: "http", subjects: subjects,
        reason: "feed \(feed.id)", read: FeedEntity.calendarFeed))
  }
}
