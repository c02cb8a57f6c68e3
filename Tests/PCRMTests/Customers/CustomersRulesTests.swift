import PCRMCore
import PCRMModel
import Testing

/// The pure rules beneath the service.
struct CustomersRulesTests {
  @Test(arguments: [
    ("\u{1112}\u{1161}\u{11ab}", "한", "letters of a syllable"),
    ("\u{1112}\u{1161}", "하", "a syllable without a final"),
    ("하\u{11ab}", "한", "a syllable and a final"), ("e\u{301}", "é", "an accent"),
    ("e\u{323}\u{302}", "ệ", "two accents, sorted"),
    ("\u{212b}", "Å", "a sign that is a letter"), ("김민수", "김민수", "what is composed already"),
    ("ㄱㄴ", "ㄱㄴ", "letters that stand alone"),
    ("😀", "😀", "no text at all"), ("", "", "nothing"),
  ])
  func composed(_ text: String, _ expected: String, _ catches: String) {
    #expect(Array(text.composed.unicodeScalars) == Array(expected.unicodeScalars), "\(catches)")
  }

  @Test(arguments: [
    ("010-1234-5678", "01012345678"), ("+82 10 1234 5678", "01012345678"),
    ("+82 (0)2 123 4567", "021234567"),
    ("(+82) 2-123-4567", "021234567"), ("82-10-1234-5678", "821012345678"),
    ("+1 555 0100", "15550100"), ("119", "119"), ("전화", ""),
    ("０２-123", "02123"), ("010+82", "01082"),
  ])
  func phoneDigits(_ text: String, _ digits: String) {
    #expect(PhoneNumber.digits(text) == digits)
  }

  @Test(arguments: [
    ("김", "민수", "", "", "", "김민수"), ("Lovelace", "Ada", "King", "Dr.", "", "Dr. Ada King Lovelace"),
    ("Kim", "", "", "", "Jr.", "Kim Jr."), ("", "민수", "", "", "", "민수"),
  ])
  func writtenNames(
    _ family: String, _ given: String, _ additional: String, _ prefix: String, _ suffix: String,
    _ expected: String
  ) {
    var name = CustomerName()
    name.family = family
    name.given = given
    name.additional = additional
    name.prefix = prefix
    name.suffix = suffix
    #expect(name.written == expected)
  }

  @Test(arguments: [
    ("서울특별시 중구, 세종대로 110-3 (태평로1가)", ["서울특별시", "중구", "세종대로", "110-3", "태평로1가"]),
    ("10 Downing St.", ["10", "downing", "st"]), ("ÉCOLE·東京", ["école", "東京"]), (" ,. ", []),
  ])
  func addressWords(_ text: String, _ words: [String]) {
    #expect(SearchText.words(text) == words)
  }

  @Test(arguments: [
    ("김 민수", "김민수"), ("Ada\u{a0}LOVELACE", "adalovelace"), ("ÇELİK", "çeli\u{307}k"),
    ("Dr. O'Neil", "dr.o'neil"),
  ])
  func nameKeys(_ text: String, _ key: String) {
    #expect(Array(SearchText.name(text).unicodeScalars) == Array(key.unicodeScalars))
  }

  @Test func displayName() {
    var customer = Customer.insured("A-1", "김민수")
    #expect(customer.derivedDisplayName == "김민수")
    var preferred = CustomerName.legal("민수씨")
    preferred.kind = .preferred
    customer.names.append(preferred)
    #expect(customer.derivedDisplayName == "민수씨")
    customer.names[0].kind = .former
    customer.names[1].kind = .alias
    #expect(customer.derivedDisplayName == "김민수", "the first, for lack of a better one")
    customer.names = []
    #expect(customer.derivedDisplayName == "A-1")
  }

  @Test(arguments: [
    ("", true), ("ko", true), ("en-GB", true), ("zh-Hans-CN", true), ("k", false), ("ko_KR", false),
    ("한국어", false), ("en-", false), ("ko-123456789", false),
  ])
  func languages(_ tag: String, _ isRight: Bool) {
    let customer = Customer.person().with { $0.language = tag }
    #expect((refusal { () throws(Status) in try customer.check() } == nil) == isRight)
  }

  @Test func extensions() {
    let types: [ExtensionType] = [.text, .integer, .decimal, .boolean, .date, .time, .choice]
    var schema = ExtensionSchema()
    for type in types {
      var field = ExtensionField()
      field.name = "f\(type.rawValue)"
      field.type = type
      field.choices = ["A", "B"]
      field.maxLength = 5
      schema.fields.append(field)
    }
    let values: [(Extension.Value, ExtensionType, Bool)] = [
      (.text("가나다라마"), .text, true), (.text("여섯글자입니"), .text, false), (.integer(5), .integer, true),
      (.decimal("-12.50"), .decimal, true), (.decimal("1."), .decimal, false),
      (.decimal("1e5"), .decimal, false),
      (.decimal(String(repeating: "1", count: 41)), .decimal, false),
      (.boolean(false), .boolean, true), (.date(CivilDate(2026, 2, 28)), .date, true),
      (.date(CivilDate(2026, 2, 29)), .date, false), (.text("B"), .choice, true),
      (.text("C"), .choice, false), (.integer(1), .text, false), (.text("1"), .integer, false),
    ]
    for (value, type, isRight) in values {
      var field = Extension()
      field.name = "f\(type.rawValue)"
      field.value = value
      let customer = Customer.person().with { $0.extensions = [field] }
      #expect(
        (refusal { () throws(Status) in try customer.checkExtensions(schema) } == nil) == isRight,
        "\(value)")
    }
    schema.fields[0].required = true
    let status = refusal { () throws(Status) in try Customer.person().checkExtensions(schema) }
    #expect(status?.info.reason == "EXTENSION_INVALID" && status?.info.params.first?.value == "f1")
  }

  private func refusal(_ body: () throws(Status) -> Void) -> Status? {
    do throws(Status) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
