import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

/// A bad rule gets its line, its column, what was wrong and what would be right.
struct RuleErrorTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var written: String
    var line = 1
    var column: Int
    var kind: RuleError.Kind
    var message: String
    var suggestion: String?

    init(
      _ written: String, _ line: Int = 1, _ column: Int, _ kind: RuleError.Kind, _ message: String,
      _ suggestion: String? = nil
    ) {
      self.written = written
      self.line = line
      self.column = column
      self.kind = kind
      self.message = message
      self.suggestion = suggestion
    }

    var testDescription: String { written }
  }

  static let names: [Example] = [
    Example("kindd == \"person\"", 1, 1, .unknownName, "there is no fact kindd", "kind"),
    Example("birthdate < today()", 1, 1, .unknownName, "there is no fact birthdate", "birth_date"),
    Example("ext.tenur > 1", 1, 1, .unknownName, "there is no fact ext.tenur", "ext.tenure"),
    Example("xyzzy > 1", 1, 1, .unknownName, "there is no fact xyzzy"),
    Example(
      "kind == \"persn\"", 1, 9, .unknownValue,
      "kind is never \"persn\", but one of person, organisation", "\"person\""),
    Example(
      "kind == person", 1, 9, .unknownName, "there is no fact person; a text stands in quotes",
      "\"person\""),
    Example(
      "sex in [\"male\", \"femal\"]", 1, 17, .unknownValue,
      "sex is never \"femal\", but one of female, male, other", "\"female\""),
    Example(
      "cases.exists(c, c.stag == \"x\")", 1, 17, .unknownName, "a case has no field stag", "c.stage"
    ),
    Example(
      "cases.exists(c, c.type == \"injry\")", 1, 27, .unknownValue,
      "type is never \"injry\", but one of injury, contract, enquiry", "\"injury\""),
    Example(
      "cases.stage == \"x\"", 1, 1, .type,
      "cases is a list; say of which of its records stage is asked", "cases.exists(c, c.stage …)"),
    Example(
      "birth_date.year > 1", 1, 1, .unknownName,
      "birth_date is of type date and has no field year"),
    Example("agee() > 3", 1, 1, .unknownName, "there is no function agee", "age()"),
    Example(
      "startsWith(language, \"k\")", 1, 1, .unknownName, "startsWith stands after a dot",
      "text.startsWith(\"…\")"),
    Example(
      "language.startswith(\"k\")", 1, 10, .unknownName,
      "there is no function startswith to stand after a dot", "text.startsWith(\"…\")"),
    Example(
      "cases.exists_one(c, c.urgent)", 1, 7, .unknownName, "there is no exists_one",
      "size(list.filter(v, condition)) == 1"),
    Example(
      "in_segment(\"elder\")", 1, 12, .unknownName, "there is no segment \"elder\"", "\"elders\""),
    Example(
      "cases.exists(kind, true)", 1, 14, .unknownName,
      "kind already has a meaning; take another name"),
    Example(
      "cases.exists(ext, true)", 1, 14, .unknownName, "ext already has a meaning; take another name"
    ),
    Example(
      "cases.exists(c, relations.all(c, true))", 1, 31, .unknownName,
      "c already has a meaning; take another name"),
    Example("c.stage == \"x\"", 1, 1, .unknownName, "there is no fact c.stage"),
  ]

  static let types: [Example] = [
    Example(
      "language", 1, 1, .type, "expected a condition, but this is of type string", "has(language)"),
    Example(
      "has_mobile && cases", 1, 15, .type, "expected a condition, but this is of type list(case)",
      "size(cases) > 0"),
    Example("age() && has_mobile", 1, 1, .type, "expected a condition, but this is of type int"),
    Example("age() > \"60\"", 1, 9, .type, "a text cannot be compared with a int", "60"),
    Example(
      "birth_date < \"1960-01-01\"", 1, 14, .type, "a text cannot be compared with a date",
      "date(\"1960-01-01\")"),
    Example(
      "created_at < today()", 1, 1, .type, "a timestamp cannot be compared with a date",
      "days_since(created_at)"),
    Example("has_mobile > false", 1, 1, .type, "bool has no order with >"),
    Example("tags == tags", 1, 1, .type, "list(string) cannot be compared with =="),
    Example(
      "ext.tenure + ext.monthly_charges > 1", 1, 1, .type, "int + double has no meaning",
      "double(ext.tenure)"),
    Example("created_at + created_at > now()", 1, 1, .type, "timestamp + timestamp has no meaning"),
    Example("-language == \"x\"", 1, 1, .type, "a string has no negative"),
    Example(
      "language in tags || 1 in tags", 1, 21, .type, "a int cannot be in a list(string)"),
    Example(
      "language in \"ko\"", 1, 13, .type, "to the right of in stands a list, but this is a string",
      "== \"ko\""),
    Example(
      "\"x\" in cases", 1, 8, .type, "cases holds records; ask one of its fields",
      "cases.exists(c, …)"),
    Example("language in []", 1, 13, .literal, "the list is empty, so nothing is ever in it"),
    Example(
      "language in [sex]", 1, 14, .type,
      "a list holds constants only; join comparisons with || instead"),
    Example(
      "language in [1]", 1, 14, .type, "the list holds a int, but left of in is a string"),
    Example(
      "tags.contains(\"vip\")", 1, 1, .type,
      "contains is for texts; elements of a list are asked with in", "\"vip\" in tags"),
    Example(
      "has(tags)", 1, 5, .type, "has asks for one value, and this is a list", "size(tags) > 0"),
    Example(
      "has(age() > 3)", 1, 5, .type, "has takes the name of a fact or of a record's field"),
    Example(
      "days_since(language) > 1", 1, 12, .type,
      "days_since takes a date or timestamp, but this is a string"),
    Example(
      "days_since() > 1", 1, 1, .type, "days_since does not take these arguments", "days_since(x)"),
    Example(
      "has_mobile ? 1 : \"x\"", 1, 1, .type,
      "both values of a choice must have one type, but they are int and string"),
    Example(
      "cases.exists(c, c)", 1, 17, .type, "c is a record; name one of its fields", "c.type"),
    Example(
      "cases.filter(c, c.urgent)", 1, 7, .type, "filter can only stand in size(…)",
      "size(list.filter(v, condition))"),
    Example(
      "language.exists(c, true)", 1, 1, .type,
      "exists asks the elements of a list, but this is a string"),
    Example("[1, 2] == [1]", 1, 1, .type, "a list can only stand to the right of in"),
    Example("language.matches(sex)", 1, 18, .type, "a pattern is a text in quotes"),
    Example(
      "in_segment(language)", 1, 12, .type, "the segment's name stands in quotes",
      "in_segment(\"name\")"),
  ]

  static let syntax: [Example] = [
    Example("", 1, 1, .syntax, "the rule is empty"),
    Example("  // nothing", 1, 13, .syntax, "the rule is empty"),
    Example("kind = \"person\"", 1, 6, .syntax, "= cannot stand here", "=="),
    Example("has_mobile & has_mobile", 1, 12, .syntax, "& cannot stand here", "&&"),
    Example("kind == “person”", 1, 9, .syntax, "“ cannot stand here", "\""),
    Example(
      "has_mobile and has_mobile", 1, 12, .syntax,
      "and cannot stand here; expected an operator or the end of the rule", "&&"),
    Example(
      "has_mobile &&\n  한국 == 1", 2, 3, .syntax, "한 cannot stand here"),
    Example(
      "language == \"한국\" && (has_mobile", 1, 32, .syntax,
      "the end of the rule cannot stand here; expected a closing bracket"),
    Example("language == \"ko", 1, 13, .syntax, "the text has no closing quote"),
    Example(
      "language == \"\\q\"", 1, 14, .syntax,
      "the text has an unknown escape; a backslash itself is written \\\\, or the text r\"…\""),
    Example(
      "1 < age() < 3", 1, 11, .syntax,
      "comparisons do not chain; join two with && or put one in brackets", "&&"),
    Example(
      "tags[0] == \"x\"", 1, 5, .syntax,
      "elements of a list have no numbers; ask with exists(v, …), all(v, …) or in"),
    Example(
      "sex == null", 1, 8, .syntax,
      "there is no null; whether a fact is there is asked with has(…)",
      "has(…)"),
    Example("age() > 3u", 1, 9, .literal, "there are no unsigned ints", "3"),
    Example(
      "age() > 30days", 1, 9, .literal,
      "30days is no number; lengths of time are written duration(\"30d\")"),
    Example(
      "age() > 9223372036854775808", 1, 9, .syntax,
      "9223372036854775808 cannot stand here; expected a fact, a value or a bracket"),
    Example(
      "ext.monthly_charges > 1e999", 1, 23, .literal, "the number 1e999 is too large for a double"),
    Example(
      "birth_date < date(\"2026-02-29\")", 1, 19, .literal, "the text is no date",
      "date(\"2026-01-31\")"),
    Example(
      "notice < duration(\"3 days\")", 1, 19, .literal, "the text is no duration",
      "duration(\"36h\")"),
    Example(
      "created_at < timestamp(\"2026-01-31\")", 1, 24, .literal, "the text is no timestamp",
      "timestamp(\"2026-01-31T09:00:00+09:00\")"),
    Example(
      "language.matches(\"a(?=b)\")", 1, 18, .literal,
      "the pattern is wrong at character 2: looking ahead or behind is not linear, and not known here"
    ),
    Example(
      "has_mobile)", 1, 11, .syntax,
      ") cannot stand here; expected an operator or the end of the rule"),
    Example(
      "has_mobile.foo", 1, 1, .unknownName, "has_mobile is of type bool and has no field foo"),
    Example(
      "(has_mobile).foo", 1, 13, .type,
      "only facts and records have fields; foo needs brackets to be a function"),
  ]

  @Test("Would catch another place, sentence or suggestion:", arguments: names + types + syntax)
  func errors(_ example: Example) {
    let error = #expect(throws: RuleError.self) { _ = try Rule(example.written, in: .sample) }
    guard let error else { return }
    #expect(error.kind == example.kind)
    #expect(error.line == example.line && error.column == example.column, "\(error)")
    #expect(error.message == example.message)
    #expect(error.suggestion == example.suggestion)
  }

  /// Would catch a status from which a client cannot make its own sentence.
  @Test func status() throws {
    let error = try #require(throws: RuleError.self) {
      _ = try Rule("kind == \"persn\"", in: .sample)
    }
    let status = Status.rule("segment.rule", error)
    #expect(status.code == .invalidArgument && status.info.reason == "RULE_INVALID")
    #expect(
      status.message
        == "segment.rule: line 1, column 9: kind is never \"persn\", but one of person, organisation; did you mean \"person\"?"
    )
    #expect(
      status.info.params.map { "\($0.name)=\($0.value)" } == [
        "kind=UNKNOWN_VALUE", "line=1", "column=9", "suggestion=\"person\"",
      ])
  }
}
