import Import
import PCRMModel
import ProtobufCodec
import Testing

@Suite struct DocumentTests {
  private static let customer = """
    # Comments are free.
    kind: organisation
    names:
      - &name { kind: legal, full: 한빛병원 }
      - <<: *name
        kind: preferred
        full: 007
    birthDate: 1961-03-04
    tags: [yes, 1.0, 2010-01-01]
    contact_points:
      - kind: CONTACT_POINT_KIND_MOBILE
        value: |
          010-0000-1234
        do_not_contact: yes
    extensions:
      - { name: tenure_months, integer: 12 }
    create_time: 2026-01-31T12:00:00+09:00
    version:
    """

  @Test func readsAMessage() throws {
    let document = try Document<Customer>(Self.customer, name: "c.yaml")
    let customer = document.content
    #expect(customer.kind == .organisation)
    #expect(customer.names.map(\.full) == ["한빛병원", "007"])
    #expect(customer.names.map(\.kind) == [.legal, .preferred])
    #expect(customer.birthDate == DateText.parse("1961-03-04"))
    #expect(customer.tags == ["yes", "1.0", "2010-01-01"])
    #expect(customer.contactPoints.first?.doNotContact == true)
    #expect(customer.contactPoints.first?.value == "010-0000-1234\n")
    #expect(customer.extensions.first?.value == .integer(12))
    #expect(customer.createTime?.rfc3339 == "2026-01-31T03:00:00Z")
  }

  @Test func readsItsOwnJSON() throws {
    let customer = try Document<Customer>(Self.customer, name: "c.yaml").content
    for text in [customer.json(), customer.json(pretty: true)] {
      #expect(try Document<Customer>(text, name: "c.json").content == customer)
    }
    let tabs = "{\n\t\"kind\":\t\"CUSTOMER_KIND_PERSON\", \"language\": \"\\ud83d\\ude00\"}"
    #expect(try Document<Customer>(tabs, name: "c.json").content.kind == .person)
    let flow = "{kind: person, tags: [a]}"
    #expect(try Document<Customer>(flow, name: "c.yaml").content.tags == ["a"])
  }

  @Test func knowsWhereAFieldStands() throws {
    let document = try Document<Customer>(Self.customer, name: "c.yaml")
    #expect(document.place(of: "names[1].full")?.line == 7)
    #expect(document.place(of: "request_id") == nil)
    #expect(document.place(of: "customer.names[1].given", in: "customer")?.line == 5)
    #expect(document.place(of: "customer", in: "customer")?.line == 2)
    #expect(document.place(of: "request_id", in: "customer") == nil)
    #expect(document.place(of: "customers.x", in: "customer") == nil)
    let value = try #require(document.place(of: "contact_points[0].value"))
    #expect(value.line == 12 && value.line(ofText: 1) == 13)
    #expect(value.text == "010-0000-1234\n")
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var catches: String
    var text: String
    var complaint: String
    var testDescription: String { catches }
  }

  static let bad: [Bad] = [
    Bad(catches: "nothing at all", text: "", complaint: "c.yaml: is empty; must have keys"),
    Bad(
      catches: "a list in the message's place", text: "- a",
      complaint: "c.yaml, line 1: must have keys and values; the keys are id, "),
    Bad(
      catches: "text that is no YAML", text: "kind: person\nnames: [",
      complaint: "c.yaml, line 3: is no YAML: "),
    Bad(
      catches: "a tab as indentation", text: "names:\n\t- full: a",
      complaint: "c.yaml, line 2: is no YAML: "),
    Bad(
      catches: "a key given twice", text: "kind: person\nkind: organisation",
      complaint: "the key kind is given twice"),
    Bad(
      catches: "a name and its JSON form given together",
      text: "birth_date: 1961-03-04\nbirthDate: 1961-03-04", complaint: "is given twice"),
    Bad(
      catches: "a misspelt key", text: "kind: person\nbirth_dat: 1961-03-04",
      complaint: "c.yaml, line 2: \"birth_dat\" is no field here; did you mean \"birth_date\"?"),
    Bad(
      catches: "a key of no resemblance", text: "names:\n  - zzzzzz: 1",
      complaint: "line 2, names[0]: \"zzzzzz\" is no field here; it must be one of kind, full"),
    Bad(
      catches: "a word that the enum lacks", text: "kind: persn",
      complaint: "line 1, kind: is \"persn\"; it must be person, organisation; did you mean"),
    Bad(
      catches: "one thing where a list belongs", text: "\ntags: a",
      complaint: "line 2, tags: must be a list"),
    Bad(
      catches: "a list where one thing belongs", text: "language: [ko]",
      complaint: "line 1, language: must be a text"),
    Bad(
      catches: "a text where a message belongs", text: "names: [김민수]",
      complaint: "line 1, names[0]: must have keys and values; the keys are kind, full"),
    Bad(
      catches: "a word where a number belongs", text: "kind: person\nversion: two",
      complaint: "line 2, version: must be a number"),
    Bad(
      catches: "a number too large", text: "\n\nversion: 9223372036854775808",
      complaint: "line 3, version: must be from"),
    Bad(
      catches: "a word where yes or no belongs", text: "contact_points: [{primary: perhaps}]",
      complaint: "line 1, contact_points[0].primary: must be true or false"),
    Bad(
      catches: "a day that does not exist", text: "birth_date: 2026-02-30",
      complaint: "line 1, birth_date: must be a day such as"),
    Bad(
      catches: "an id that is none", text: "id: 17",
      complaint: "line 1, id: must be"),
    Bad(
      catches: "two members of a oneof",
      text: "extensions:\n  - name: a\n    text: a\n    integer: 1",
      complaint: "line 4, extensions[0].integer: is one of several fields"),
    Bad(
      catches: "JSON with a fault, by its line",
      text: "{\n \"kind\": \"CUSTOMER_KIND_PERSON\",\n \"nmes\": []\n}",
      complaint: "line 3: \"nmes\" is no field here; did you mean \"names\"?"),
    Bad(
      catches: "aliases that multiply",
      text: "tags: \(Self.laughs)", complaint: "must be a text"),
  ]

  /// Lists of aliases of lists.
  private static let laughs =
    "[&a [lol], &b [*a, *a, *a, *a], &c [*b, *b, *b, *b], [*c, *c, *c, *c, *c]]"

  @Test(arguments: bad) func refuses(_ bad: Bad) {
    let failure = #expect(throws: ImportFailure.self) {
      _ = try Document<Customer>(bad.text, name: "c.yaml")
    }
    #expect(failure?.message.contains(bad.complaint) == true, "\(failure?.message ?? "")")
    #expect(failure?.message.hasPrefix("c.yaml") == true, "\(failure?.message ?? "")")
  }

  @Test func limitsWhatAliasesMake() {
    let text =
      "names:\n  - &n { full: \(String(repeating: "a", count: 500_000)) }\n"
      + String(repeating: "  - *n\n", count: 20)
    let failure = #expect(throws: ImportFailure.self) {
      _ = try Document<Customer>(text, name: "c.yaml")
    }
    #expect(failure?.message.contains("grows too large") == true, "\(failure?.message ?? "")")
    #expect(throws: ImportFailure.self) {
      _ = try Document<Customer>(String(repeating: "#", count: 1 << 21), name: "c.yaml")
    }
  }
}
