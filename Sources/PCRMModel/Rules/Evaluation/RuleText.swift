/// Texts as their bytes: the order of UTF-8 is that of code points, and what a database does with composed texts.
///
/// The standard library's own comparisons compose first, which costs time and would hide a text that is not composed.
enum RuleText {
  /// Below zero when `a` comes first, zero when both are the same.
  static func compare(_ a: String, _ b: String) -> Int {
    var (left, right) = (a.utf8.makeIterator(), b.utf8.makeIterator())
    while let x = left.next() {
      guard let y = right.next() else { return 1 }
      if x != y { return x < y ? -1 : 1 }
    }
    return right.next() == nil ? 0 : -1
  }

  static func equal(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
  }

  static func test(_ test: Expression.TextTest, _ text: String, _ part: String) -> Bool {
    switch test {
    case .startsWith: text.utf8.starts(with: part.utf8)
    case .endsWith: text.utf8.reversed().starts(with: part.utf8.reversed())
    case .contains: contains(text, part)
    }
  }

  /// Linear in the text for parts as short as people write them.
  private static func contains(_ text: String, _ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = text.utf8[...]
    while rest.count >= part.utf8.count, let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
