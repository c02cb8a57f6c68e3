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
  private var tallies: [Place: TalliedGroup] = [:]
  private let rule: DisclosureRule

  /// Which segments, a bit each, in which wave, and which round of it: the same customer may answer several.
  private struct Place: Hashable, Comparable {
    let mask: UInt64
    let wave: Int
    let round: Int64

    static func < (a: Place, b: Place) -> Bool {
      (a.mask, a.wave, a.round) < (b.mask, b.wave, b.round)
    }
  }

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
    for number in results.waves.indices { try add(results.waves, number, places, caller, reader) }
  }

  /// Walks the answers once; a customer's memberships come with each.
  private mutating func add(
    _ waves: [SurveyWave], _ number: Int, _ places: [Int64: UInt64], _ caller: Caller,
    _ reader: Reader
  ) throws(Status) {
    let wave = waves[number]
    let model = try reader.scoreModel(of: wave)?.composite
    try reader.each(
      """
      SELECT a.document, a.customer, c.home_office, c.case_worker, g.round
      FROM survey_answer a JOIN customer c ON c.id = a.customer
        JOIN survey_answer_group g ON g.answer = a.id
      WHERE a.wave = $1 AND a.state IN (2, 3)
      """, [.id(wave.id)]
    ) { (row) throws(Status) in
      let customer: CustomerID = row.id(1)
      guard caller.reaches(customer, office: row.id(2), worker: row.id(3)) else { return true }
      let mask = try reader.segments(of: customer).reduce(0) { $0 | places[$1, default: 0] }
      if mask == 0 { return true }
      let answers = try SurveyAnswer(stored: row.raw(0)).answers ?? Answers()
      let place = Place(mask: mask, wave: number, round: row.integer(4))
      let group = AnswerGroup(round: place.round)
      tallies[place, default: TalliedGroup(wave: wave.id, group: group)]
        .tally.count(answers, by: 1)
      if let model { tallies[place]?.tally.addSums(of: answers, model, by: 1) }
      return true
    }
  }

  /// A cell for each segment, in the order of their names in the request.
  func cells(_ measure: ResultMeasure, _ confidence: Confidence) -> [CrossCell] {
    var cube = AnswerCube(dimensions: ["mask", "wave", "round"], repeated: ["wave", "round"])
    for (place, group) in tallies {
      cube.add(
        [String(place.mask), String(place.wave), String(place.round)],
        count: measure.count(group))
    }
    let attack = DifferenceAttack(rule: rule)
    var told: [AnswerCube.Filter] = []
    return names.indices.map { number in
      let inside = tallies.filter { $0.key.mask & (1 << UInt64(number)) != 0 }
      let groups = inside.sorted { $0.key < $1.key }.map(\.value)
      let filter = AnswerCube.Filter(["mask": Set(inside.keys.map { String($0.mask) })])
      var cell = CrossCell()
      cell.row = Int32(number)
      guard rule.shows(group: cube.people(filter)),
        attack.finding([filter], after: told, in: cube) == nil
      else {
        cell.hidden = true
        return cell
      }
      told.append(filter)
      cell.respondents = Int64(groups.respondents(measure.count))
      cell.score = measure.score(groups, rule, confidence).map { ScoreEstimate($0) }
      return cell
    }
  }
}
