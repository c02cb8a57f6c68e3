import PCRMModel
import PCRMTesting
import Testing

/// What is read is printed in one form, and reads as the same again.
struct RulePrintingTests {
  static let cases: [(written: String, printed: String, catches: String)] = [
    (
      "kind==\"person\"&&age()>=65", "kind == \"person\" && age() >= 65", "spaces that matter"
    ),
    ("(has_mobile)", "has_mobile", "brackets that stay"),
    ("!(!has_mobile)", "!!has_mobile", "a double no that is lost"),
    (
      "has_mobile || ext.churned && has_mobile", "has_mobile || ext.churned && has_mobile",
      "&& that binds no tighter than ||"
    ),
    (
      "(has_mobile || ext.churned) && has_mobile", "(has_mobile || ext.churned) && has_mobile",
      "brackets that are lost"
    ),
    (
      "has_mobile && (ext.churned && has_mobile)", "has_mobile && ext.churned && has_mobile",
      "conditions of one operator that do not join"
    ),
    (
      "ext.tenure - (1 - 2) == 3", "ext.tenure - (1 - 2) == 3", "a difference read from the right"
    ),
    ("ext.tenure - 1 - 2 == 3", "ext.tenure - 1 - 2 == 3", "a difference read from the right"),
    ("(ext.tenure+1)*2 > 3", "(ext.tenure + 1) * 2 > 3", "a sum that loses its brackets"),
    ("-ext.tenure < - 5", "-ext.tenure < -5", "a number without its sign"),
    ("-(5) < ext.tenure", "-(5) < ext.tenure", "a minus that joins a number it did not stand at"),
    (
      "ext.tenure == -9223372036854775808", "ext.tenure == -9223372036854775808",
      "the lowest int, whose digits alone are too large"
    ),
    ("ext.tenure == 0x1F", "ext.tenure == 31", "hexadecimal digits"),
    ("ext.monthly_charges > 70", "ext.monthly_charges > 70.0", "an int beside a double"),
    ("ext.monthly_charges in [1, 2.5]", "ext.monthly_charges in [1.0, 2.5]", "ints in doubles"),
    ("ext.monthly_charges < .5e1", "ext.monthly_charges < 5.0", "a double without its nought"),
    ("ext.monthly_charges < 1e300", "ext.monthly_charges < 1e+300", "an exponent"),
    ("language == 'k\\x6f\\u0021'", "language == \"ko!\"", "escapes"),
    ("language == r'\\d'", "language == \"\\\\d\"", "raw texts"),
    ("language == '''a\n\"b'''", "language == \"a\\n\\\"b\"", "texts over lines"),
    (
      "language == '\u{1112}\u{1161}\u{11ab}'", "language == \"한\"",
      "Hangul letters that are not composed"
    ),
    (
      "created_at > timestamp('2026-01-31T09:00:00.5+09:00')",
      "created_at > timestamp(\"2026-01-31T00:00:00.500Z\")", "an offset that is not reckoned with"
    ),
    (
      "notice < duration('1h30m') || notice > duration('-1.5s') || notice == duration('30d')",
      "notice < duration(\"5400s\") || notice > duration(\"-1.5s\") || "
        + "notice == duration(\"2592000s\")", "units"
    ),
    ("birth_date < date('1960-02-29')", "birth_date < date(\"1960-02-29\")", "leap days"),
    ("age(ext.joined_on) > 2", "age(ext.joined_on) > 2", "an age of something else"),
    (
      "cases.exists(c, c.stage == 'work' && size(c.type) > 0)",
      "cases.exists(c, c.stage == \"work\" && size(c.type) > 0)", "macros"
    ),
    (
      "cases.filter(c, c.urgent).size() >= 2", "size(cases.filter(c, c.urgent)) >= 2",
      "a count written the other way"
    ),
    ("tags.size() > 0 && 'vip' in tags", "size(tags) > 0 && \"vip\" in tags", "methods"),
    ("matches(language, '^ko')", "language.matches(\"^ko\")", "the function form of matches"),
    (
      "has_mobile ? ext.churned : has(sex) ? has_mobile : false",
      "has_mobile ? ext.churned : has(sex) ? has_mobile : false", "choices that chain"
    ),
    (
      "(has_mobile ? ext.churned : false) ? true : has(sex)",
      "(has_mobile ? ext.churned : false) ? true : has(sex)", "choices in choices"
    ),
    ("in_segment('장기 고객')", "in_segment(\"장기 고객\")", "names with spaces"),
    ("ext.`tenure` > 1 // months\n", "ext.tenure > 1", "comments, and names between backticks"),
    ("sex in ['male', 'other',]", "sex in [\"male\", \"other\"]", "a comma that ends a list"),
    ("(ext.tenure > 1) == has_mobile", "(ext.tenure > 1) == has_mobile", "truths compared"),
  ]

  @Test("Would catch:", arguments: cases)
  func printing(_ example: (written: String, printed: String, catches: String)) throws {
    let rule = try Rule(example.written, in: .sample)
    #expect(rule.root.printed == example.printed, "\(example.catches)")
    #expect(rule.source == example.written)
    let again = try Rule(example.printed, in: .sample)
    #expect(again.root == rule.root, "\(example.catches)")
  }

  /// Would catch an index that misses a fact, and so never evaluates a rule again.
  @Test func whatItLooksAt() throws {
    let rule = try Rule(
      """
      age() > 60 && cases.exists(c, c.stage == "work" && c.opened_at > created_at)
        || in_segment("new") || size(relations) == 0
      """, in: .sample)
    #expect(rule.facts == ["birth_date", "cases", "created_at", "relations"])
    #expect(
      rule.paths == [
        "birth_date", "cases", "cases.stage", "cases.opened_at", "created_at", "relations",
      ])
    #expect(rule.segments == ["new"])
    #expect(rule.usesTime)
    #expect(try !Rule("has_mobile", in: .sample).usesTime)
  }

  /// Would catch places that point beside the text that they are of.
  @Test func ranges() throws {
    let source = "has_mobile && (age() > 60 || language == \"한국\")"
    let rule = try Rule(source, in: .sample)
    var texts: [String] = []
    rule.root.walk { expression in
      let bytes = Array(source.utf8)[expression.range.start..<expression.range.end]
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    #expect(
      texts == [
        source, "has_mobile", "(age() > 60 || language == \"한국\")", "age() > 60", "age()",
        "age()", "60", "language == \"한국\"", "language", "\"한국\"",
      ])
  }
}
