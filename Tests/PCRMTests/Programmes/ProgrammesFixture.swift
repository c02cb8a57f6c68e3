import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// What the tests of load, programmes and reassignment call and make, in few words.
extension TestCaller {
  func programme<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try call("pcrm.v1.ProgrammeService/\(method)", request)
  }

  func programmeRefusal<Request: Message>(_ method: String, _ request: Request) throws -> Refusal? {
    try refused("pcrm.v1.ProgrammeService/\(method)", request)
  }

  func apply(_ weights: LoadWeights, dryRun: Bool = false) throws -> ApplyLoadWeightsResponse {
    var request = ApplyLoadWeightsRequest()
    request.weights = weights
    request.dryRun = dryRun
    return try programme("ApplyLoadWeights", request)
  }

  func load(staff: StaffID = StaffID(), unit: UnitID = UnitID()) throws -> Load {
    var request = GetLoadRequest()
    request.staffID = staff
    request.unitID = unit
    return try programme("GetLoad", request)
  }

  func propose(_ set: (inout ProposeAssignmentRequest) -> Void) throws -> Proposal {
    var request = ProposeAssignmentRequest()
    set(&request)
    return try programme("ProposeAssignment", request)
  }

  func lines(of proposal: ProposalID, size: Int32 = 1000) throws -> [ProposalLine] {
    var request = ListProposalLinesRequest()
    request.proposalID = proposal
    request.pageSize = size
    var lines: [ProposalLine] = []
    repeat {
      let page: ListProposalLinesResponse = try programme("ListProposalLines", request)
      lines += page.lines
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return lines
  }

  func applyRequest(_ proposal: ProposalID) -> ApplyProposalRequest {
    var request = ApplyProposalRequest()
    request.id = proposal
    request.reason = "spread evenly"
    return request
  }

  func create(_ programme: Programme) throws -> Programme {
    var request = CreateProgrammeRequest()
    request.programme = programme
    return try self.programme("CreateProgramme", request)
  }

  func adoptRequest(
    _ programme: ProgrammeID, _ customer: CustomerID, _ staff: StaffID, waiver: String = ""
  ) -> AdoptCustomerRequest {
    var request = AdoptCustomerRequest()
    request.programmeID = programme
    request.customerID = customer
    request.staffID = staff
    request.waiverReason = waiver
    return request
  }

  func adopt(
    _ programme: ProgrammeID, _ customer: CustomerID, _ staff: StaffID, waiver: String = ""
  ) throws -> Adoption {
    try self.programme(
      "AdoptCustomer", adoptRequest(programme, customer, staff, waiver: waiver))
  }

  func adoptions(
    _ set: (inout ListAdoptionsRequest) -> Void = { _ in }
  ) throws -> [Adoption] {
    var request = ListAdoptionsRequest()
    set(&request)
    let response: ListAdoptionsResponse = try programme("ListAdoptions", request)
    return response.adoptions
  }

  func start(_ set: (inout Reassignment) -> Void) throws -> Reassignment {
    try programme("StartReassignment", startRequest(set))
  }

  func startRequest(_ set: (inout Reassignment) -> Void) -> StartReassignmentRequest {
    var request = StartReassignmentRequest()
    var work = Reassignment()
    work.reason = "the team is dissolved"
    set(&work)
    request.reassignment = work
    return request
  }

  func reassignment(_ id: ReassignmentID) throws -> Reassignment {
    var request = GetReassignmentRequest()
    request.id = id
    return try programme("GetReassignment", request)
  }

  func items(of id: ReassignmentID) throws -> [ReassignmentItem] {
    var request = ListReassignmentItemsRequest()
    request.reassignmentID = id
    request.pageSize = 1000
    let response: ListReassignmentItemsResponse = try programme("ListReassignmentItems", request)
    return response.items
  }

  func steer(_ id: ReassignmentID, _ state: ReassignmentState) throws -> Reassignment {
    var request = SteerReassignmentRequest()
    request.id = id
    request.state = state
    return try programme("SteerReassignment", request)
  }

  func getCase(_ id: CaseID) throws -> Case {
    var request = GetCaseRequest()
    request.id = id
    return try call("pcrm.v1.CaseService/GetCase", request)
  }
}

extension PCRMFixture {
  /// A case type "matter" with the stages "new", which needs nobody, and "care", which needs a case worker.
  func applyCaseType(_ codes: String...) throws {
    var document = CaseTypeDocument()
    document.caseTypes = (codes.isEmpty ? ["matter"] : codes).map(Self.caseType)
    var request = ApplyCaseTypesRequest()
    request.document = document
    let _: ApplyCaseTypesResponse = try admin.call("pcrm.v1.CaseService/ApplyCaseTypes", request)
  }

  private static func caseType(_ code: String) -> CaseType {
    var type = CaseType()
    type.code = code
    type.title = "Matter"
    var series = NumberSeries()
    series.prefix = code.prefix(1).uppercased()
    series.digits = 6
    type.numberSeries = series
    type.stages = [
      CaseStage("new") {
        $0.mayBegin = true
        $0.mayClose = true
        $0.transitions = [CaseTransition(to: "care")]
      },
      CaseStage("care") {
        $0.mayBegin = true
        $0.mayClose = true
        $0.needsCaseWorker = true
      },
    ]
    return type
  }

  /// A customer of an office, who lives somewhere if it is said where.
  func customer(in office: UnitID = UnitID(), at place: Coordinates? = nil) throws -> CustomerID {
    try admin.create(
      Customer.person().with {
        $0.homeOfficeID = office
        if let place {
          var address = Address.home("세종대로 110")
          address.coordinates = place
          $0.addresses = [address]
        }
      }
    ).id
  }

  /// A case of a new customer: with a worker in "care", without one in "new".
  func openCase(in office: UnitID, worker: StaffID = StaffID()) throws -> Case {
    var request = OpenCaseRequest()
    var draft = Case()
    draft.customerID = try customer(in: office)
    draft.type = "matter"
    draft.stage = worker.isEmpty ? "new" : "care"
    request.case = draft
    request.caseWorkerID = worker
    let answer: CasePlan = try admin.call("pcrm.v1.CaseService/OpenCase", request)
    guard let opened = answer.case else { throw Status.internalError }
    return opened
  }

  /// A member of staff with a home.
  func neighbour(
    _ name: String, at home: Coordinates, in office: UnitID = UnitID()
  ) throws
    -> StaffID
  {
    var request = CreateStaffRequest()
    var staff = Staff()
    staff.name = name
    staff.homeCoordinates = home
    staff.officeID = office
    request.staff = staff
    let made: Staff = try admin.call("pcrm.v1.OrganisationService/CreateStaff", request)
    return made.id
  }

  /// The runner of everything that is done by the clock, for tests that turn it by hand.
  func runner() -> JobRunner {
    let runner = JobRunner(database: database, clock: clock)
    PCRM.handleTimers(runner)
    return runner
  }
}

extension CaseStage {
  init(_ code: String, _ set: (inout CaseStage) -> Void) {
    self.init()
    self.code = code
    title = code
    set(&self)
  }
}

extension CaseTransition {
  init(to stage: String) {
    self.init()
    to = stage
  }
}

extension Coordinates {
  /// A point so many steps of a kilometre (along the great circle) north of Seoul City Hall.
  static func north(_ kilometres: Double) -> Coordinates {
    Coordinates(
      latitudeE7: 375_666_100 + Int32(kilometres * 89_932), longitudeE7: 1_269_783_900)
  }
}
