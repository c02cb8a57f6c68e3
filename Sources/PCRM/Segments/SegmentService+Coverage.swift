import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentService {
  /// Segments of one question at most.
  static let coverageSegmentsMax = 50

  @Sendable
  func coverage(
    _ request: GetCoverageRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetCoverageResponse {
    try request.grouping.checkKnown("grouping")
    let question = try CoverageQuestion(request.segments, request.population, caller, reader)
    var response = GetCoverageResponse()
    var total = Coverage()
    for group in try question.groups(request.grouping, reader) {
      total.population += group.population
      total.covered += group.covered
      total.everCovered += group.everCovered
      total.neverCovered += group.neverCovered
      total.neverHadCase += group.neverHadCase
      response.groups.append(group)
    }
    response.total = total
    response.groups.sort { $0.isLessCovered(than: $1) }
    return response
  }

  @Sendable
  func uncovered(
    _ request: ListUncoveredRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListUncoveredResponse {
    let page = try context.pages.page(request, caller)
    if request.segments.isEmpty && !request.withoutCase { throw .required("segments") }
    let question = try CoverageQuestion(request.segments, request.population, caller, reader)
    let ids = try question.uncovered(
      after: page.afterID(), most: page.size + 1, withoutCase: request.withoutCase,
      office: request.officeID, reader)
    var response = ListUncoveredResponse()
    response.customerIDs = Array(ids.prefix(page.size))
    if ids.count > page.size, let last = response.customerIDs.last {
      response.nextPageToken = context.pages.token(after: last.position, of: request, caller)
    }
    return response
  }
}

extension Coverage {
  /// Whether a smaller share of the group is covered; of equal ones the larger group comes first.
  fileprivate func isLessCovered(than other: Coverage) -> Bool {
    let (mine, others) = (covered * other.population, other.covered * population)
    if mine != others { return mine < others }
    if population != other.population { return population > other.population }
    return (officeID, region) < (other.officeID, other.region)
  }
}

/// Who is to be covered, by which segments, as far as a caller sees.
struct CoverageQuestion {
  private let segments: [Int64]
  private let population: Int64?
  private let reach: CustomerReach

  init(
    _ names: [String], _ population: String, _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    if names.count > SegmentService.coverageSegmentsMax {
      throw .tooMany("segments", max: SegmentService.coverageSegmentsMax)
    }
    var numbers: [Int64] = []
    for (index, name) in names.enumerated() {
      numbers.append(try reader.segment(name, field: "segments[\(index)]").number)
    }
    segments = numbers
    self.population =
      population.isEmpty ? nil : try reader.segment(population, field: "population").number
    reach = CustomerReach(caller)
  }

  /// What a row of `customer` has to fulfil to count.
  private func population(_ arguments: inout [Value]) -> String {
    var text = "customer.deleted_at IS NULL"
    if let population {
      text += """
         AND EXISTS (SELECT 1 FROM membership p
        WHERE p.customer = customer.id AND p.segment = \(population))
        """
    }
    return text + reach.condition(&arguments)
  }

  /// Whether a customer is, or was, in one of the segments: numbers of ours, so they may stand in the text.
  private func membership(in table: String) -> String {
    if segments.isEmpty { return "1 = 0" }
    let list = segments.map(String.init).joined(separator: ", ")
    return """
      EXISTS (SELECT 1 FROM \(table) m WHERE m.customer = customer.id AND m.segment IN (\(list)))
      """
  }

  private static let hadCase =
    "EXISTS (SELECT 1 FROM customer_case k WHERE k.customer = customer.id)"

  /// The figures of each group, in no order.
  func groups(
    _ grouping: CoverageGrouping, _ reader: Reader
  ) throws(Status) -> [Coverage] {
    var arguments: [Value] = []
    let office = grouping == .office ? "customer.home_office" : "NULL"
    let region = grouping == .region ? "customer.region" : "NULL"
    let text = """
      SELECT office, region, count(*), sum(now), sum(CASE WHEN now + past > 0 THEN 1 ELSE 0 END),
        sum(1 - had_case)
      FROM (
        SELECT \(office) AS office, \(region) AS region,
          CASE WHEN \(membership(in: "membership")) THEN 1 ELSE 0 END AS now,
          CASE WHEN \(membership(in: "membership_past")) THEN 1 ELSE 0 END AS past,
          CASE WHEN \(Self.hadCase) THEN 1 ELSE 0 END AS had_case
        FROM customer WHERE \(population(&arguments))) AS counted
      GROUP BY office, region
      """
    return try reader.all(SQL(built: text), arguments) { (row) throws(Status) in
      var group = Coverage()
      group.officeID = row.id(0)
      group.region = row.text(1)
      group.population = row.integer(2)
      group.covered = row.integer(3)
      group.everCovered = row.integer(4)
      group.neverCovered = group.population - group.everCovered
      group.neverHadCase = row.integer(5)
      return group
    }
  }

  /// Who was never in one of the segments, in the order of the ids.
  func uncovered(
    after place: CustomerID, most: Int, withoutCase: Bool, office: UnitID, _ reader: Reader
  ) throws(Status) -> [CustomerID] {
    var arguments: [Value] = [.place(place), .integer(Int64(most))]
    var text = """
      SELECT customer.id FROM customer WHERE customer.id > $1 AND \(population(&arguments))
      AND NOT \(membership(in: "membership")) AND NOT \(membership(in: "membership_past"))
      """
    if withoutCase { text += " AND NOT " + Self.hadCase }
    if !office.isEmpty {
      arguments.append(.id(office))
      text += " AND customer.home_office = $\(arguments.count)"
    }
    return try reader.all(SQL(built: text + " ORDER BY customer.id LIMIT $2"), arguments) {
      (row) throws(Status) in row.id(0)
    }
  }
}
