import PCRMModel
import ProtobufCodec

/// What a questionnaire has to be before its expressions are read: names, types, bounds.
struct FormCheck {
  private let questionnaire: Questionnaire
  private var faults: [FormFault] = []

  /// Everything that is wrong.
  static func faults(of questionnaire: Questionnaire) -> [FormFault] {
    var check = FormCheck(questionnaire)
    check.form()
    for item in questionnaire.items { check.item(item, in: "", depth: 1) }
    for list in questionnaire.choiceLists { check.list(list) }
    for text in questionnaire.texts {
      check.word(text.id, "texts", FormLimits.wordCharactersMax)
      check.texts(text.texts, "texts[\(text.id.prefix(80))]")
    }
    return check.faults
  }

  private init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
  }

  private mutating func add(_ reason: String, _ place: String, _ message: String) {
    faults.append(FormFault(reason, place, message))
  }

  private mutating func form() {
    if questionnaire.items.isEmpty { add("EMPTY", "items", "at least one item is required") }
    if questionnaire.languages.count > FormLimits.languagesMax {
      add("TOO_MANY", "languages", "at most \(FormLimits.languagesMax) are allowed")
    }
    if questionnaire.choiceLists.count > FormLimits.choiceListsMax {
      add("TOO_MANY", "choice_lists", "at most \(FormLimits.choiceListsMax) are allowed")
    }
    if questionnaire.choiceLists.reduce(0, { $0 + $1.choices.count }) > FormLimits.choicesMax {
      add("TOO_MANY", "choice_lists", "at most \(FormLimits.choicesMax) choices in all are allowed")
    }
    texts(questionnaire.title, "title", FormLimits.titleCharactersMax)
    word(questionnaire.note, "note", FormLimits.noteCharactersMax)
    word(questionnaire.authorVersion, "author_version", FormLimits.nameCharactersMax)
    word(questionnaire.root, "root", FormLimits.nameCharactersMax)
    if questionnaire.texts.count > FormLimits.textsMax {
      add("TOO_MANY", "texts", "at most \(FormLimits.textsMax) are allowed")
    }
  }

  static func isName(_ name: String) -> Bool {
    guard let first = name.first, ExpressionLexer.beginsName(first) else { return false }
    return name.allSatisfy(ExpressionLexer.continuesName)
      && name.count <= FormLimits.nameCharactersMax
  }

  private mutating func item(_ item: FormItem, in above: String, depth: Int) {
    let path = above.isEmpty ? item.name : "\(above)/\(item.name)"
    if !Self.isName(item.name) {
      add(
        "BAD_NAME", path.isEmpty ? "items" : path,
        "a name begins with a letter or \"_\" and goes on with letters, digits, \"-\", \"_\" and \".\", at most \(FormLimits.nameCharactersMax)"
      )
    }
    if item.type == .unspecified || item.type.name == nil {
      add("UNKNOWN_TYPE", "\(path).type", "a type of item is required")
    }
    texts(item, path)
    switch item.type {
    case .group, .repeat:
      if depth > FormLimits.groupDepthMax {
        add("TOO_DEEP", path, "at most \(FormLimits.groupDepthMax) levels of groups are allowed")
        return
      }
      for inner in item.items { self.item(inner, in: path, depth: depth + 1) }
    default:
      if !item.items.isEmpty {
        add("NO_GROUP", "\(path).items", "only groups and repeats have items inside")
      }
    }
    if !item.repeatCount.isEmpty, item.type != .repeat {
      add("NO_REPEAT", "\(path).repeat_count", "only a repeat has a number of repeats")
    }
    logic(item, path)
  }

  private mutating func texts(_ item: FormItem, _ path: String) {
    texts(item.label, "\(path).label")
    texts(item.hint, "\(path).hint")
    texts(item.guidance, "\(path).guidance")
    texts(item.requiredMessage, "\(path).required_message")
    texts(item.constraintMessage, "\(path).constraint_message")
    texts(item.scale?.fromLabel ?? [], "\(path).scale")
    texts(item.scale?.toLabel ?? [], "\(path).scale")
    for row in item.rows { texts(row.label, "\(path)/\(row.name).label") }
    media(item.media, path)
    word(item.appearance, "\(path).appearance", FormLimits.parameterCharactersMax)
    word(item.defaultValue, "\(path).default_value", FormLimits.textCharactersMax)
    parameters(item.parameters, "\(path).parameters", FormLimits.parametersMax)
  }

  /// One text in several languages.
  private mutating func texts(
    _ texts: [LocalText], _ place: String, _ most: Int = FormLimits.labelCharactersMax
  ) {
    if texts.count > FormLimits.languagesMax {
      add("TOO_MANY", place, "at most \(FormLimits.languagesMax) languages are allowed")
    }
    for text in texts where text.text.unicodeScalars.count > most {
      add(
        "TOO_LONG", place,
        "a text of \(most) characters at most is allowed here; this one has \(text.text.unicodeScalars.count)"
      )
    }
  }

  private mutating func word(_ word: String, _ place: String, _ most: Int) {
    if word.unicodeScalars.count > most {
      add("TOO_LONG", place, "at most \(most) characters are allowed")
    }
  }

  private mutating func media(_ media: [LocalMedia], _ place: String) {
    if media.count > FormLimits.mediaMax {
      add("TOO_MANY", "\(place).media", "at most \(FormLimits.mediaMax) are allowed")
    }
    for one in media { word(one.file, "\(place).media", FormLimits.wordCharactersMax) }
  }

  private mutating func parameters(_ parameters: [FormParameter], _ place: String, _ most: Int) {
    if parameters.count > most { add("TOO_MANY", place, "at most \(most) are allowed") }
    for parameter in parameters {
      word(parameter.name, place, FormLimits.wordCharactersMax)
      word(parameter.value, place, FormLimits.parameterCharactersMax)
    }
  }

  private mutating func logic(_ item: FormItem, _ path: String) {
    switch item.type {
    case .calculated:
      if item.calculation.isEmpty {
        add("NO_CALCULATION", "\(path).calculation", "a calculated item wants a calculation")
      }
    case .metadata:
      if item.metadata == .unspecified {
        add("NO_METADATA", "\(path).metadata", "what is recorded is required")
      }
    case .grid:
      if !(1...FormLimits.gridRowsMax).contains(item.rows.count) {
        add("NO_ROWS", "\(path).rows", "a grid has 1 to \(FormLimits.gridRowsMax) rows")
      }
      for row in item.rows where !Self.isName(row.name) {
        add("BAD_NAME", "\(path)/\(row.name)", "the name of a row is like that of an item")
      }
      if !item.constraint.isEmpty || !item.calculation.isEmpty {
        add("NO_VALUE", path, "a grid has no value of its own: only its rows have")
      }
    case .scale: scale(item, path)
    case .group, .repeat:
      if !item.calculation.isEmpty || !item.constraint.isEmpty || !item.required.isEmpty {
        add("NO_VALUE", path, "a group has no value: only its items have")
      }
    default: break
    }
    if !item.defaultValue.isEmpty, !item.defaultExpression.isEmpty {
      add("TWO_DEFAULTS", path, "default_value or default_expression, not both")
    }
    if let limits = item.choiceLimits {
      if limits.min < 0 || limits.max < 0 || (limits.max > 0 && limits.max < limits.min) {
        add("BAD_LIMITS", "\(path).choice_limits", "0 ≤ min ≤ max, where 0 is no bound")
      }
    }
    if !(0...FormLimits.textCharactersMax).contains(Int(item.textLengthMax)) {
      add(
        "BAD_LIMITS", "\(path).text_length_max", "0 to \(FormLimits.textCharactersMax) are allowed")
    }
  }

  private mutating func scale(_ item: FormItem, _ path: String) {
    guard let scale = item.scale, let from = NumberText.plain(scale.from),
      let to = NumberText.plain(scale.to),
      let step = NumberText.plain(scale.step.isEmpty ? "1" : scale.step), from < to, step > 0,
      (to - from) / step <= 10_000
    else {
      add(
        "BAD_SCALE", "\(path).scale",
        "numbers are required: from less than to, a step above 0, at most 10,000 steps")
      return
    }
  }

  private mutating func list(_ list: ChoiceList) {
    if list.name.isEmpty { add("BAD_NAME", "choice_lists", "a list has a name") }
    word(list.name, "choice_lists", FormLimits.wordCharactersMax)
    var seen: Set<String> = []
    for choice in list.choices {
      let place = "choice_lists[\(list.name.prefix(80))].choices[\(choice.value.prefix(80))]"
      if choice.value.isEmpty || choice.value.contains(where: \.isWhitespace) {
        add("BAD_VALUE", place, "the value of a choice is a text without blanks")
      }
      word(choice.value, place, FormLimits.wordCharactersMax)
      texts(choice.label, "\(place).label")
      media(choice.media, place)
      parameters(choice.columns, "\(place).columns", FormLimits.columnsMax)
      if !list.duplicates, !seen.insert(choice.value).inserted {
        add(
          "DUPLICATE_NAME", place,
          "the value stands in the list twice; allow duplicates or change it")
      }
    }
  }
}
