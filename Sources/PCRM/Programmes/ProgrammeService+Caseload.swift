import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func listCaseload(
    _ request: ListCaseloadRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListCaseloadResponse {
    try Period.check(request.fromDay, "from_day", request.toDay, "to_day")
    let page = try context.pages.page(request, caller)
    let rows = try reader.caseloads(request, page, caller)
    var response = ListCaseloadResponse()
    response.caseloads = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func applyStaffingAssumptions(
    _ request: ApplyStaffingAssumptionsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyStaffingAssumptionsResponse {
    for (index, target) in (request.assumptions?.targets ?? []).enumerated() {
      try writer.reader.checkUnit(
        target.officeID, "assumptions.targets[\(index)].office_id")
    }
    let applied = try writer.apply(
      request.assumptions, field: "assumptions", isDryRun: request.dryRun, by: caller)
    var response = ApplyStaffingAssumptionsResponse()
    response.version = applied.version
    response.changes = applied.changes
    return response
  }

  @Sendable
  func staffingAssumptions(
    _ request: GetStaffingAssumptionsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> StaffingAssumptions {
    try reader.document(version: request.version)
  }

  @Sendable
  func staffingNeed(
    _ request: GetStaffingNeedRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetStaffingNeedResponse {
    try request.jobGroup.checkKnown("job_group")
    if !request.officeID.isEmpty {
      guard try reader.hasOffice(request.officeID), caller.reaches(unit: request.officeID) else {
        throw .notFound("office_id", "there is no such office")
      }
    }
    let assumptions: StaffingAssumptions = try reader.current()
    let cases = try reader.casesByOffice(request.officeID)
    var staff: [UnitID: [Int32: Int]] = [:]
    for member in try reader.membersAtWork() {
      staff[member.office, default: [:]][member.jobGroup.rawValue, default: 0] += 1
    }
    var response = GetStaffingNeedResponse()
    response.assumptions = assumptions
    let groups =
      request.jobGroup == .unspecified
      ? [JobGroup.general, .medical, .rehabilitation] : [request.jobGroup]
    for office in Set(cases.keys).union(staff.keys).sorted()
    where request.officeID.isEmpty ? Self.mayList(office, caller) : office == request.officeID {
      for group in groups {
        let need = assumptions.need(
          office: office, group: group, cases: cases[office] ?? [],
          staffCount: staff[office]?[group.rawValue] ?? 0)
        if need.caseCount > 0 || need.staffCount > 0 { response.needs.append(need) }
      }
    }
    return response
  }

  private static func mayList(_ office: UnitID, _ caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    return !office.isEmpty && caller.reaches(unit: office)
  }
}

extension Reader {
  /// The open cases of each office, or of one, by what their time depends on.
  fileprivate func casesByOffice(
    _ office: UnitID
  ) throws(Status) -> [UnitID: [(profile: CaseProfile, count: Int)]] {
    var found: [UnitID: [(profile: CaseProfile, count: Int)]] = [:]
    let condition = office.isEmpty ? "(1 = 1 OR c.office = $1)" : "c.office = $1"
    try each(
      SQL(
        built: """
          SELECT \(CaseProfile.columns), c.office, count(*) FROM customer_case c
          WHERE \(condition) AND c.status = 1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
          """), [.id(office)]
    ) { (row) throws(Status) in
      found[row.id(CaseProfile.columnCount), default: []].append(
        (CaseProfile(row: row, from: 0), Int(row.integer(CaseProfile.columnCount + 1))))
      return true
    }
    return found
  }
}
