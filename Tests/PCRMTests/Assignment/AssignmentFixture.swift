import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

@testable import PCRM

/// What the tests of assignment call and make, in few words.
extension TestCaller {
  /// Calls a method of the assignment service.
  func ask<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try call("pcrm.v1.AssignmentService/" + method, request)
  }

  /// Why a method of the assignment service is refused; nil when it is not.
  func denied<Request: Message>(_ method: String, _ request: Request) throws -> Refusal? {
    try refused("pcrm.v1.AssignmentService/" + method, request)
  }

  func charge(_ id: CaseID, at time: Timestamp? = nil) throws -> InCharge {
    try ask(
      "WhoIsInCharge",
      WhoIsInChargeRequest.made {
        $0.caseID = id
        $0.at = time
      })
  }

  @discardableResult
  func assign(_ id: CaseID, to staff: StaffID, _ reason: String = "balance") throws -> Duty {
    try ask("AssignCase", AssignCaseRequest.assigning(id, staff, reason))
  }

  func duties(
    _ change: (inout ListDutiesRequest) -> Void = { _ in }
  ) throws -> [Duty] {
    let list: ListDutiesResponse = try ask("ListDuties", ListDutiesRequest.made(change))
    return list.duties
  }

  @discardableResult
  func absent(
    _ staff: StaffID, _ deputies: [StaffID] = [], from: Timestamp, to: Timestamp? = nil
  ) throws -> Absence {
    var request = RecordAbsenceRequest()
    request.absence = .of(staff, deputies, from: from, to: to)
    return try ask("RecordAbsence", request)
  }

  func propose(
    _ id: CaseID, to staff: StaffID = StaffID(), team: UnitID = UnitID(),
    _ change: (inout ProposeHandOverRequest) -> Void = { _ in }
  ) throws -> HandOver {
    try ask("ProposeHandOver", ProposeHandOverRequest.proposing(id, staff, team, change))
  }

  func accept(_ id: HandOverID) throws -> HandOver {
    try ask("AcceptHandOver", AcceptHandOverRequest.made { $0.id = id })
  }

  func decline(_ id: HandOverID, _ reason: String = "too many") throws -> HandOver {
    try ask(
      "DeclineHandOver",
      DeclineHandOverRequest.made {
        $0.id = id
        $0.reason = reason
      })
  }

  func withdraw(_ id: HandOverID) throws -> HandOver {
    try ask("WithdrawHandOver", WithdrawHandOverRequest.made { $0.id = id })
  }

  func handOver(_ id: HandOverID) throws -> HandOver {
    try ask("GetHandOver", GetHandOverRequest.made { $0.id = id })
  }

  func handOvers(
    _ change: (inout ListHandOversRequest) -> Void = { _ in }
  ) throws -> [HandOver] {
    let list: ListHandOversResponse = try ask("ListHandOvers", ListHandOversRequest.made(change))
    return list.handOvers
  }

  @discardableResult
  func apply(_ rules: QualificationRules, dryRun: Bool = false) throws -> ApplyRulesResponse {
    try ask(
      "ApplyQualificationRules",
      ApplyQualificationRulesRequest.made {
        $0.rules = rules
        $0.dryRun = dryRun
      })
  }

  @discardableResult
  func apply(
    _ matrix: DutyMatrix, dryRun: Bool = false, base: Int64 = 0
  ) throws -> ApplyRulesResponse {
    try ask(
      "ApplyDutyMatrix",
      ApplyDutyMatrixRequest.made {
        $0.matrix = matrix
        $0.dryRun = dryRun
        $0.baseVersion = base
      })
  }

  @discardableResult
  func apply(_ limits: AuthorityLimits, dryRun: Bool = false) throws -> ApplyRulesResponse {
    try ask(
      "ApplyAuthorityLimits",
      ApplyAuthorityLimitsRequest.made {
        $0.limits = limits
        $0.dryRun = dryRun
      })
  }

  @discardableResult
  func train(
    _ staff: StaffID, _ modules: [String], from: CivilDate? = nil, to: CivilDate? = nil
  ) throws -> StaffQualifications {
    try ask(
      "SetTrainings",
      SetTrainingsRequest.made {
        $0.staffID = staff
        $0.trainings = modules.map { module in
          Training.made {
            $0.module = module
            $0.validFrom = from
            $0.validTo = to
          }
        }
      })
  }

  @discardableResult
  func give(
    _ staff: StaffID, _ roles: [String], from: CivilDate? = nil, to: CivilDate? = nil
  ) throws -> StaffQualifications {
    try ask(
      "SetStaffRoles",
      SetStaffRolesRequest.made {
        $0.staffID = staff
        $0.roles = roles.map { role in
          StaffRole.made {
            $0.role = role
            $0.validFrom = from
            $0.validTo = to
          }
        }
      })
  }

  @discardableResult
  func update(_ staff: StaffID, _ mask: [String], _ change: (inout Staff) -> Void) throws -> Staff {
    var request = UpdateStaffRequest()
    var patch = Staff()
    patch.id = staff
    change(&patch)
    request.staff = patch
    request.updateMask = FieldMask(paths: mask)
    return try call("pcrm.v1.OrganisationService/UpdateStaff", request)
  }
}

extension PCRMFixture {
  /// Who does what other features do to a case.
  static let system = Caller(
    principal: PrincipalID(high: 0x7000, low: 0x8000_0000_0000_0001), permissions: .all,
    scope: .all)

  /// A member of staff of a team, at work for some time.
  func worker(
    _ name: String, team: UnitID = UnitID(), office: UnitID = UnitID(),
    _ change: (inout Staff) -> Void = { _ in }
  ) throws -> StaffID {
    var request = CreateStaffRequest()
    var staff = Staff()
    staff.name = name
    staff.teamID = team
    staff.officeID = office
    change(&staff)
    request.staff = staff
    let made: Staff = try admin.call("pcrm.v1.OrganisationService/CreateStaff", request)
    return made.id
  }

  /// A case that is there and has no case worker yet.
  func newCase(
    of customer: CustomerID, office: UnitID = UnitID(), type: String = "injury",
    stage: String = "first_care"
  ) throws -> CaseID {
    try database.write { (writer) throws(Status) in
      try writer.execute(
        """
        INSERT INTO case_type (revision, applied, code, version, id, created_at, created_by, document)
        SELECT coalesce(max(revision), 0) + 1, 1, $1, 1, $2, 0, $3, $4 FROM case_type
        WHERE true ON CONFLICT (code, version) DO NOTHING
        """, .text(type), .id(writer.newID(CaseTypeID.self)), .id(Self.system.principal),
        .blob([]))
      var document = Case()
      document.id = writer.newID()
      document.version = 1
      document.customerID = customer
      document.number = document.id.description
      document.type = type
      document.typeVersion = 1
      document.officeID = office
      document.status = .open
      document.stage = stage
      document.stageSince = writer.now
      document.openTime = writer.now
      document.createTime = writer.now
      document.updateTime = writer.now
      try writer.insertCase(document)
      return document.id
    }
  }

  /// A case in the charge of somebody from now on.
  func newCase(
    of customer: CustomerID, with staff: StaffID, office: UnitID = UnitID()
  ) throws -> CaseID {
    let id = try newCase(of: customer, office: office)
    try begin(id, staff)
    return id
  }

  /// What happens when a case comes to need a case worker.
  func begin(_ id: CaseID, _ staff: StaffID) throws {
    try database.write { (writer) throws(Status) in
      let document = try writer.reader.caseRecord(id, field: "id", Self.system)
      var open = document
      open.status = .open
      open.closeTime = nil
      if open != document {
        open = try writer.updateCase(open, from: document, fields: ["status"], by: Self.system)
      }
      try writer.beginDuty(on: open, staff: staff, by: Self.system, reason: "approved")
    }
  }

  /// What happens when a case is closed.
  func close(_ id: CaseID) throws {
    try database.write { (writer) throws(Status) in
      let document = try writer.reader.caseRecord(id, field: "id", Self.system)
      let ended = try writer.endDuty(on: document, by: Self.system, reason: "closed")
      var closed = ended
      closed.status = .closed
      closed.closeTime = writer.now
      try writer.updateCase(closed, from: ended, fields: ["status"], by: Self.system)
    }
  }

  /// The case as it is stored.
  func stored(_ id: CaseID) throws -> Case {
    try database.read { (reader) throws(Status) in
      try reader.caseRecord(id, field: "id", Self.system)
    }
  }

  /// Runs what is due by the clock.
  func runTimers() {
    let runner = JobRunner(database: database, clock: clock)
    PCRM.handleTimers(runner)
    while runner.runRound() > 0 {}
  }
}

extension Message {
  /// A message with some fields set.
  static func made(_ change: (inout Self) -> Void) -> Self {
    var message = Self()
    change(&message)
    return message
  }
}

extension AssignCaseRequest {
  static func assigning(_ id: CaseID, _ staff: StaffID, _ reason: String = "balance") -> Self {
    made {
      $0.caseID = id
      $0.staffID = staff
      $0.reason = reason
    }
  }
}

extension ProposeHandOverRequest {
  static func proposing(
    _ id: CaseID, _ staff: StaffID, _ team: UnitID = UnitID(), _ change: (inout Self) -> Void
  ) -> Self {
    made {
      $0.caseID = id
      $0.toStaffID = staff
      $0.toTeamID = team
      $0.reason = "nearer to the customer"
      change(&$0)
    }
  }
}

extension Absence {
  static func of(
    _ staff: StaffID, _ deputies: [StaffID], from: Timestamp, to: Timestamp?
  ) -> Absence {
    made {
      $0.staffID = staff
      $0.reason = "leave"
      $0.startTime = from
      $0.endTime = to
      $0.deputyIDs = deputies
    }
  }
}
