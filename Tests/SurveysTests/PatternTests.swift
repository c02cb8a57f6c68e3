import Testing

@testable import Surveys

@Suite struct PatternTests {
  @Test(
    "Whole texts of a pattern",
    arguments: [
      ("", "", true), ("a", "a", true), ("a", "ab", false), ("a*", "", true), ("a+", "", false),
      ("a?b", "b", true), ("[0-9]{10}", "0123456789", true), ("[0-9]{10}", "012345678", false),
      ("a{2,3}", "aa", true), ("a{2,3}", "aaaa", false), ("a{2,}", "aaaaa", true),
      ("a{0}b", "b", true), ("(ab|cd)+", "abcdab", true), ("(ab|cd)+", "abc", false),
      ("^abc$", "abc", true), ("a^b", "ab", false), (".*", "한글 ok", true), (".", "\n", false),
      ("[^a-c]", "d", true), ("[^a-c]", "b", false), ("[]a]", "]", true), ("[a-]", "-", true),
      ("\\d{3}-\\d{4}", "123-4567", true), ("\\w+", "a_1", true), ("\\w+", "a-1", false),
      ("[\\d.]+", "1.5", true), ("[^\\D]+", "15", true), ("\\s", "\t", true), ("\\.", "a", false),
      ("a\\b b", "a b", true), ("a.+?c", "abbc", true), ("(?:a|b)c", "bc", true),
      ("[가-힣]+", "김민지", true),
      ("[가-힣]+", "Kim", false), ("\\u0041", "A", true), ("a|", "", true), ("()", "", true),
      ("(a*)*", "aaa", true),
      ("(([0-9]{1})*[- .(]*([0-9]{3})[- .)]*[0-9]{3}[- .]*[0-9]{4})+", "010-123-4567", true),
    ])
  func table(_ pattern: String, _ text: String, _ expected: Bool) throws {
    let matches = try Pattern(pattern).matches(text, StepBudget(.max))
    #expect(matches == expected, "\(pattern) on \(text)")
  }

  @Test("A pattern made to take for ever takes no longer than the text")
  func linear() throws {
    let pattern = try Pattern("(a+)+(a+)+(a|a)*b")
    let start = ContinuousClock.now
    #expect(!pattern.matches(String(repeating: "a", count: 20_000), StepBudget(.max)))
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  /// Would catch a machine that is made ready for nothing: as large as it may be, and no character to look at.
  @Test(
    "Matching no character costs steps too", arguments: ["(a?){490}(b?){490}", "(a|b|c|d){0,240}"])
  func emptyTexts(pattern: String) throws {
    let budget = StepBudget(.max)
    #expect(try Pattern(pattern).matches("", budget))
    #expect(budget.taken > 400)
  }
}
