import PCRMModel

/// ODK XForms: XML with a model (instance, binds, texts) and a body.
enum XFormReader {
  static func read(
    _ bytes: [UInt8], name: String, files: FormFiles, limits: FormFileLimits
  ) throws(FormRefusal) -> FormImport {
    let file = try XMLNode.read(bytes, of: "The form", limits: limits)
    if file.descendant("LimeSurveyDocType") != nil {
      throw FormRefusal(
        "LIMESURVEY",
        "This is a survey of LimeSurvey (.lss), which is not read; write the form as XLSForm (.xlsx)."
      )
    }
    guard let model = file.name == "model" ? file : file.descendant("model") else {
      throw FormRefusal(
        "NO_MODEL", "The XML has no model; an XForm has a model with an instance, and a body.")
    }
    let instances = model.all("instance")
    guard let root = instances.first?.elements.first else {
      throw FormRefusal(
        "NO_INSTANCE", "The model has no instance with an element in it; it names what is asked.")
    }
    var items = XFormItems(
      model: model, root: root, body: file.descendant("body"),
      lists: XFormLists(Array(instances.dropFirst())), files: files, limits: limits)
    var questionnaire = items.read()
    let title = file.descendant("title")
    let id = root["id"] ?? root["xmlns"] ?? ""
    let code = FormCode(id.isEmpty ? name : id)
    questionnaire.name = code.text
    if id.isEmpty {
      code.say(of: name, &items.findings)
    } else {
      code.say(of: id, row: root.line, column: root.name, &items.findings)
    }
    questionnaire.authorVersion = String((root["version"] ?? "").prefix(64))
    questionnaire.root = root.name == "data" ? "" : root.name
    questionnaire.title = items.title(title, fallback: id.isEmpty ? name : id)
    questionnaire.texts = items.unusedTexts
    FormOrder.order(&questionnaire, items.languages)
    FormLogic.check(questionnaire, lines: items.lines, &items.findings)
    return items.findings.finished(questionnaire)
  }
}
