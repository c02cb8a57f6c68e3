public import ProtobufCodec

/// What applying a document of configuration changes, told field by field.
public enum ConfigDiff {
  /// The differences between an item as it holds now and as it is to hold.
  ///
  /// Items of lists are told by their code, name or the like; a list whose items only change places is one difference.
  ///
  /// - Parameters:
  ///   - name: the item's own code or name.
  ///   - old: nil when it is new.
  ///   - new: nil when it goes.
  /// - Returns: at least one: an item that stays as it is has one of kind `unchanged`.
  public static func changes<M: Message>(
    of name: String, from old: M?, to new: M?
  ) -> [ConfigChange] {
    let before = old.map { ConfigTree($0) }
    let after = new.map { ConfigTree($0) }
    var differences = Differences(name: name)
    switch (before, after) {
    case (let before?, let after?): differences.compare(before, after, "")
    case (let before?, nil): differences.add(.removed, "", before.text, "")
    case (nil, let after?): differences.add(.added, "", "", after.text)
    case (nil, nil): break
    }
    if differences.found.isEmpty { differences.add(.unchanged, "", "", "") }
    return differences.found
  }

  private struct Differences {
    let name: String
    var found: [ConfigChange] = []

    mutating func add(
      _ kind: ConfigChangeKind, _ path: String, _ before: String, _ after: String
    ) {
      found.append(
        ConfigChange(kind, name, path: path, before: clipped(before), after: clipped(after)))
    }

    /// The beginning of a text: a difference is read by people, and an item as a whole may be long.
    private func clipped(_ text: String) -> String {
      let most = 2000
      return text.utf8.count <= most ? text : String(text.prefix(most / 4)) + "…"
    }

    mutating func compare(_ before: ConfigTree, _ after: ConfigTree, _ path: String) {
      if before == after { return }
      switch (before, after) {
      case (.object(let old), .object(let new)): compareFields(old, new, path)
      case (.list(let old), .list(let new)): compareLists(old, new, path)
      default: add(.changed, path, before.text, after.text)
      }
    }

    private mutating func compareFields(
      _ old: [ConfigTree.Field], _ new: [ConfigTree.Field], _ path: String
    ) {
      let prefix = path.isEmpty ? "" : path + "."
      for field in old where !new.contains(where: { $0.name == field.name }) {
        miss(field, prefix + field.name, .removed)
      }
      for field in new {
        if let earlier = old.first(where: { $0.name == field.name }) {
          compare(earlier.value, field.value, prefix + field.name)
        } else {
          miss(field, prefix + field.name, .added)
        }
      }
    }

    /// A field that only one side has: each item of a list is a difference, since an empty list is no field at all.
    private mutating func miss(
      _ field: ConfigTree.Field, _ path: String, _ kind: ConfigChangeKind
    ) {
      if case .list(let items) = field.value {
        if kind == .added { compareLists([], items, path) } else { compareLists(items, [], path) }
      } else if kind == .added {
        add(kind, path, "", field.value.text)
      } else {
        add(kind, path, field.value.text, "")
      }
    }

    private mutating func compareLists(
      _ old: [ConfigTree], _ new: [ConfigTree], _ path: String
    ) {
      guard let oldKeys = Self.keys(of: old), let newKeys = Self.keys(of: new) else {
        return add(
          .changed, path, ConfigTree.list(old).text, ConfigTree.list(new).text)
      }
      for (key, item) in zip(oldKeys, old) where !newKeys.contains(key) {
        add(.removed, "\(path)[\(key)]", item.text, "")
      }
      for (key, item) in zip(newKeys, new) {
        if let place = oldKeys.firstIndex(of: key) {
          compare(old[place], item, "\(path)[\(key)]")
        } else {
          add(.added, "\(path)[\(key)]", "", item.text)
        }
      }
      let stayed = oldKeys.filter(newKeys.contains)
      let staying = newKeys.filter(oldKeys.contains)
      if stayed != staying {
        add(.changed, path, stayed.joined(separator: ", "), staying.joined(separator: ", "))
      }
    }

    /// What tells a list's items apart; nil when nothing does.
    private static func keys(of items: [ConfigTree]) -> [String]? {
      if items.isEmpty { return [] }
      for name in ["code", "name", "to"] {
        let keys = items.compactMap { item -> String? in
          guard case .object(let fields) = item,
            case .scalar(let key)? = fields.first(where: { $0.name == name })?.value
          else { return nil }
          return key
        }
        if keys.count == items.count && Set(keys).count == keys.count { return keys }
      }
      let texts = items.compactMap { item -> String? in
        if case .scalar(let text) = item { text } else { nil }
      }
      return texts.count == items.count && Set(texts).count == texts.count ? texts : nil
    }
  }
}
