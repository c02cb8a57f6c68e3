import PCRMModel
import Surveys

/// What a questionnaire calls its questions and choices, for drawings that people read.
struct QuestionWords {
  private let form: CompiledForm
  private let language: Language

  /// Nil for a questionnaire that cannot be read.
  init?(_ questionnaire: Questionnaire, _ language: Language) {
    guard let form = try? CompiledForm(questionnaire) else { return nil }
    self.form = form
    self.language = language
  }

  /// What is asked at a path; nil where it has no text, or one that hangs on answers.
  func question(_ path: String) -> String? { form.item(at: path).flatMap { text($0.label) } }

  /// What a value of a question is called.
  func choice(_ value: String, _ path: String) -> String? {
    list(path)?.choices.first { $0.value == value }.flatMap { text($0.label) }
  }

  /// Values in the order of their list.
  func ordered(_ values: [ValueCount], _ path: String) -> [ValueCount] {
    guard let list = list(path) else { return values }
    let places = Dictionary(list.choices.enumerated().map { ($1.value, $0) }) { first, _ in first }
    return values.enumerated().sorted {
      (places[$0.element.value] ?? .max, $0.offset) < (places[$1.element.value] ?? .max, $1.offset)
    }.map(\.element)
  }

  private func list(_ path: String) -> ChoiceList? {
    guard let name = form.item(at: path)?.choiceList, !name.isEmpty else { return nil }
    return form.questionnaire.choiceLists.first { $0.name == name }
  }

  private func text(_ texts: [LocalText]) -> String? {
    let wanted = [language.rawValue, form.questionnaire.defaultLanguage, ""]
    let found =
      wanted.lazy.compactMap { tag in texts.first { $0.language == tag } }.first ?? texts.first
    guard let text = found?.text, !text.isEmpty, !text.contains("${") else { return nil }
    return text
  }
}
