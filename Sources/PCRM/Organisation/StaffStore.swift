import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The member of staff with all skills.
  func staff(_ id: StaffID, field: String) throws(Status) -> Staff {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      """
      SELECT id, version, name, employee_number, job_group, office, team, latitude_e7,
        longitude_e7, active_from, active_to, created_at, updated_at, coalesce(email, '')
      FROM staff WHERE id = $1
      """, .id(id)
    ) { Staff($0) }
    guard var staff = found else { throw .notFound(field, "there is no such member of staff") }
    staff.skills = try skills(of: id)
    return staff
  }

  func hasStaff(_ id: StaffID) throws(Status) -> Bool {
    try first("SELECT 1 FROM staff WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Refuses an employee number that another has, and units that do not exist.
  func checkReferences(of staff: Staff) throws(Status) {
    if !staff.employeeNumber.isEmpty {
      let owner = try first(
        "SELECT id FROM staff WHERE employee_number = $1", .text(staff.employeeNumber)
      ) { $0.id(0, of: StaffID.self) }
      if let owner, owner != staff.id { throw .nameTaken("staff.employee_number") }
    }
    try checkUnit(staff.officeID, "staff.office_id")
    try checkUnit(staff.teamID, "staff.team_id")
  }

  /// One page of the staff, in the order of their ids.
  func staffList(
    _ request: ListStaffRequest, _ page: Page
  ) throws(Status) -> PageBuilder<Staff> {
    var rows = PageBuilder<Staff>(page)
    let day = request.asOf?.number ?? -1
    try each(
      """
      SELECT id, version, name, employee_number, job_group, office, team, latitude_e7,
        longitude_e7, active_from, active_to, created_at, updated_at, coalesce(email, '')
      FROM staff s
      WHERE id > $1 AND ($2 = $9 OR office = $2) AND ($3 = $9 OR team = $3)
        AND ($4 = 0 OR job_group = $4)
        AND ($5 < 0 OR active_from <= $5 AND $5 < active_to)
        AND ($6 = '' OR EXISTS (
          SELECT 1 FROM staff_skill k WHERE k.staff = s.id AND k.skill = $6))
        AND ($7 = '' OR employee_number = $7)
      ORDER BY id LIMIT $8
      """,
      [
        .place(page.afterID(StaffID.self)), .place(request.officeID), .place(request.teamID),
        .enumeration(request.jobGroup), .integer(day), .text(request.skill),
        .text(request.employeeNumber), .integer(Int64(page.size) + 1), .place(UnitID()),
      ]
    ) { (row) throws(Status) in
      var staff = Staff(row)
      staff.skills = try skills(of: staff.id)
      return rows.add(staff, at: staff.id.position)
    }
    return rows
  }

  private func skills(of id: StaffID) throws(Status) -> [String] {
    try all("SELECT skill FROM staff_skill WHERE staff = $1 ORDER BY place", .id(id)) {
      $0.text(0)
    }
  }
}

extension Writer {
  func insert(_ staff: Staff) throws(Status) {
    try execute(
      """
      INSERT INTO staff (id, version, name, employee_number, job_group, office, team,
        latitude_e7, longitude_e7, active_from, active_to, created_at, updated_at, email)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      """, .id(staff.id), .integer(staff.version), .text(staff.name),
      .textOrNull(staff.employeeNumber), .enumeration(staff.jobGroup), .id(staff.officeID),
      .id(staff.teamID), .latitude(staff.homeCoordinates), .longitude(staff.homeCoordinates),
      .first(staff.activeFrom), .end(staff.activeTo), .time(staff.createTime),
      .time(staff.updateTime), .textOrNull(staff.email))
    try replaceSkills(of: staff)
  }

  func update(_ staff: Staff) throws(Status) {
    try execute(
      """
      UPDATE staff SET version = $2, name = $3, employee_number = $4, job_group = $5, office = $6,
        team = $7, latitude_e7 = $8, longitude_e7 = $9, active_from = $10, active_to = $11,
        updated_at = $12, email = $13
      WHERE id = $1
      """, .id(staff.id), .integer(staff.version), .text(staff.name),
      .textOrNull(staff.employeeNumber), .enumeration(staff.jobGroup), .id(staff.officeID),
      .id(staff.teamID), .latitude(staff.homeCoordinates), .longitude(staff.homeCoordinates),
      .first(staff.activeFrom), .end(staff.activeTo), .time(staff.updateTime),
      .textOrNull(staff.email))
    try replaceSkills(of: staff)
  }

  private func replaceSkills(of staff: Staff) throws(Status) {
    try execute("DELETE FROM staff_skill WHERE staff = $1", .id(staff.id))
    for (place, skill) in staff.skills.enumerated() {
      try execute(
        "INSERT INTO staff_skill (staff, place, skill) VALUES ($1, $2, $3)", .id(staff.id),
        .integer(Int64(place)), .text(skill))
    }
  }
}

extension Staff {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    name = row.text(2)
    employeeNumber = row.text(3)
    jobGroup = row.enumeration(4)
    officeID = row.id(5)
    teamID = row.id(6)
    homeCoordinates = row.coordinates(7)
    activeFrom = row.day(9)
    activeTo = row.day(10)
    createTime = row.time(11)
    updateTime = row.time(12)
    email = row.text(13)
  }
}
