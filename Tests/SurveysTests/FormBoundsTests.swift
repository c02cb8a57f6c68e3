import PCRMModel
import Surveys
import Testing

/// Questionnaires that are larger in some part than any store or screen should have to bear.
@Suite struct FormBoundsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let place: String
    let reason: String
    let change: @Sendable (inout Questionnaire) -> Void
    var testDescription: String { place }

    init(
      _ place: String, _ reason: String = "TOO_LONG",
      _ change: @escaping @Sendable (inout Questionnaire) -> Void
    ) {
      self.place = place
      self.reason = reason
      self.change = change
    }
  }

  private static func long(_ count: Int) -> [LocalText] {
    [Form.text(String(repeating: "가", count: count))]
  }

  private static var form: Questionnaire {
    var choice = Form.item(.selectOne, "colour", list: "colours")
    choice.label = long(FormLimits.labelCharactersMax)
    var grid = Form.item(.grid, "grid", list: "colours")
    grid.rows = [GridRow(), GridRow()]
    grid.rows[0].name = "first"
    grid.rows[1].name = "second"
    var scale = Form.item(.scale, "scale")
    scale.scale = ScaleRange()
    scale.scale?.from = "0"
    scale.scale?.to = "10"
    var form = Form.questionnaire(
      [choice, grid, scale], lists: [Form.list("colours", ["red", "blue"])])
    form.title = long(FormLimits.titleCharactersMax)
    return form
  }

  static let rows: [Row] = [
    Row("title") { $0.title = long(301) },
    Row("note") { $0.note = String(repeating: "x", count: 501) },
    Row("author_version") { $0.authorVersion = String(repeating: "x", count: 65) },
    Row("colour.label") { $0.items[0].label = long(8001) },
    Row("colour.hint") { $0.items[0].hint = long(8001) },
    Row("colour.guidance") { $0.items[0].guidance = long(8001) },
    Row("colour.required_message") { $0.items[0].requiredMessage = long(8001) },
    Row("colour.constraint_message") { $0.items[0].constraintMessage = long(8001) },
    Row("colour.appearance") { $0.items[0].appearance = String(repeating: "x", count: 1001) },
    Row("grid/second.label") { $0.items[1].rows[1].label = long(8001) },
    Row("scale.scale") { $0.items[2].scale?.toLabel = long(8001) },
    Row("choice_lists[colours].choices[blue].label") {
      $0.choiceLists[0].choices[1].label = long(8001)
    },
    Row("choice_lists[colours].choices[red].columns") {
      var column = FormParameter()
      column.name = "note"
      column.value = String(repeating: "x", count: 1001)
      $0.choiceLists[0].choices[0].columns = [column]
    },
    Row("texts[help]") {
      var text = FormText()
      text.id = "help"
      text.texts = long(8001)
      $0.texts = [text]
    },
    Row("colour.label", "TOO_MANY") {
      $0.items[0].label = (0..<21).map { Form.text("x", "x\($0)") }
    },
    Row("colour.media", "TOO_MANY") {
      var media = LocalMedia()
      media.kind = .image
      media.file = "a.png"
      $0.items[0].media = Array(repeating: media, count: 41)
    },
  ]

  /// Would catch a part of a questionnaire of which anybody may store as much as a message holds.
  @Test("What is too large is refused with its place", arguments: rows)
  func bounds(row: Row) {
    func faults(_ form: Questionnaire) -> [FormFault] {
      do throws(FormFaults) {
        _ = try CompiledForm(form)
        return []
      } catch {
        return error.faults
      }
    }
    var form = Self.form
    #expect(faults(form) == [], "the bounds themselves are allowed")
    row.change(&form)
    let found = faults(form)
    #expect(found.map(\.reason) == [row.reason])
    #expect(found.first?.place == row.place)
  }
}
