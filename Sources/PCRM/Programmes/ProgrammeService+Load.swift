import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func applyLoadWeights(
    _ request: ApplyLoadWeightsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyLoadWeightsResponse {
    let applied = try writer.apply(
      request.weights, field: "weights", isDryRun: request.dryRun, by: caller)
    var response = ApplyLoadWeightsResponse()
    response.version = applied.version
    response.changes = applied.changes
    return response
  }

  @Sendable
  func loadWeights(
    _ request: GetLoadWeightsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> LoadWeights {
    try reader.document(version: request.version)
  }

  @Sendable
  func listLoads(
    _ request: ListLoadsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListLoadsResponse {
    try request.jobGroup.checkKnown("job_group")
    let page = try context.pages.page(request, caller)
    let rows = try reader.loads(request, page, caller)
    var response = ListLoadsResponse()
    response.loads = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func load(
    _ request: GetLoadRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Load {
    let members = try members(request, caller, reader)
    let weights: LoadWeights = try reader.current()
    var sum = Burden()
    var bearers: [Balance.Bearer] = []
    var load = Load()
    for member in members {
      let burden = try reader.burden(of: member.id)
      let capacity = weights.capacity(of: member.jobGroup)
      bearers.append(Balance.Bearer(load: burden.load(weights), capacity: capacity))
      sum.cases += burden.cases
      sum.adoptions += burden.adoptions
      load.capacityPermille += Int64(capacity)
    }
    load.staffCount = Int32(members.count)
    load.caseCount = Int32(sum.caseCount)
    load.adoptionCount = Int32(sum.adoptions)
    load.load = sum.load(weights)
    load.imbalancePermille = Balance.imbalancePermille(bearers)
    load.weightsVersion = weights.version
    load.parts = weights.parts(sum.cases, adoptions: sum.adoptions)
    return load
  }

  /// The staff whose load is asked for.
  private func members(
    _ request: GetLoadRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> [StaffMember] {
    if !request.staffID.isEmpty {
      if !request.unitID.isEmpty {
        throw .malformed("unit_id", "empty where there is a staff_id")
      }
      let member = try reader.member(request.staffID, "staff_id")
      guard member.isReached(by: caller) else {
        throw .notFound("staff_id", "there is no such member of staff")
      }
      return [member]
    }
    if request.unitID.isEmpty { throw .required("staff_id") }
    guard try reader.hasUnit(request.unitID), caller.reaches(unit: request.unitID) else {
      throw .notFound("unit_id", "there is no such unit")
    }
    let day = BusinessDay.today(reader.now)
    return try reader.membersAtWork(in: try reader.unitsBelow(request.unitID, on: day))
  }
}

extension Caller {
  /// Whether a unit as a whole is within reach.
  func reaches(unit: UnitID) -> Bool {
    switch scope {
    case .all: true
    case .offices(let offices): offices.contains(unit)
    case .own: false
    }
  }
}
