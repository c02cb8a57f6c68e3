import PCRMModel
import PCRMTesting
import Testing

/// Patterns: RE2's syntax, in linear time.
struct RulePatternTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var pattern: String
    var finds: [String]
    var misses: [String]
    var catches: String

    init(_ pattern: String, _ finds: [String], _ misses: [String], _ catches: String) {
      (self.pattern, self.finds, self.misses, self.catches) = (pattern, finds, misses, catches)
    }

    var testDescription: String { pattern }
  }

  static let examples: [Example] = [
    Example("b", ["b", "abc"], ["", "ac"], "a find that must begin at the beginning"),
    Example("^b", ["b", "bc"], ["ab"], "an anchor that holds everywhere"),
    Example("b$", ["ab"], ["ba", "b\n"], "an end before the last newline"),
    Example("^(ko|en)(-[A-Z]{2})?$", ["ko", "en-GB"], ["koen", "ko-K", "ko-KRX"], "groups"),
    Example("^a|b$", ["ax", "xb"], ["xa", "bx"], "choices that bind too tightly"),
    Example("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"], "bounds off by one"),
    Example("^a{2,}$", ["aa", "aaaaa"], ["a"], "open bounds"),
    Example("^a{,3}$", ["a{,3}"], ["a"], "a bracket that is none, as RE2 has it"),
    Example("^(a*)*$", ["", "aaa"], ["b"], "a loop that never ends"),
    Example("^(a|b)*?c+?$", ["c", "abc"], ["ab"], "lazy repetitions"),
    Example("^[^a-c]$", ["d", "한", "\n"], ["a", "b"], "sets turned round"),
    Example("^[]a-]$", ["]", "a", "-"], ["b"], "brackets and dashes in sets"),
    Example("^[가-힣]+$", ["한국"], ["韓國", "ㅎ"], "ranges beyond ASCII"),
    Example("^\\d\\D\\w\\W\\s\\S$", ["1a_- x"], ["a1_- x"], "kinds of characters"),
    Example("^\\d$", ["7"], ["７"], "digits of other scripts"),
    Example("^[\\d\\-x]$", ["7", "-", "x"], ["y"], "kinds in sets"),
    Example("^\\p{Hangul}\\pL\\P{Hangul}$", ["한ax", "한글x"], ["a한x"], "kinds of letters"),
    Example("^[[:alpha:]_]+$", ["aZ_"], ["1"], "sets with names"),
    Example("\\bko\\b", ["ko", "a ko-x"], ["akob", "ko1"], "edges of words"),
    Example("^.$", ["a", "한", "😀"], ["\n", "ab", ""], "a point that takes half a character"),
    Example("(?s)^.$", ["\n"], ["ab"], "a point that takes no newline"),
    Example("(?i)straße", ["StRaßE"], ["strasse"], "case"),
    Example("(?i:a)b", ["Ab", "ab"], ["AB"], "a flag that goes on too long"),
    Example("(?i)[a-c]k", ["BK", "b\u{212a}"], ["dk"], "case in sets"),
    Example("\\.\\*\\x41\\x{d55c}\\t", [".*A한\t"], ["xxA한\t"], "escapes"),
    Example("(?P<name>a)(?<other>b)", ["ab"], ["a"], "groups with names"),
    Example("", ["", "x"], [], "a pattern of nothing"),
    Example("a||b", ["", "x"], [], "an empty choice"),
  ]

  @Test("Would catch:", arguments: examples)
  func finding(_ example: Example) throws {
    let pattern = try #require(RulePattern(example.pattern), "\(example.catches)")
    for text in example.finds { #expect(pattern.isFound(in: text) == true, "\(text)") }
    for text in example.misses { #expect(pattern.isFound(in: text) == false, "\(text)") }
  }

  /// Would catch a text that is taken for a pattern although nobody knows what it says.
  @Test(
    arguments: [
      "(", ")", "[", "[b-a]", "*a", "a**", "a{3,2}", "\\", "\\q", "\\1", "(?=a)", "(?<!a)", "(?x)a",
      "\\p{Klingon}", "[[:klingon:]]", "\\x{110000}", "\\x4", "a+{2}", "(?P<n", "\\Qa",
    ])
  func refused(_ source: String) {
    #expect(RulePattern(source) == nil)
  }

  /// Would catch a search that goes back, and the hours that patterns like these then take.
  @Test func linear() throws {
    let text = String(repeating: "a", count: 4000)
    for source in ["(a+)+$b", "(a|aa)+b", "(a*)*b", "(.*)(.*)(.*)(.*)b", "(a?){150}a{150}b"] {
      #expect(try #require(RulePattern(source)).isFound(in: text) == false)
    }
  }

  /// Would catch a long text that costs without bound: it is unknown instead.
  @Test func work() throws {
    let pattern = try #require(RulePattern("a{400}b"))
    #expect(pattern.isFound(in: String(repeating: "a", count: 4000)) == false)
    #expect(pattern.isFound(in: String(repeating: "a", count: 100_000)) == nil)
  }

  // MARK: random patterns

  private static func random(_ random: inout SeededRandom, _ depth: Int) -> String {
    let atoms = ["a", "b", "한", ".", "[ab]", "[^a]", "\\d", "\\w", "[가-힣1]", "\\W", "-", "\\s"]
    if depth == 0 { return random.pick(atoms) }
    func inner() -> String { Self.random(&random, depth - 1) }
    switch random.next() % 10 {
    case 0: return "(\(inner())|\(inner()))"
    case 1: return "(?:\(inner()))\(random.pick(["*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"]))"
    case 2: return "^" + inner()
    case 3: return inner() + "$"
    case 4: return "\\b" + inner()
    default: return inner() + inner()
    }
  }

  /// Would catch any difference to the standard library's own engine, which works in another way. Texts are
  /// without digits: that engine takes them for no part of a word when Hangul stands near.
  @Test func asTheStandardLibrary() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    var found = 0
    for _ in 0..<1000 {
      let source = Self.random(&random, 3)
      let pattern = try #require(RulePattern(source), "\(source)")
      let other = try Regex(source).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple)
        .asciiOnlyWordCharacters().asciiOnlyDigits().asciiOnlyWhitespace()
      for _ in 0..<6 {
        let length = random.next() % 7
        let text = (0..<length).map { _ in random.pick(["a", "b", "한", "c", "-", " "]) }.joined()
        let mine = pattern.isFound(in: text)
        if mine == true { found += 1 }
        #expect(
          mine == (text.firstMatch(of: other) != nil), "seed \(seed): \(source) in \(text)")
      }
    }
    #expect(found > 500 && found < 5000, "patterns that always or never match prove little")
  }
}
