import ProtobufCodec

/// A question of a questionnaire with its place among all of them.
public struct QuestionPath: Sendable, Equatable {
  /// Names from the outermost group to the question, separated by "/"; a row of a grid stands below its grid.
  public let path: String
  public let item: FormItem

  /// The questions in the order in which they are asked: everything but groups, repeats and notes.
  public static func all(of questionnaire: Questionnaire) -> [QuestionPath] {
    var found: [QuestionPath] = []
    collect(questionnaire.items, under: "", &found)
    return found
  }

  private static func collect(
    _ items: [FormItem], under prefix: String, _ found: inout [QuestionPath]
  ) {
    for item in items {
      let path = prefix + item.name
      switch item.type {
      case .group, .repeat: collect(item.items, under: path + "/", &found)
      case .note: continue
      case .grid:
        for row in item.rows {
          var part = item
          part.rows = [row]
          found.append(QuestionPath(path: "\(path)/\(row.name)", item: part))
        }
      default: found.append(QuestionPath(path: path, item: item))
      }
    }
  }
}

extension Questionnaire {
  /// Which question here is which of a later version.
  ///
  /// - Parameter renames: what the versions after this one say they have renamed, from its places to the later ones.
  public func mapping(
    to later: Questionnaire, renames: [String: String]
  ) -> [QuestionMapping] {
    let old = QuestionPath.all(of: self)
    let oldByPath = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let backwards = Dictionary(
      renames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    var used: Set<String> = []
    var mappings: [QuestionMapping] = []
    for question in QuestionPath.all(of: later) {
      var mapping = QuestionMapping()
      mapping.toPath = question.path
      // Under a place that was renamed away stands another question now.
      let path = backwards[question.path] ?? (renames[question.path] == nil ? question.path : "")
      if let before = oldByPath[path], used.insert(path).inserted {
        mapping.fromPath = path
        let lists = (
          choices(of: before.item.choiceList), later.choices(of: question.item.choiceList)
        )
        mapping.comparable =
          before.item.type == question.item.type && before.item.scale == question.item.scale
          && lists.0.allSatisfy { choice in
            lists.1.contains { $0.value == choice.value && $0.label == choice.label }
          }
        mapping.changed =
          before.path != question.path || before.item != question.item || lists.0 != lists.1
      }
      mappings.append(mapping)
    }
    for question in old where !used.contains(question.path) {
      var mapping = QuestionMapping()
      mapping.fromPath = question.path
      mappings.append(mapping)
    }
    return mappings
  }

  private func choices(of list: String) -> [FormChoice] {
    if list.isEmpty { return [] }
    return choiceLists.first { $0.name == list }?.choices ?? []
  }
}
