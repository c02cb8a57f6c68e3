import PCRMModel

extension XFormWriter {
  /// The bind of an item, and those of what is in it.
  mutating func bind(_ item: FormItem, _ path: String) {
    var attributes: [(String, String)] = []
    if item.type != .group && item.type != .repeat && item.type != .grid {
      attributes += given("type", Self.type(item))
      attributes += given(
        "readonly", paths.withPaths(item.type == .note ? "true()" : item.readOnly))
      attributes += given("required", paths.withPaths(item.required))
      attributes += given("calculate", paths.withPaths(item.calculation))
      attributes += constraint(item)
      attributes += message("jr:constraintMsg", item.constraintMessage, path)
      attributes += message("jr:requiredMsg", item.requiredMessage, path)
      attributes += Self.record(item)
    }
    attributes += given("relevant", paths.withPaths(item.relevance))
    if let count = generatedCount(item) {
      let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
      binds.append(
        XMLOutput(
          "bind",
          [
            ("nodeset", "\(parent)/\(count)"), ("type", "string"), ("readonly", "true()"),
            ("calculate", paths.withPaths(item.repeatCount)), ("pcrm:generated", "true"),
          ]))
    }
    if !attributes.isEmpty {
      binds.append(XMLOutput("bind", [("nodeset", path)] + attributes))
    }
    if !item.defaultExpression.isEmpty {
      actions.append(
        XMLOutput(
          "setvalue",
          [
            ("event", "odk-instance-first-load"), ("ref", path),
            ("value", paths.withPaths(item.defaultExpression)),
          ]))
    }
    for row in item.rows {
      binds.append(
        XMLOutput(
          "bind",
          [("nodeset", "\(path)/\(row.name)"), ("type", "string")]
            + given("required", paths.withPaths(item.required))
            + given("relevant", paths.withPaths(row.relevance))))
    }
    for inside in item.items { bind(inside, "\(path)/\(inside.name)") }
  }

  private static func type(_ item: FormItem) -> String {
    switch item.type {
    case .integer: "int"
    case .decimal, .scale: "decimal"
    case .date: "date"
    case .time: "time"
    case .dateTime: "dateTime"
    case .location: "geopoint"
    case .line: "geotrace"
    case .area: "geoshape"
    case .photo, .audio, .video, .file: "binary"
    case .barcode: "barcode"
    case .rank: "odk:rank"
    case .consent: ""
    default: "string"
    }
  }

  /// Limits of choices and lengths are a part of the constraint for programs that do not know them.
  private func constraint(_ item: FormItem) -> [(String, String)] {
    let limits = item.choiceLimits ?? ChoiceLimits()
    var parts = item.constraint.isEmpty ? [] : [paths.withPaths(item.constraint)]
    var marks: [(String, String)] = []
    if limits.min > 0 {
      parts.append("count-selected(.) >= \(limits.min)")
      marks.append(("pcrm:choices-min", String(limits.min)))
    }
    if limits.max > 0 {
      parts.append("count-selected(.) <= \(limits.max)")
      marks.append(("pcrm:choices-max", String(limits.max)))
    }
    if item.textLengthMax > 0 {
      parts.append("string-length(.) <= \(item.textLengthMax)")
      marks.append(("pcrm:text-length-max", String(item.textLengthMax)))
    }
    if item.type == .selectMany {
      let exclusive = (lists[item.choiceList]?.choices ?? []).filter(\.exclusive).map(\.value)
      for value in exclusive where !value.contains("'") {
        parts.append("not(selected(., '\(value)') and count-selected(.) > 1)")
        if marks.isEmpty { marks.append(("pcrm:exclusive", "true")) }
      }
    }
    if marks.isEmpty { return given("constraint", parts.first ?? "") }
    let whole = parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " and ")
    return [("constraint", whole), ("pcrm:constraint", paths.withPaths(item.constraint))] + marks
  }

  private mutating func message(
    _ name: String, _ texts: [LocalText], _ path: String
  ) -> [(String, String)] {
    guard let first = texts.first else { return [] }
    guard XFormTextWriter.isNeeded(texts) else { return [(name, first.text)] }
    itext.add("\(path):\(name)", texts)
    return [(name, "jr:itext('\(path):\(name)')")]
  }

  private static func record(_ item: FormItem) -> [(String, String)] {
    guard item.type == .metadata else { return [] }
    let property = { (name: String) in
      [("jr:preload", "property"), ("jr:preloadParams", name)]
    }
    switch item.metadata {
    case .start: return [("jr:preload", "timestamp"), ("jr:preloadParams", "start")]
    case .end: return [("jr:preload", "timestamp"), ("jr:preloadParams", "end")]
    case .today: return [("jr:preload", "date"), ("jr:preloadParams", "today")]
    case .deviceID: return property("deviceid")
    case .username: return property("username")
    case .email: return property("email")
    case .phoneNumber: return property("phonenumber")
    case .instanceID: return [("jr:preload", "uid")]
    case .instanceName: return []
    default:
      let record = item.parameters.first { $0.name == "record" }?.value ?? ""
      return ["subscriberid", "simserial"].contains(record)
        ? property(record) : [("pcrm:record", record)]
    }
  }
}
