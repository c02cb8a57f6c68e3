import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import SurveyScores

/// The answers of a named wave by the segments that their customers are in now, those that are in the same ones together.
///
/// Segments overlap, so a table of them has no sums, and what two of them leave is looked at as well: a segment is hidden
/// when it differs from one that is told by fewer than k.
struct SegmentScores {
  let names: [String]
  private var tallies: [UInt64: TalliedGroup] = [:]
  private let rule: DisclosureRule

  static let segmentsMax = 50

  init(
    _ names: [String], _ results: ResultGroups, _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    self.names = names
    rule = results.rule
    var places: [Int64: UInt64] = [:]
    for (number, name) in names.enumerated() {
      let record = try reader.segment(name, field: "segments[\(number)]")
      if places.updateValue(1 << UInt64(number), forKey: record.number) != nil {
        throw .duplicate("segments[\(number)]", "is named twice")
      }
    }
    for wave in results.waves { try add(wave, places, caller, reader) }
  }

  /// Walks the answers once; a customer's memberships come with each.
  private mutating func add(
    _ wave: SurveyWave, _ places: [Int64: UInt64], _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    let model = try reader.scoreModel(of: wave)?.composite
    try reader.each(
      """
      SELECT a.document, a.customer, c.home_office, c.case_worker
      FROM survey_answer a JOIN customer c ON c.id = a.customer
      WHERE a.wave = $1 AND a.state IN (2, 3)
      """, [.id(wave.id)]
    ) { (row) throws(Status) in
      let customer: CustomerID = row.id(1)
      guard caller.reaches(customer, office: row.id(2), worker: row.id(3)) else { return true }
      let mask = try reader.segments(of: customer).reduce(0) { $0 | places[$1, default: 0] }
      if mask == 0 { return true }
      let answers = try SurveyAnswer(stored: row.raw(0)).answers ?? Answers()
      tallies[mask, default: TalliedGroup()].tally.count(answers, by: 1)
      if let model { tallies[mask]?.tally.addSums(of: answers, model, by: 1) }
      return true
    }
  }

  /// A cell for each segment, in the order of their names in the request.
  func cells(_ measure: ResultMeasure, _ confidence: Confidence) -> [CrossCell] {
    var cube = AnswerCube(dimensions: ["mask"])
    for (mask, group) in tallies { cube.add([String(mask)], count: measure.count(group)) }
    let attack = DifferenceAttack(rule: rule)
    var told: [AnswerCube.Filter] = []
    return names.indices.map { number in
      let masks = tallies.keys.filter { $0 & (1 << UInt64(number)) != 0 }.sorted()
      let groups = masks.compactMap { tallies[$0] }
      let filter = AnswerCube.Filter(["mask": Set(masks.map(String.init))])
      var cell = CrossCell()
      cell.row = Int32(number)
      let count = cube.count(filter)
      guard rule.shows(group: count), attack.finding([filter], after: told, in: cube) == nil else {
        cell.hidden = true
        return cell
      }
      told.append(filter)
      cell.respondents = Int64(count)
      cell.score = measure.score(groups, rule, confidence).map { ScoreEstimate($0) }
      return cell
    }
  }
}
