import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// Short ways to write forms down.
enum Form {
  static func questionnaire(_ items: [FormItem], lists: [ChoiceList] = []) -> Questionnaire {
    var questionnaire = Questionnaire()
    questionnaire.name = "test"
    questionnaire.items = items
    questionnaire.choiceLists = lists
    return questionnaire
  }

  static func compiled(
    _ items: [FormItem], lists: [ChoiceList] = []
  ) throws(FormFaults) -> CompiledForm {
    try CompiledForm(questionnaire(items, lists: lists))
  }

  static func item(
    _ type: FormItemType, _ name: String, relevance: String = "", required: String = "",
    constraint: String = "", list: String = "", filter: String = "", label: String = ""
  ) -> FormItem {
    var item = FormItem()
    item.type = type
    item.name = name
    item.relevance = relevance
    item.required = required
    item.constraint = constraint
    item.choiceList = list
    item.choiceFilter = filter
    if !label.isEmpty { item.label = [text(label)] }
    return item
  }

  static func calculated(_ name: String, _ calculation: String, relevance: String = "") -> FormItem
  {
    var item = item(.calculated, name, relevance: relevance)
    item.calculation = calculation
    return item
  }

  static func group(_ name: String, relevance: String = "", _ items: [FormItem]) -> FormItem {
    var group = item(.group, name, relevance: relevance)
    group.items = items
    return group
  }

  static func repeated(
    _ name: String, relevance: String = "", count: String = "", _ items: [FormItem]
  ) -> FormItem {
    var group = item(.repeat, name, relevance: relevance)
    group.repeatCount = count
    group.items = items
    return group
  }

  static func list(_ name: String, _ values: [String], exclusive: Set<String> = []) -> ChoiceList {
    var list = ChoiceList()
    list.name = name
    list.choices = values.map { value in
      var choice = FormChoice()
      choice.value = value
      choice.exclusive = exclusive.contains(value)
      choice.label = [text("label of \(value)"), text("\(value)의 이름", "ko")]
      return choice
    }
    return list
  }

  static func text(_ text: String, _ language: String = "") -> LocalText {
    var local = LocalText()
    local.language = language
    local.text = text
    return local
  }

  static func choices(_ values: String...) -> AnswerValue.Value {
    var chosen = ChosenValues()
    chosen.values = values
    return .choices(chosen)
  }

  static func answers(_ values: [(String, AnswerValue.Value)]) -> Answers {
    var answers = Answers()
    answers.values = values.map { path, value in
      var answer = AnswerValue()
      answer.path = path
      answer.value = value
      return answer
    }
    return answers
  }

  /// 2026-05-04T09:30:00+09:00.
  static let context = FormContext(
    now: Timestamp(seconds: 1_777_854_600, nanos: 0),
    instance: SurveyAnswerID(high: 0x018f_3b1c_7d2a_7c3e, low: 0x9a4b_5c6d_7e8f_9a0b))
}

extension Answers {
  /// The value at a path.
  subscript(path: String) -> AnswerValue.Value? { values.first { $0.path == path }?.value }

  /// The paths, in order.
  var paths: [String] { values.map(\.path) }
}
