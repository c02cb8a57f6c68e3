import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Three-valued logic and the functions, one fault a line.
struct RuleTruthTests {
  /// 2026-03-02 in Seoul, half past nine in the morning.
  static let now = Timestamp(seconds: 1_772_411_400, nanos: 0)

  static let customer = TestFacts(
    [
      "kind": .string("person"), "birth_date": .date(19_610_303), "language": .string("ko-KR"),
      "has_mobile": .bool(true), "tags": .list([.string("vip"), .string("새 고객")]),
      "created_at": .timestamp(1_772_377_199_000_000), "ext.tenure": .int(24),
      "ext.monthly_charges": .double(70.5), "ext.joined_on": .date(20_280_229),
      "notice": .duration(3_600_000_000), "scores": .list([.int(3), .int(5)]),
    ],
    records: [
      "cases": [
        ["type": .string("injury"), "stage": .string("care"), "severity_grade": .int(4)],
        ["type": .string("contract"), "opened_at": .timestamp(1_770_000_000_000_000)],
      ]
    ],
    segments: ["elders"])

  struct Example: Sendable, CustomTestStringConvertible {
    var rule: String
    var truth: Truth
    var catches: String

    init(_ rule: String, _ truth: Truth, _ catches: String) {
      (self.rule, self.truth, self.catches) = (rule, truth, catches)
    }

    var testDescription: String { rule }
  }

  static let logic: [Example] = [
    Example("sex == \"male\"", .unknown, "a missing fact that is false"),
    Example("sex != \"male\"", .unknown, "a missing fact that differs from everything"),
    Example("!(sex == \"male\")", .unknown, "a no that makes a missing fact true"),
    Example("sex == \"male\" && !has_mobile", .false, "a false side that does not absorb"),
    Example("!has_mobile && sex == \"male\"", .false, "a false side that does not absorb"),
    Example("sex == \"male\" || has_mobile", .true, "a true side that does not absorb"),
    Example("sex == \"male\" && has_mobile", .unknown, "an unknown side that is lost"),
    Example("sex == \"male\" || !has_mobile", .unknown, "an unknown side that is lost"),
    Example("has(sex)", .false, "has() that is unknown"),
    Example("has(language) && !has(sex)", .true, "has() that is unknown"),
    Example(
      "sex == \"male\" ? has_mobile : has_mobile", .unknown, "a choice that falls to otherwise"),
    Example("has_mobile ? has_mobile : sex == \"male\"", .true, "a choice that looks at both"),
    Example("sex in [\"male\", \"female\"]", .unknown, "a missing value that is in no list"),
    Example("\"vip\" in tags", .true, "a list fact that is not searched"),
    Example("sex in tags", .unknown, "a missing value beside a list fact"),
    Example("relations.exists(r, true)", .unknown, "a missing list that is empty"),
    Example("relations.all(r, false)", .unknown, "a missing list that is empty"),
    Example("size(relations) >= 0", .unknown, "a missing list that has a size"),
    Example("cases.exists(c, c.severity_grade > 3)", .true, "a true element that does not absorb"),
    Example("cases.exists(c, c.severity_grade > 4)", .unknown, "an unknown element that is lost"),
    Example("cases.all(c, c.severity_grade < 3)", .false, "a false element that does not absorb"),
    Example("cases.all(c, c.severity_grade > 3)", .unknown, "an unknown element that is lost"),
    Example("cases.exists(c, has(c.opened_at) && c.stage == \"x\")", .unknown, "a record mixed up"),
    Example("size(cases.filter(c, has(c.stage))) == 1", .true, "a count that counts all"),
    Example(
      "size(cases.filter(c, c.severity_grade > 3)) >= 1", .unknown, "a count without unknowns"),
    Example(
      "cases.exists(c, tags.exists(t, t == \"vip\" && c.type == \"injury\"))", .true,
      "macros that mix up their elements"),
    Example("scores.all(s, s > 2) && 5 in scores && !(4 in scores)", .true, "lists of numbers"),
    Example("in_segment(\"elders\") && !in_segment(\"new\")", .true, "segments"),
  ]

  static let values: [Example] = [
    Example("age() == 64", .true, "a birthday that comes a day early"),
    Example("age(ext.joined_on) == 0", .unknown, "an age before birth"),
    Example("days_since(birth_date) == 23740", .true, "days miscounted"),
    Example("days_since(created_at) == 1", .true, "a day that turns at midnight in Greenwich"),
    Example("today() == date(\"2026-03-02\")", .true, "today in Greenwich"),
    Example("now() - created_at == duration(\"9h30m1s\")", .true, "times that are not subtracted"),
    Example("created_at + duration(\"1s\") == timestamp(\"2026-03-01T15:00:00Z\")", .true, "times"),
    Example("now() + duration(\"87600000h\") > now()", .unknown, "an instant after the year 9999"),
    Example("ext.tenure + 9223372036854775807 > 0", .unknown, "an overflow that wraps"),
    Example("ext.tenure * 9223372036854775807 > 0", .unknown, "an overflow that wraps"),
    Example("-9223372036854775808 / -(1) > ext.tenure", .unknown, "an overflow that traps"),
    Example("-9223372036854775808 % -(1) > ext.tenure", .unknown, "an overflow that traps"),
    Example("-(-9223372036854775808) > ext.tenure", .unknown, "an overflow that traps"),
    Example("ext.tenure / 0 == 1", .unknown, "division by zero"),
    Example("ext.tenure % (ext.tenure - 24) == 1", .unknown, "division by zero"),
    Example("-7 / 2 == -3 && -7 % 2 == -1 && 7 % -2 == 1", .true, "division that rounds down"),
    Example("ext.monthly_charges / 0 > 1", .unknown, "a double that is not finite"),
    Example("ext.monthly_charges * 1e308 > 1.0", .unknown, "a double that is not finite"),
    Example("ext.monthly_charges == 70.5 && ext.monthly_charges > 70", .true, "doubles"),
    Example("double(ext.tenure) * 1.5 == 36.0", .true, "ints made doubles"),
    Example("ext.tenure < ext.monthly_charges", .true, "an int beside a double"),
    Example(
      "9007199254740993 + ext.tenure > 9007199254740992.0 + double(ext.tenure)", .true,
      "an int that is rounded before it is compared"),
    Example("language.startsWith(\"ko\") && language.endsWith(\"KR\")", .true, "texts"),
    Example("language.startsWith(\"KO\")", .false, "texts without regard to case"),
    Example("language.contains(\"o-K\") && !language.contains(\"oK\")", .true, "texts"),
    Example("tags.exists(t, size(t) == 4 && t > \"가\")", .true, "sizes in bytes"),
    Example("\"\\U0001F600\" > \"\\uFF5E\"", .true, "the order of UTF-16"),
    Example("language.matches(\"^ko(-[A-Z]{2})?$\")", .true, "patterns"),
  ]

  @Test("Would catch another truth:", arguments: logic + values)
  func truths(_ example: Example) throws {
    let rule = try Rule(example.rule, in: .sample)
    #expect(rule.truth(of: Self.customer, at: Self.now) == example.truth, "\(example.catches)")
  }
}
