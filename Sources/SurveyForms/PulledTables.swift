import PCRMModel

/// The CSV files that pulldata() looks things up in: named where they are used, declared nowhere.
enum PulledTables {
  /// Adds a list for each of them that is none yet, and says which are not there.
  ///
  /// - Parameter place: what an item is called in messages, by its path; "" is the form's own
  ///   settings.
  static func add(
    to questionnaire: inout Questionnaire, files: FormFiles, limits: FormFileLimits,
    _ languages: inout FormLanguages, _ findings: inout Findings, place: (String) -> String
  ) {
    var texts = FormWords.places(questionnaire.items)
    texts.append(("", [questionnaire.instanceName]))
    for (path, texts) in texts {
      for name in texts.flatMap({ names(in: $0) }) {
        add(
          name, to: &questionnaire.choiceLists, files: files, limits: limits, at: place(path),
          &languages, &findings)
      }
    }
  }

  private static func add(
    _ name: String, to lists: inout [ChoiceList], files: FormFiles, limits: FormFileLimits,
    at place: String, _ languages: inout FormLanguages, _ findings: inout Findings
  ) {
    let hasEnding = name.lowercased().hasSuffix(".csv")
    let stem = hasEnding ? String(name.dropLast(4)) : name
    let file = hasEnding ? name : name + ".csv"
    if let known = lists.first(where: { $0.file == file }) {
      if known.missing { findings.addMissing(file, .table, at: place) }
      return
    }
    let isTaken = lists.contains { $0.name == stem }
    // Lists of the form itself can be looked up in too.
    if isTaken, !hasEnding, !files.has(file) { return }
    let free = isTaken ? file : stem
    if lists.contains(where: { $0.name == free }) { return }
    lists.append(
      FileChoices.table(
        free, file: file, files: files, limits: limits, at: place, &languages, &findings))
  }

  /// What calls of pulldata() in an expression, or in a text with some in it, begin with.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let call = rest.firstRange(of: "pulldata") {
      rest = rest[call.upperBound...]
      let open = rest.drop { $0.isWhitespace }
      guard open.first == "(" else { continue }
      let argument = open.dropFirst().drop { $0.isWhitespace }
      guard let quote = argument.first, quote == "'" || quote == "\"",
        let end = argument.dropFirst().firstIndex(of: quote)
      else { continue }
      let name = String(argument.dropFirst()[..<end])
      if !name.isEmpty { names.append(name) }
    }
    return names
  }
}
