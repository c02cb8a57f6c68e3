import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The claims on somebody's time that meet a period, in order, with the places of their visits; holds that have ended
  /// are left out.
  func slotClaims(of staff: StaffID, in time: TimeRange) throws(Status) -> [SlotSearch.Claim] {
    var claims: [SlotSearch.Claim] = []
    // Claims do not overlap: in the order of their ends they are in the order of their beginnings too.
    try each(
      """
      SELECT c.from_at, c.to_at, coalesce(v.latitude_e7, p.latitude_e7),
        coalesce(v.longitude_e7, p.longitude_e7)
      FROM slot_claim c CROSS JOIN visit v LEFT JOIN customer_place p ON p.customer = v.customer
      WHERE c.holder = $1 AND c.to_at > $2 AND v.id = c.visit
        AND (c.expires_at IS NULL OR c.expires_at > $3)
      ORDER BY c.to_at
      """, [.id(staff), .integer(time.from), .time(now)]
    ) { (row) throws(Status) in
      if row.integer(0) >= time.to { return false }
      claims.append(
        SlotSearch.Claim(
          range: TimeRange(row.integer(0), row.integer(1)),
          place: row.coordinates(2).map { SpherePoint($0) }))
      return true
    }
    return claims
  }

  /// The times on somebody's calendar that are claimed, in order, each with the visit that claims it.
  func claimedTimes(
    of staff: StaffID, in time: TimeRange
  ) throws(Status) -> [(visit: VisitID, range: TimeRange)] {
    var claims: [(visit: VisitID, range: TimeRange)] = []
    try each(
      """
      SELECT from_at, to_at, visit FROM slot_claim
      WHERE holder = $1 AND to_at > $2 AND (expires_at IS NULL OR expires_at > $3)
      ORDER BY to_at
      """, [.id(staff), .integer(time.from), .time(now)]
    ) { (row) throws(Status) in
      if row.integer(0) >= time.to { return false }
      claims.append((row.id(2), TimeRange(row.integer(0), row.integer(1))))
      return true
    }
    return claims
  }

  /// The staff of a unit and of those below it, or everybody, who work on some of the days, in the order of their ids.
  func slotStaff(
    in units: [UnitID]?, days: Range<Int>, skills: [String]
  ) throws(Status) -> [(person: CalendarPerson, hasSkills: Bool)] {
    let wanted = units.map { Set($0) }
    var found: [(person: CalendarPerson, hasSkills: Bool)] = []
    try each(
      SQL(
        built: """
          SELECT \(CalendarPerson.columns) FROM \(CalendarPerson.tables)
          WHERE s.active_from < $2 AND s.active_to > $1 ORDER BY s.id
          """),
      [
        .integer(CivilDate(daysSince1970: days.lowerBound).number),
        .integer(CivilDate(daysSince1970: days.upperBound).number),
      ]
    ) { (row) throws(Status) in
      let person = CalendarPerson(row)
      if let wanted, !wanted.contains(person.office), !wanted.contains(person.team) {
        return true
      }
      found.append((person, try hasSkills(skills, person.id)))
      return true
    }
    return found
  }

  private func hasSkills(_ skills: [String], _ staff: StaffID) throws(Status) -> Bool {
    for skill in skills {
      let has = try first(
        "SELECT 1 FROM staff_skill WHERE staff = $1 AND skill = $2", .id(staff), .text(skill)
      ) { _ in true }
      if has == nil { return false }
    }
    return true
  }
}
