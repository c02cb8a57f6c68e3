import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReportService {
  /// Days of visits that one answer covers at most.
  private static let daysMax: Int64 = 3660

  @Sendable
  func visitQuality(
    _ request: GetVisitQualityRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetVisitQualityResponse {
    guard let from = request.fromTime else { throw .required("from_time") }
    guard let before = request.beforeTime else { throw .required("before_time") }
    let end = from.microseconds.addingReportingOverflow(Self.daysMax * 86_400_000_000)
    if before.microseconds <= from.microseconds
      || !end.overflow && before.microseconds > end.partialValue
    {
      throw .malformed(
        "before_time", "later than from_time, by at most \(Self.daysMax) days")
    }
    if request.formulaVersion < 0 {
      throw .outOfRange("formula_version", min: 0, max: Int64.max)
    }
    let circle = try reader.circle(request, caller)
    let formula: QualityFormula
    do throws(Status) {
      formula = try reader.document(version: request.formulaVersion)
    } catch {
      throw error.renamed("formula_version")
    }
    var tallies = [ManagementLevel.intensive, .general, .unspecified].map {
      QualityTally($0, formula)
    }
    try reader.reportedVisits(
      circle, from: from, before: before, graceHours: formula.graceHours
    ) { visit in
      let index = tallies.firstIndex { $0.figures.managementLevel == visit.level } ?? 2
      tallies[index].add(visit)
    }
    var response = GetVisitQualityResponse()
    response.levels = tallies.map { $0.result }
    response.formulaVersion = formula.version
    return response
  }
}

extension Reader {
  /// Whose visits a request asks about, checked for reach.
  fileprivate func circle(
    _ request: GetVisitQualityRequest, _ caller: Caller
  ) throws(Status) -> VisitCircle {
    if !request.staffID.isEmpty {
      if !request.unitID.isEmpty {
        throw .malformed("unit_id", "empty where there is a staff_id")
      }
      let member = try member(request.staffID, "staff_id")
      let isSelf = !caller.staff.isEmpty && caller.staff == member.id
      guard isSelf || member.isReached(by: caller) else {
        throw .notFound("staff_id", "there is no such member of staff")
      }
      return .staff(member.id)
    }
    if request.unitID.isEmpty {
      if case .all = caller.scope { return .all }
      throw .required("unit_id")
    }
    guard try hasUnit(request.unitID), caller.reaches(unit: request.unitID) else {
      throw .notFound("unit_id", "there is no such unit")
    }
    return .units(try unitsBelow(request.unitID, on: BusinessDay.today(now)))
  }
}

/// Adds up the quality of visits of one management level.
struct QualityTally {
  private(set) var figures = VisitQuality()
  private let formula: QualityFormula
  private var scores: Int64 = 0
  private var shares: Int64 = 0
  private var satisfaction: Int64 = 0
  private var filled = [Int64](repeating: 0, count: ReportPart.all.count)
  private var required = [Int64](repeating: 0, count: ReportPart.all.count)

  init(_ level: ManagementLevel, _ formula: QualityFormula) {
    figures.managementLevel = level
    self.formula = formula
  }

  mutating func add(_ visit: ReportedVisit) {
    figures.visits += 1
    guard visit.hasReport else { return }
    figures.reports += 1
    if let score = formula.score(visit.facts) {
      figures.scored += 1
      scores += score
    }
    shares += formula.partsShare(visit.facts.filled)
    figures.followUpsKept += Int64(visit.facts.kept)
    figures.followUpsMissed += Int64(visit.facts.missed)
    figures.followUpsOpen += Int64(visit.openFollowUps)
    if visit.facts.petition == .closed { figures.petitionsClosed += 1 }
    if visit.facts.petition == .open { figures.petitionsOpen += 1 }
    if visit.facts.satisfaction > 0 {
      figures.satisfactionCount += 1
      satisfaction += Int64(visit.facts.satisfaction)
    }
    if let confirmed = visit.confirmed {
      if confirmed { figures.confirmed += 1 } else { figures.notConfirmed += 1 }
    }
    for (index, part) in ReportPart.all.enumerated() {
      if visit.facts.filled.contains(part) { filled[index] += 1 }
      if visit.required.contains(part) { required[index] += 1 }
    }
  }

  /// The figures with their means, which are rounded half up.
  var result: VisitQuality {
    var result = figures
    result.scoreHundredths = Self.mean(scores, of: figures.scored)
    result.partsPermille = Self.mean(shares, of: figures.reports * 1000)
    result.satisfactionHundredths = Self.mean(satisfaction * 100, of: figures.satisfactionCount)
    for (index, part) in ReportPart.all.enumerated() {
      var count = PartCount()
      count.part = part
      count.filled = filled[index]
      count.required = required[index]
      result.parts.append(count)
    }
    return result
  }

  private static func mean(_ sum: Int64, of count: Int64) -> Int32 {
    count == 0 ? 0 : Int32(truncatingIfNeeded: (sum + count / 2) / count)
  }
}
