/// Between "${name}", as questionnaires refer to answers, and the paths of an XForm.
///
/// ODK's own converter writes a reference as the absolute path with a blank on either side. Such a
/// path is read back with just these blanks taken away, so that there and back changes nothing.
struct XFormPaths {
  /// Names by absolute path, of those that only one item has.
  private let names: [String: String]
  /// Absolute paths by name.
  private let paths: [String: String]

  /// - Parameter paths: The absolute paths of all items, as "/data/household/age".
  init(_ all: [String]) {
    var counts: [String: Int] = [:]
    var paths: [String: String] = [:]
    for path in all {
      let name = String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...])
      counts[name, default: 0] += 1
      paths[name] = path
    }
    for (name, count) in counts where count > 1 { paths[name] = nil }
    self.paths = paths
    names = Dictionary(paths.map { ($0.value, $0.key) }) { first, _ in first }
  }

  func path(_ name: String) -> String? { paths[name] }

  func name(_ path: String) -> String? { names[path] }

  // MARK: Out

  /// An expression with paths for its references; what refers to nothing stays as it is.
  func withPaths(_ expression: String) -> String {
    guard expression.contains("${") else { return expression }
    var result = ""
    var rest = expression[...]
    while let open = rest.firstRange(of: "${") {
      guard let close = rest[open.upperBound...].firstIndex(of: "}") else { break }
      let name = rest[open.upperBound..<close].trimmed
      result += rest[..<open.lowerBound]
      let whole = rest[open.lowerBound...close]
      result += paths[name].map { " \($0) " } ?? String(whole)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  // MARK: In

  /// An expression with references for its absolute paths, in quotation marks too.
  func withReferences(_ expression: String) -> String {
    guard expression.contains("/") else { return expression }
    let text = Array(expression.unicodeScalars)
    var result = String.UnicodeScalarView()
    var at = 0
    var quote: Unicode.Scalar?
    while at < text.count {
      let scalar = text[at]
      if scalar == "/", mayBegin(text, at, quote), let found = path(text, from: at, quote) {
        if result.last == " ", found.end < text.count, text[found.end] == " " {
          result.removeLast()
          at = found.end + 1
        } else {
          at = found.end
        }
        result.append(contentsOf: "${\(found.name)}".unicodeScalars)
        continue
      }
      if quote == nil, scalar == "'" || scalar == "\"" {
        quote = scalar
      } else if scalar == quote {
        quote = nil
      }
      result.append(scalar)
      at += 1
    }
    return String(result)
  }

  /// A path begins where nothing stands before it that it would go on from.
  private func mayBegin(_ text: [Unicode.Scalar], _ at: Int, _ quote: Unicode.Scalar?) -> Bool {
    guard at > 0 else { return true }
    let before = text[at - 1]
    return !FormNames.isInside(before) && !")]}/*:@".unicodeScalars.contains(before)
  }

  private func path(
    _ text: [Unicode.Scalar], from start: Int, _ quote: Unicode.Scalar?
  ) -> (name: String, end: Int)? {
    var end = start
    while end < text.count, text[end] == "/" || FormNames.isInside(text[end]) { end += 1 }
    var written = String.UnicodeScalarView()
    written.append(contentsOf: text[start..<end])
    guard let name = names[String(written)] else { return nil }
    if let quote {
      // Within a text only what is a path as a whole, as in jr:choice-name(…, '/data/a').
      let before = text[..<start].last { $0 != " " }
      let after = text[end...].first { $0 != " " }
      return before == quote && after == quote ? (name, end) : nil
    }
    // What goes on after the name is a path that has no short form.
    if end < text.count, "[(:*@$".unicodeScalars.contains(text[end]) { return nil }
    return (name, end)
  }
}
