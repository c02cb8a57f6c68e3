import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A case that is to find a case worker.
struct CandidateCase {
  var id = CaseID()
  var customer = CustomerID()
  var worker = StaffID()
  var profile: CaseProfile
}

extension Reader {
  /// The cases that a proposal is asked for, within the caller's reach, the oldest first.
  func candidateCases(
    _ request: ProposeAssignmentRequest, _ caller: Caller, most: Int
  ) throws(Status) -> [CandidateCase] {
    if !request.caseIDs.isEmpty {
      return try namedCases(request, caller)
    }
    let (condition, key): (String, Value) =
      request.fromStaffID.isEmpty
      ? ("c.office = $1 AND c.worker IS NULL", .id(request.officeID))
      : ("c.worker = $1", .id(request.fromStaffID))
    var found: [CandidateCase] = []
    try each(
      SQL(
        built: """
          SELECT c.id, c.customer, c.worker, u.home_office, u.case_worker,
            \(CaseProfile.columns)
          FROM customer_case c JOIN customer u ON u.id = c.customer
          WHERE \(condition) AND c.status <> 3 AND ($2 = '' OR c.type = $2)
            AND ($3 = $4 OR c.office = $3) AND u.deleted_at IS NULL
          ORDER BY c.opened_at, c.id
          """),
      [key, .text(request.caseType), .place(request.officeID), .place(UnitID())]
    ) { (row) throws(Status) in
      guard caller.reaches(row.id(1), office: row.id(3), worker: row.id(4)) else { return true }
      found.append(
        CandidateCase(
          id: row.id(0), customer: row.id(1), worker: row.id(2),
          profile: CaseProfile(row: row, from: 5)))
      return found.count < most
    }
    return found
  }

  private func namedCases(
    _ request: ProposeAssignmentRequest, _ caller: Caller
  ) throws(Status) -> [CandidateCase] {
    var found: [CandidateCase] = []
    var seen: Set<CaseID> = []
    for (index, id) in request.caseIDs.enumerated() where seen.insert(id).inserted {
      let field = "case_ids[\(index)]"
      let document = try caseRecord(id, field: field, caller)
      if document.status == .closed {
        throw .precondition("CASE_CLOSED", field, "the case is closed; reopen it first")
      }
      if !request.fromStaffID.isEmpty && document.caseWorkerID != request.fromStaffID {
        throw .malformed(field, "a case of from_staff_id")
      }
      if request.caseType.isEmpty || request.caseType == document.type {
        found.append(
          CandidateCase(
            id: id, customer: document.customerID, worker: document.caseWorkerID,
            profile: CaseProfile(document)))
      }
    }
    return found
  }

  /// Who may be asked: who is named, or else the staff of the office; nobody who is away now, or gives the cases away.
  func candidateStaff(
    _ request: ProposeAssignmentRequest, _ caller: Caller
  ) throws(Status) -> [StaffMember] {
    var members: [StaffMember] = []
    if request.staffIDs.isEmpty {
      var office = request.officeID
      if office.isEmpty && !request.fromStaffID.isEmpty {
        office = try member(request.fromStaffID, "from_staff_id").office
      }
      if office.isEmpty { throw .required("staff_ids") }
      members = try membersAtWork(in: [office])
    } else {
      let atWork = Set(try membersAtWork().map(\.id))
      var seen: Set<StaffID> = []
      for (index, id) in request.staffIDs.enumerated() where seen.insert(id).inserted {
        let field = "staff_ids[\(index)]"
        let member = try member(id, field)
        guard member.isReached(by: caller) else {
          throw Status(
            .permissionDenied, "\(field): the member of staff is not within your scope",
            ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
        }
        if atWork.contains(id) { members.append(member) }
      }
    }
    var asked: [StaffMember] = []
    members.sort { $0.id < $1.id }
    for member in members where member.id != request.fromStaffID && member.isReached(by: caller) {
      if try !isAway(member.id) { asked.append(member) }
    }
    return asked
  }

  /// Whether somebody is absent at this moment.
  private func isAway(_ staff: StaffID) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM absence WHERE staff = $1 AND from_at <= $2 AND $2 < to_at", .id(staff),
      .time(now)
    ) { (_) throws(Status) in true } ?? false
  }
}

/// Who lacks nothing for which cases, found out once for each kind of case.
struct Qualified {
  private struct Kind: Hashable {
    let type: String
    let stage: String
  }

  private(set) var allowed: [[Bool]] = []
  private var kinds: [Kind: Int] = [:]
  private let rules: QualificationRules
  private let qualifications: [StaffQualifications]
  private let day: CivilDate

  init(_ members: [StaffMember], _ reader: Reader) throws(Status) {
    rules = try reader.rules(.qualification)
    day = BusinessDay.today(reader.now)
    var found: [StaffQualifications] = []
    if !rules.requirements.isEmpty {
      for member in members {
        found.append(
          try reader.qualifications(of: try reader.staff(member.id, field: "staff_ids")))
      }
    } else {
      found = members.map { _ in StaffQualifications() }
    }
    qualifications = found
  }

  /// The number of the list in ``allowed`` that speaks of a kind of case.
  mutating func kind(of profile: CaseProfile) -> Int {
    let kind = Kind(type: profile.type, stage: profile.stage)
    if let known = kinds[kind] { return known }
    allowed.append(
      qualifications.map { qualification in
        rules.missing(qualification, caseType: kind.type, stage: kind.stage, on: day).isEmpty
      })
    kinds[kind] = allowed.count - 1
    return allowed.count - 1
  }
}
