import PCRMModel
import ProtobufCodec
import SurveyScores

/// What the answers of one group of a wave come to: how often each value was answered, and the sums of the composite
/// score. Results are made of these, so their time does not grow with the answers.
struct StoredTally: Message {
  static let protoName = "pcrm.store.SurveyTally"

  /// Answers that count.
  var answers: Int64 = 0
  var questions: [StoredQuestion] = []
  /// As `IndexTally` keeps them; empty without a composite score.
  var sums: [Double] = []

  init() {}

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "answers", &answers)
    try c.message(2, "questions", &questions)
    try c.double(3, "sums", &sums)
  }
}

/// One question of a group.
struct StoredQuestion: Message {
  static let protoName = "pcrm.store.SurveyTally.Question"

  var path = ""
  /// Answers with a value of this question.
  var answered: Int64 = 0
  var values: [ValueCount] = []
  /// Answers with values beyond those that are counted singly.
  var others: Int64 = 0

  init() {}

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "path", &path)
    try c.int64(2, "answered", &answered)
    try c.message(3, "values", &values)
    try c.int64(4, "others", &others)
  }
}

extension StoredTally {
  /// Values of one question that are counted singly: an age has some hundred, a sum of money too many.
  static let valuesMax = 200
  static let questionsMax = 2000

  /// Takes the values of one answer in, or out again.
  mutating func count(_ given: Answers, by change: Int64) {
    answers += change
    // Answers come in the questionnaire's order, and so do these: mostly the next one is the one.
    var next = 0
    for value in given.values where !value.path.contains("[") {
      let texts = value.counted
      if texts.isEmpty { continue }
      guard let place = place(of: value.path, from: next) else { continue }
      next = place + 1
      questions[place].answered += change
      for text in texts { questions[place].count(text, by: change) }
    }
  }

  /// Takes one answer into the sums of the composite score, or out again.
  mutating func addSums(of answers: Answers, _ model: IndexModel, by factor: Double) {
    var numbers: [String: Double] = [:]
    for value in answers.values { numbers[value.path] = value.number }
    var one = IndexTally(model)
    one.add { numbers[$0] }
    let given = one.sums
    if sums.isEmpty { sums = given.map { _ in 0 } }
    for number in given.indices { sums[number] += factor * given[number] }
  }

  private mutating func place(of path: String, from next: Int) -> Int? {
    if next < questions.count, questions[next].path == path { return next }
    if let found = questions.firstIndex(where: { $0.path == path }) { return found }
    guard questions.count < Self.questionsMax else { return nil }
    var question = StoredQuestion()
    question.path = path
    let place = min(next, questions.count)
    questions.insert(question, at: place)
    return place
  }
}

extension StoredQuestion {
  fileprivate mutating func count(_ text: String, by change: Int64) {
    if let place = values.firstIndex(where: { $0.value == text }) {
      values[place].count += change
    } else if values.count < StoredTally.valuesMax {
      var value = ValueCount()
      value.value = text
      value.count = change
      values.append(value)
    } else {
      others += change
    }
  }
}

extension AnswerValue {
  /// The values that are counted: choices and numbers. Texts, places, days and files are not.
  fileprivate var counted: [String] {
    switch value {
    case .integer(let number): [String(number)]
    case .decimal(let text): [Self.canonical(text)]
    case .choice(let text): [text]
    case .choices(let chosen): chosen.values
    case .consent(let given): given ? ["OK"] : []
    default: []
    }
  }

  /// The value as a number; nil where it is none.
  var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .decimal(let text), .choice(let text), .text(let text): Double(text)
    default: nil
    }
  }

  /// "4.0" and "4" are one value.
  private static func canonical(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
