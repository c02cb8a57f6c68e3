import PCRMModel
import PCRMTesting
import Testing

/// Each bound holds at its value and refuses just past it.
struct RuleLimitTests {
  private func error(_ source: String) -> RuleError? {
    do {
      _ = try Rule(source, in: .sample)
      return nil
    } catch {
      return error
    }
  }

  private func check(_ good: String, _ bad: String, _ words: String) {
    #expect(error(good) == nil)
    let refused = error(bad)
    #expect(
      refused?.kind == .limit && refused?.message.contains(words) == true, "\(bad.prefix(99))")
  }

  @Test func bytes() {
    let rule = "has_mobile // "
    let room = String(repeating: "x", count: 65_536 - rule.utf8.count)
    check(rule + room, rule + room + "x", "bytes; at most 65536")
  }

  @Test func nodes() {
    let items = Array(repeating: "has_mobile", count: 200)
    check(
      items.prefix(199).joined(separator: " && "), items.joined(separator: " && "),
      "more than 200 parts")
    // The tree counts what the text does not say: age() is two nodes.
    let ages = Array(repeating: "age() > 1", count: 49).joined(separator: " || ")
    check(ages + " || has_mobile", ages + " || age() > 1", "201 parts; at most 200")
  }

  @Test func listItems() {
    func list(_ count: Int) -> String {
      "ext.tenure in [\((0..<count).map(String.init).joined(separator: ", "))]"
    }
    check(list(1000), list(1001), "more than 1000 elements")
  }

  @Test func depth() {
    func sum(_ terms: Int) -> String {
      Array(repeating: "ext.tenure", count: terms).joined(separator: " + ") + " > 1"
    }
    check(sum(19), sum(20), "deeper than 20")
    func nots(_ count: Int) -> String { String(repeating: "!", count: count) + "has_mobile" }
    check(nots(19), nots(20), "deeper than 20")
    func brackets(_ count: Int) -> String {
      String(repeating: "(", count: count) + "has_mobile" + String(repeating: ")", count: count)
    }
    check(brackets(40), brackets(41), "deeper than 20")
    // Far too deep for a stack, were it followed.
    for open in ["(", "!", "-", "[", "size(", "a.b(", "true ? "] {
      #expect(error(String(repeating: open, count: 9000)) != nil)
    }
    #expect(error("a" + String(repeating: ".a", count: 30_000)) != nil)
  }

  @Test func texts() {
    func text(_ count: Int) -> String {
      "language == \"\(String(repeating: "한", count: count))\""
    }
    check(text(1000), text(1001), "1001 characters; at most 1000")
  }

  @Test func patternSteps() {
    func pattern(_ count: Int) -> String { "language.matches(\"a{\(count)}\")" }
    check(pattern(499), pattern(500), "more than 500 steps")
    check(pattern(499), "language.matches(\"a{1001}\")", "more than 1000 times")
    check(pattern(499), "language.matches(\"((){1000}){1000}\")", "more than 500 steps")
    func groups(_ count: Int) -> String {
      let open = String(repeating: "(", count: count)
      return "language.matches(\"\(open)a\(String(repeating: ")", count: count))\")"
    }
    check(groups(29), groups(30), "deeper than 30")
  }
}
