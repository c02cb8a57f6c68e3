import PCRMModel

/// The forms that are measured, and answers to them.
enum SurveyForms {
  static let questions = 100

  /// A hundred questions with conditions, constraints and a filter.
  static var hundred: Questionnaire {
    var form = Questionnaire()
    form.name = "bench"
    form.choiceLists = [choices("likert", 1...5)]
    for number in 0..<questions { form.items.append(item(number)) }
    return form
  }

  /// Everything that the form of a hundred questions asks.
  static func answers(round: Int) -> Answers {
    var answers = Answers()
    answers.values = (0..<questions).map { value("q\($0)", hundredth($0, round: round)) }
    return answers
  }

  static func hundredth(_ number: Int, round: Int) -> AnswerValue.Value {
    switch number % 5 {
    case 0: return .integer(Int64(number + round))
    case 1: return .choice("\((number + round) % 5 + 1)")
    case 2: return .text("answer \(round)")
    case 3: return .decimal("\(number).5")
    default:
      var chosen = ChosenValues()
      chosen.values = ["1", "3"]
      return .choices(chosen)
    }
  }

  /// A satisfaction survey as it goes out by the hundred thousand: twelve statements, two scales, a text and what divides
  /// those who answer.
  static var satisfaction: Questionnaire {
    var form = Questionnaire()
    form.name = "satisfaction"
    form.choiceLists = [choices("likert", 1...5), choices("wish", 1...6), choices("sex", 1...2)]
    for number in 0..<12 {
      var item = named("s\(number)", .selectOne)
      item.choiceList = "likert"
      item.required = "true()"
      form.items.append(item)
    }
    for (name, range) in [("recommend", ("0", "10")), ("effort", ("1", "7"))] {
      var item = named(name, .scale)
      var scale = ScaleRange()
      (scale.from, scale.to) = range
      item.scale = scale
      form.items.append(item)
    }
    var why = named("why", .text)
    why.relevance = "${s0} < 3"
    var wishes = named("wishes", .selectMany)
    wishes.choiceList = "wish"
    var age = named("age", .integer)
    age.constraint = ". >= 0 and . <= 120"
    var sex = named("sex", .selectOne)
    sex.choiceList = "sex"
    form.items += [why, wishes, age, sex]
    return form
  }

  /// What somebody answers to it: most are content, and some say why not.
  static func satisfaction(_ random: inout some RandomNumberGenerator) -> Answers {
    var answers = Answers()
    let mood = Int.random(in: 1...5, using: &random)
    for number in 0..<12 {
      let given = min(5, max(1, mood + Int.random(in: -1...1, using: &random)))
      answers.values.append(value("s\(number)", .choice("\(given)")))
    }
    let recommends = min(10, mood * 2 + Int.random(in: -1...1, using: &random))
    answers.values.append(value("recommend", .integer(Int64(recommends))))
    answers.values.append(value("effort", .integer(Int64.random(in: 1...7, using: &random))))
    if case .choice(let first)? = answers.values.first?.value, first == "1" || first == "2" {
      answers.values.append(value("why", .text("담당자가 자주 바뀌어 매번 처음부터 설명해야 했습니다.")))
    }
    var wishes = ChosenValues()
    wishes.values = (1...6).filter { _ in Bool.random(using: &random) }.map { "\($0)" }
    if !wishes.values.isEmpty { answers.values.append(value("wishes", .choices(wishes))) }
    answers.values.append(value("age", .integer(Int64.random(in: 18...90, using: &random))))
    answers.values.append(value("sex", .choice("\(Int.random(in: 1...2, using: &random))")))
    return answers
  }

  /// CSAT, NPS, CES, and an index of three dimensions with an overall part.
  static var model: ScoreModel {
    var model = ScoreModel()
    model.name = "bench"
    model.title = "bench"
    for (name, kind, question, range, from) in [
      ("csat", ScoreKind.satisfaction, "s0", 1...5, 4),
      ("nps", .recommendation, "recommend", 0...10, 9), ("ces", .effort, "effort", 1...7, 5),
    ] {
      var measure = ScoreMeasure()
      measure.name = name
      measure.kind = kind
      measure.question = question
      measure.scale = scale(range, kind == .satisfaction ? .range : .raw)
      measure.favourableFrom = Double(from)
      if kind == .recommendation { measure.unfavourableTo = 6 }
      model.measures.append(measure)
    }
    var index = CompositeIndex()
    index.scale = scale(1...5, .range)
    for number in 0..<3 {
      var dimension = ScoreDimension()
      dimension.name = "d\(number)"
      dimension.items = (0..<3).map { scored("s\(1 + 3 * number + $0)") }
      index.dimensions.append(dimension)
    }
    index.overall = [scored("s0")]
    index.overallShare = 0.4
    model.index = index
    return model
  }

  private static func scored(_ question: String) -> ScoreItem {
    var item = ScoreItem()
    item.question = question
    return item
  }

  private static func scale(_ range: ClosedRange<Int>, _ conversion: ScoreConversion) -> ScoreScale
  {
    var scale = ScoreScale()
    scale.min = Double(range.lowerBound)
    scale.max = Double(range.upperBound)
    scale.conversion = conversion
    return scale
  }

  // MARK: Parts

  private static func item(_ number: Int) -> FormItem {
    var item = named("q\(number)", .integer)
    item.label = [text("Question \(number) after ${q\(max(0, number - 1))}")]
    if number == 0 { item.label = [text("Question 0")] }
    item.required = "true()"
    switch number % 5 {
    case 0: item.constraint = ". >= 0 and . <= 1000000"
    case 1:
      item.type = .selectOne
      item.choiceList = "likert"
      item.choiceFilter = "name <= 5 or ${q\(number - 1)} > 3"
    case 2:
      item.type = .text
      item.constraint = "regex(., '^[a-z0-9 ]+$')"
      item.relevance = "${q\(number - 1)} != 9"
    case 3:
      item.type = .decimal
      item.constraint = ". > ${q\(number - 3)} * -1 - 1"
    default:
      item.type = .selectMany
      item.choiceList = "likert"
      item.constraint = "count-selected(.) <= 3"
      item.relevance = "${q\(number - 4)} >= 0 and string-length(${q\(number - 2)}) > 0"
    }
    return item
  }

  private static func named(_ name: String, _ type: FormItemType) -> FormItem {
    var item = FormItem()
    item.name = name
    item.type = type
    return item
  }

  private static func choices(_ name: String, _ values: ClosedRange<Int>) -> ChoiceList {
    var list = ChoiceList()
    list.name = name
    list.choices = values.map { number in
      var choice = FormChoice()
      choice.value = "\(number)"
      choice.label = [text("\(number)")]
      return choice
    }
    return list
  }

  private static func value(_ path: String, _ given: AnswerValue.Value) -> AnswerValue {
    var value = AnswerValue()
    value.path = path
    value.value = given
    return value
  }

  private static func text(_ words: String) -> LocalText {
    var text = LocalText()
    text.text = words
    return text
  }
}
