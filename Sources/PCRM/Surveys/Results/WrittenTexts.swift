import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What the people of some groups wrote to one question: some of it, chosen by chance, and how many wrote.
struct WrittenTexts: Sendable {
  let wave: SurveyWaveID
  let question: String
  /// Texts that are kept at most.
  let most: Int
  /// As they came; whoever tells them mixes them.
  private(set) var texts: [String] = []
  private(set) var written: Int64 = 0
  /// Answers with a text, by group.
  private(set) var writers: [AnswerGroup: Int] = [:]
  /// Those who wrote, where it is known.
  private var people: Set<[UInt8]> = []

  init(_ wave: SurveyWaveID, _ question: String, most: Int) {
    self.wave = wave
    self.question = question
    self.most = most
  }

  /// How many people wrote something, at least: of an anonymous wave, as many as wrote about the same unit.
  var count: Int { people.isEmpty ? writers.values.max() ?? 0 : people.count }

  /// Takes in what one answer holds.
  ///
  /// - Parameter person: who it is of; nil where nobody knows.
  mutating func add(_ answers: Answers, of group: AnswerGroup, by person: [UInt8]?) {
    var isFirst = true
    for value in answers.values where value.path == question || value.plainPath == question {
      guard case .text(let text)? = value.value, text.contains(where: { !$0.isWhitespace }) else {
        continue
      }
      if isFirst { writers[group, default: 0] += 1 }
      isFirst = false
      if let person { people.insert(person) }
      keep(text)
    }
  }

  /// Each text is kept as likely as every other, however many there are.
  ///
  /// Source: Vitter, "Random sampling with a reservoir", 1985, algorithm R.
  private mutating func keep(_ text: String) {
    written += 1
    if texts.count < most {
      texts.append(text)
    } else {
      let place = Int.random(in: 0..<Int(written))
      if place < most { texts[place] = text }
    }
  }
}

extension Reader {
  /// Reads what the answers that count for a request hold of one question.
  func read(
    _ texts: inout WrittenTexts, of groups: ResultGroups, _ wave: SurveyWave
  ) throws(Status) {
    let chosen = Set(groups.groups.map(\.group))
    if wave.anonymous {
      try each("SELECT document FROM survey_answer_anonymous WHERE wave = $1", [.id(wave.id)]) {
        (row) throws(Status) in
        let sheet = try AnswerSheet(stored: row.bytes(0))
        var group = AnswerGroup()
        group.ratedUnit = sheet.ratedUnitID
        if chosen.contains(group) { texts.add(sheet.answers ?? Answers(), of: group, by: nil) }
        return true
      }
    } else {
      try each(
        """
        SELECT a.document, g.office, g.team, g.stratum, g.rated_unit, g.round
        FROM survey_answer a JOIN survey_answer_group g ON g.answer = a.id
        WHERE a.wave = $1 AND a.state IN (2, 3)
        """, [.id(wave.id)]
      ) { (row) throws(Status) in
        let group = AnswerGroup(
          office: row.id(1), team: row.id(2), stratum: row.text(3), ratedUnit: row.id(4),
          round: row.integer(5))
        guard chosen.contains(group) else { return true }
        let answer = try SurveyAnswer(stored: row.raw(0))
        texts.add(answer.answers ?? Answers(), of: group, by: answer.person)
        return true
      }
    }
  }
}

extension SurveyAnswer {
  /// Who gave it, also where a trigger asked again: by name, or by the token where nobody is named.
  fileprivate var person: [UInt8] {
    if !customerID.isEmpty { return customerID.position }
    return staffID.isEmpty ? invitationID.position : staffID.position
  }
}
