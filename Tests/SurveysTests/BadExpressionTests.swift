import PCRMModel
import Surveys
import Testing

/// Forms that are refused: each fault says where, and which expression.
@Suite struct BadExpressionTests {
  static func faults(_ items: [FormItem], lists: [ChoiceList] = []) -> [FormFault] {
    do throws(FormFaults) {
      _ = try Form.compiled(items, lists: lists)
      return []
    } catch {
      return error.faults
    }
  }

  @Test(
    "What cannot be read is refused with its reason",
    arguments: [
      ("frobnicate(1)", "UNKNOWN_FUNCTION"), ("jr:nothing()", "UNKNOWN_FUNCTION"),
      ("selected(${a})", "WRONG_ARGUMENTS"), ("if(1, 2)", "WRONG_ARGUMENTS"),
      ("today(1)", "WRONG_ARGUMENTS"), ("${nobody} = 1", "UNKNOWN_QUESTION"),
      ("/data/nobody", "UNKNOWN_QUESTION"), ("../nobody", "UNKNOWN_QUESTION"),
      ("../../a", "BAD_PATH"), ("/other/a", "BAD_PATH"), ("//a", "BAD_EXPRESSION"),
      ("/data//a", "BAD_EXPRESSION"), ("@a", "BAD_EXPRESSION"), ("child::a", "BAD_EXPRESSION"),
      ("1 +", "BAD_EXPRESSION"), ("(1", "BAD_EXPRESSION"), ("1)", "BAD_EXPRESSION"),
      ("'open", "BAD_EXPRESSION"), ("${a", "BAD_EXPRESSION"), ("$a", "BAD_EXPRESSION"),
      ("${a} ${b}", "BAD_EXPRESSION"), ("1 2", "BAD_EXPRESSION"), ("a ! b", "BAD_EXPRESSION"),
      ("and 1", "BAD_EXPRESSION"), ("1 and", "BAD_EXPRESSION"), ("#", "BAD_EXPRESSION"),
      ("${last-saved#a}", "BAD_EXPRESSION"), ("concat('a')/b", "BAD_EXPRESSION"),
      ("${a}[", "BAD_EXPRESSION"), (" ", "BAD_EXPRESSION"), ("regex(${a}, '(')", "BAD_PATTERN"),
      ("regex(${a}, 'a(?=b)')", "BAD_PATTERN"), ("regex(${a}, '[z-a]')", "BAD_PATTERN"),
      ("regex(${a}, '(a{500}){500}')", "BAD_PATTERN"),
      ("regex(${a}, '((((((){500}){500}){500}){500}){500}){500}')", "BAD_PATTERN"),
      ("instance('none')/root/item/name", "UNKNOWN_LIST"),
      ("instance('colours')/root/item[hue = 1]/name", "UNKNOWN_COLUMN"),
      ("instance('colours')/root", "BAD_PATH"), ("pulldata('none', 'a', 'b', 'c')", "UNKNOWN_LIST"),
      ("jr:choice-name('x', '${a}')", "WRONG_ARGUMENTS"), ("position()", "WRONG_ARGUMENTS"),
      ("indexed-repeat(${a}, ${a}, 1)", "WRONG_ARGUMENTS"), ("../*/a", "BAD_PATH"),
      ("current(1)", "BAD_EXPRESSION"), ("instance(${a})", "BAD_EXPRESSION"),
    ])
  func expressions(_ expression: String, _ reason: String) {
    var item = Form.item(.integer, "b")
    item.relevance = expression
    let found = Self.faults([Form.item(.text, "a"), item], lists: [Form.list("colours", ["red"])])
    #expect(found.map(\.reason) == [reason], "\(expression): \(found)")
    #expect(found.first?.place == "b.relevance")
    #expect(found.first?.expression == expression)
  }

  @Test("An expression that is too long or too deep is refused, not followed")
  func bounds() {
    for expression in [
      String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 2000),
      String(repeating: "-", count: 500) + "1",
      Array(repeating: "1", count: 3000).joined(separator: "+"),
      String(repeating: "1", count: 9000),
    ] {
      let found = Self.faults([Form.calculated("x", expression)])
      #expect(found.map(\.reason) == ["EXPRESSION_TOO_LONG"])
    }
  }

  @Test("Cycles are refused and told from place to place")
  func cycles() {
    let two = Self.faults([
      Form.item(.text, "x"), Form.calculated("a", "${b} + 1"), Form.calculated("b", "${a} + 1"),
    ])
    #expect(two.map(\.reason) == ["CYCLE"])
    #expect(two.first?.message.contains("a.calculation") == true)
    #expect(two.first?.message.contains("b.calculation") == true)
    #expect(two.first?.message.contains("x") == false, "who is not in the ring is not named")
    for (name, items) in [
      ("own value", [Form.calculated("a", ". + 1")]),
      ("own relevance", [Form.item(.text, "a", relevance: "${a} = ''")]),
      (
        "a group by what is in it",
        [Form.group("g", relevance: "${a} = ''", [Form.item(.text, "a")])]
      ),
      (
        "a number of repeats by what is in them",
        [Form.repeated("r", count: "sum(${n})", [Form.item(.integer, "n")])]
      ),
      (
        "relevance by a calculation that looks back",
        [Form.item(.text, "a", relevance: "${c} > 1"), Form.calculated("c", "string-length(${a})")]
      ),
      (
        "a running total of its own repeat",
        [
          Form.repeated(
            "r",
            [
              Form.calculated(
                "total", "indexed-repeat(${total}, ${r}, position(..) - 1) + 1")
            ])
        ]
      ),
    ] {
      #expect(Self.faults(items).map(\.reason) == ["CYCLE"], "\(name)")
    }
    #expect(Self.faults([Form.calculated("a", "once(if(. = '', uuid(), .))")]) == [])
    #expect(Self.faults([Form.item(.integer, "a", constraint: ". > 1 and ${a} < 9")]) == [])
  }

  @Test("All faults are told at once, in the order of the form, with their places")
  func allAtOnce() {
    var bad = Form.item(.selectOne, "colour", list: "colours")
    bad.label = [Form.text("Hello ${nobody}")]
    bad.choiceFilter = "shade = 1"
    let found = Self.faults(
      [
        Form.item(.text, "1st"), Form.item(.text, "a"), Form.item(.text, "a"),
        Form.group("g", [bad, Form.item(.selectOne, "none", list: "none")]),
        Form.item(.scale, "s"), Form.item(.grid, "grid", list: "colours"),
        Form.item(.calculated, "c"), Form.item(.unspecified, "u"),
      ], lists: [Form.list("colours", ["red", "red", "dark red"])])
    let places = Set(found.map { "\($0.reason) \($0.place)" })
    #expect(
      places == [
        "BAD_NAME 1st", "DUPLICATE_NAME a", "UNKNOWN_QUESTION g/colour.label",
        "UNKNOWN_COLUMN g/colour.choice_filter", "UNKNOWN_LIST g/none.choice_list",
        "BAD_SCALE s.scale", "NO_ROWS grid.rows", "NO_CALCULATION c.calculation",
        "UNKNOWN_TYPE u.type", "DUPLICATE_NAME choice_lists[colours].choices[red]",
        "BAD_VALUE choice_lists[colours].choices[dark red]",
      ])
  }

  @Test("Groups end somewhere, and so does a form")
  func depth() {
    var item = Form.item(.text, "x")
    for level in 1...9 { item = Form.group("g\(level)", [item]) }
    #expect(Self.faults([item]).map(\.reason) == ["TOO_DEEP"])
    let many = (0..<2001).map { Form.item(.text, "q\($0)") }
    #expect(Self.faults(many).map(\.reason) == ["TOO_MANY_ITEMS"])
    #expect(Self.faults(Array(many.prefix(2000))) == [])
    #expect(Self.faults([]).map(\.reason) == ["EMPTY"])
  }

  @Test("A name that several questions have wants a path, unless one is a neighbour")
  func ambiguity() {
    let groups = ["g", "h"].map { Form.group($0, [Form.item(.text, "x"), Form.item(.text, "y")]) }
    #expect(
      Self.faults(groups + [Form.calculated("c", "${x}")]).map(\.reason) == ["AMBIGUOUS_QUESTION"])
    #expect(Self.faults(groups + [Form.calculated("c", "/data/g/x")]) == [])
    let near = Form.group("k", [Form.item(.text, "x"), Form.calculated("z", "${x}")])
    #expect(Self.faults(groups + [near]) == [])
  }
}
