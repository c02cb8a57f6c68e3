/// What a column of a form's sheet is for: the name that it has today, and a language.
struct FormColumn: Hashable {
  var name: String
  /// As it is written, for example "English (en)"; empty for the default one.
  var language = ""
}

/// Reads the headers of the sheets in every spelling that has been in use.
///
/// Source: pyxform 4.5.0, `aliases.py`: headers are told apart without regard to capitals, and a
/// blank is an underscore.
enum FormHeader {
  private static let survey: [String: String] = [
    "label": "label", "caption": "label", "name": "name", "tag": "name", "value": "name",
    "type": "type", "command": "type", "hint": "hint", "guidance_hint": "guidance_hint",
    "relevant": "relevant", "relevance": "relevant", "skip_logic": "relevant",
    "constraint": "constraint", "constraint_message": "constraint_message",
    "constraining_message": "constraint_message", "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message", "required": "required",
    "required_message": "required_message", "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message", "calculation": "calculation",
    "calculate": "calculation", "default": "default", "appearance": "appearance",
    "choice_filter": "choice_filter", "repeat_count": "repeat_count", "count": "repeat_count",
    "jr:count": "repeat_count", "read_only": "readonly", "readonly": "readonly",
    "parameters": "parameters", "image": "image", "audio": "audio", "video": "video",
    "big_image": "big_image", "autoplay": "autoplay", "rows": "rows", "trigger": "trigger",
    "intent": "intent", "note": "remark", "comment": "remark", "comments": "remark",
    "notes": "remark", "description": "remark", "preload": "preload",
    "preloadparams": "preloadparams", "jr:preload": "preload",
    "jr:preloadparams": "preloadparams", "noapperrorstring": "no_app_error",
    "jr:noapperrorstring": "no_app_error", "save_to": "save_to", "query": "query",
    "disabled": "disabled", "list_name": "list_name", "bind_type": "bind_type",
    "exclusive": "exclusive",
  ]
  private static let choices: [String: String] = [
    "list_name": "list_name", "list": "list_name", "listname": "list_name", "name": "name",
    "value": "name", "code": "name", "label": "label", "caption": "label", "image": "image",
    "audio": "audio", "video": "video", "big_image": "big_image", "exclusive": "exclusive",
  ]
  private static let settings: [String: String] = [
    "form_title": "form_title", "title": "form_title", "set_form_title": "form_title",
    "form_id": "form_id", "id_string": "form_id", "set_form_id": "form_id", "version": "version",
    "default_language": "default_language", "allow_choice_duplicates": "allow_choice_duplicates",
    "style": "style", "instance_name": "instance_name", "public_key": "public_key",
    "submission_url": "submission_url", "auto_send": "auto_send", "auto_delete": "auto_delete",
    "name": "name", "sms_keyword": "sms_keyword", "namespaces": "namespaces",
    "instance_xmlns": "instance_xmlns", "clean_text_values": "clean_text_values",
    "omit_instanceid": "omit_instanceid", "client_editable": "client_editable",
  ]
  private static let translated: Set<String> = [
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio",
    "video", "big_image", "no_app_error",
  ]
  /// What may stand before the name, as in bind::relevant.
  private static let groups: Set<String> = ["bind", "control", "media", "body", "instance"]

  static func survey(_ header: String) -> FormColumn? { column(header, survey) }

  /// A column of the choices; any other column is a property for filters, under its own name.
  static func choices(_ header: String) -> FormColumn? {
    column(header, choices) ?? property(header)
  }

  static func settings(_ header: String) -> FormColumn? { column(header, settings) }

  private static func column(_ header: String, _ names: [String: String]) -> FormColumn? {
    var tokens = tokens(header)
    if tokens.count > 1, groups.contains(key(tokens[0])) {
      // bind::type overrides the type of the data, which is another thing than the column type.
      if key(tokens[0]) == "bind", key(tokens[1]) == "type" { tokens[1] = "bind_type" }
      tokens.removeFirst()
    }
    guard let first = tokens.first else { return nil }
    if let name = names[key(first)] {
      guard tokens.count > 1 else { return FormColumn(name: name) }
      guard translated.contains(name) else { return nil }
      return FormColumn(name: name, language: tokens[1...].joined(separator: ":"))
    }
    return nil
  }

  private static func property(_ header: String) -> FormColumn? {
    let name = header.trimmed
    return name.isEmpty ? nil : FormColumn(name: name)
  }

  /// The parts between colons, single or double; jr: is no part of its own.
  private static func tokens(_ header: String) -> [String] {
    var tokens: [String] = []
    for part in header.split(separator: ":").map(\.trimmed) where !part.isEmpty {
      if tokens.last?.lowercased() == "jr" {
        tokens[tokens.count - 1] = "jr:" + part
      } else {
        tokens.append(part)
      }
    }
    return tokens
  }

  /// Without capitals; blanks and hyphens as underscores.
  static func key(_ text: String) -> String {
    let parts = text.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }
    return parts.joined(separator: "_")
  }

  /// The known header that a misspelt one is likeliest to be; nil when none is near.
  static func nearest(_ header: String) -> String? {
    Spelling.nearest(key(tokens(header).first ?? ""), to: Set(survey.values).sorted())
  }
}
