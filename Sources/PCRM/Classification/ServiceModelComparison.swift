import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func compareServiceModels(
    _ request: CompareServiceModelsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> CompareServiceModelsResponse {
    try request.day?.checkDay("day")
    let most = Limits().batchItemsMax
    if request.officeIDs.count > most { throw .tooMany("office_ids", max: most) }
    let day = request.day ?? BusinessDay.today(reader.now)
    let calendar = try reader.classificationBook()?.calendar ?? ServiceModelCalendar()
    var models: [UnitID: String] = [:]
    try reader.each("SELECT id, code FROM unit", []) { (row) throws(Status) in
      models[row.id(0)] = calendar.period(of: row.text(1), on: day).code
      return true
    }
    let offices = Set(request.officeIDs)
    var counts = ServiceModelCounts()
    try reader.caseCounts(type: request.caseType, caller) { office, figures in
      if !offices.isEmpty && !offices.contains(office) { return }
      counts.add(figures, office: office, model: models[office] ?? "")
    }
    var response = CompareServiceModelsResponse()
    response.models = counts.rows
    return response
  }
}

/// Open cases of one office that are classified alike.
struct CaseFigures {
  enum Figure {
    case cases
    case proposals
    case overrides
  }

  let figure: Figure
  /// Of cases: the group; of the others: their result in the kind at hand.
  let supportGroup: SupportGroup?
  let managementLevel: ManagementLevel?
  let count: Int64
}

/// The comparison as it grows.
private struct ServiceModelCounts {
  private struct Row {
    var offices: Set<UnitID> = []
    var cases: Int64 = 0
    var groups: [Int32: SupportGroupCount] = [:]
    var levels: [Int32: ManagementLevelCount] = [:]
  }

  private var byModel: [String: Row] = [:]

  mutating func add(_ figures: CaseFigures, office: UnitID, model: String) {
    var row = byModel[model] ?? Row()
    if case .cases = figures.figure {
      row.cases += figures.count
      if !office.isEmpty { row.offices.insert(office) }
    }
    if let group = figures.supportGroup {
      var line = row.groups[group.rawValue] ?? SupportGroupCount()
      line.supportGroup = group
      switch figures.figure {
      case .cases: line.caseCount += figures.count
      case .proposals: line.proposedCount += figures.count
      case .overrides: line.overriddenCount += figures.count
      }
      row.groups[group.rawValue] = line
    }
    if let level = figures.managementLevel {
      var line = row.levels[level.rawValue] ?? ManagementLevelCount()
      line.managementLevel = level
      switch figures.figure {
      case .cases: line.caseCount += figures.count
      case .proposals: line.proposedCount += figures.count
      case .overrides: line.overriddenCount += figures.count
      }
      row.levels[level.rawValue] = line
    }
    byModel[model] = row
  }

  var rows: [ServiceModelCount] {
    byModel.sorted { $0.key < $1.key }.map { model, row in
      var count = ServiceModelCount()
      count.serviceModel = model
      count.officeCount = Int32(truncatingIfNeeded: row.offices.count)
      count.caseCount = row.cases
      count.supportGroups = row.groups.sorted { $0.key < $1.key }.map(\.value)
      count.managementLevels = row.levels.sorted { $0.key < $1.key }.map(\.value)
      return count
    }
  }
}

extension Reader {
  /// Counts open cases by office and by how they are classified, within the caller's reach.
  func caseCounts(
    type: String, _ caller: Caller, _ take: (UnitID, CaseFigures) -> Void
  ) throws(Status) {
    var arguments: [Value] = [.text(type)]
    let counted =
      "x.status <> 3 AND ($1 = '' OR x.type = $1)" + CustomerReach(caller).condition(&arguments)
    try each(
      SQL(
        built: """
          SELECT x.office, x.support_group, x.management_level, count(*)
          FROM customer_case AS x JOIN customer ON customer.id = x.customer
          WHERE \(counted)
          GROUP BY x.office, x.support_group, x.management_level
          """), arguments
    ) { (row) throws(Status) in
      take(
        row.id(0),
        CaseFigures(
          figure: .cases, supportGroup: row.enumeration(1), managementLevel: row.enumeration(2),
          count: row.integer(3)))
      return true
    }
    // Two statements, so that each goes along the index of the decisions that it is about.
    try decisionCounts("c.state = 1 AND \(counted)", arguments, .proposals, take)
    try decisionCounts(
      "c.state = 2 AND c.origin = 2 AND \(counted)", arguments, .overrides, take)
  }

  private func decisionCounts(
    _ condition: String, _ arguments: [Value], _ figure: CaseFigures.Figure,
    _ take: (UnitID, CaseFigures) -> Void
  ) throws(Status) {
    try each(
      SQL(
        built: """
          SELECT x.office, c.kind, c.result, count(*)
          FROM classification AS c JOIN customer_case AS x ON x.id = c.case_id
            JOIN customer ON customer.id = c.customer
          WHERE \(condition)
          GROUP BY x.office, c.kind, c.result
          """), arguments
    ) { (row) throws(Status) in
      let kind: ClassificationKind = row.enumeration(1)
      let result = ClassificationResult(kind, number: row.integer(2))
      take(
        row.id(0),
        CaseFigures(
          figure: figure, supportGroup: kind == .supportGroup ? result.supportGroup : nil,
          managementLevel: kind == .managementLevel ? result.managementLevel : nil,
          count: row.integer(3)))
      return true
    }
  }
}
