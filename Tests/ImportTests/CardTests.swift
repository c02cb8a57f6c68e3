import Foundation
import PCRMModel
import ProtobufCodec
import Testing

@testable import Import

/// Cards as real clients write them; the files stand in `Cards`.
@Suite struct CardTests {
  static func readings(_ path: String) throws -> (cards: [CardReading], rejected: [Rejection]) {
    var reader = try RawCardReader(path: path)
    var cards: [CardReading] = []
    var rejected: [Rejection] = []
    while let item = try reader.next() {
      switch item {
      case .card(let card): cards.append(CardReading(card, encoding: .cp949))
      case .rejected(let rejection): rejected.append(rejection)
      }
    }
    return (cards, rejected)
  }

  static func bundled(_ name: String) throws -> (cards: [CardReading], rejected: [Rejection]) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    return try readings("\(folder)/Cards/\(name)")
  }

  static func kept(_ customer: Customer, _ name: String) -> [String] {
    customer.importedProperties.filter { $0.name == name }.map(\.value)
  }

  @Test func readsAnOldKoreanPhone() throws {
    let customer = try #require(try Self.bundled("korean-phone-2.1.vcf").cards.first?.customer)
    #expect(customer.names.map(\.full) == ["김민수"])
    #expect(customer.names.first?.family == "김")
    #expect(customer.names.first?.given == "민수")
    #expect(customer.contactPoints.map(\.kind) == [.mobile, .phone, .fax, .email])
    #expect(customer.contactPoints.map(\.label) == ["", "home", "work", ""])
    #expect(customer.contactPoints.first?.primary == true)
    let address = try #require(customer.addresses.first)
    #expect(address.kind == .home)
    #expect(address.countryCode == "KR")
    #expect(address.region == "서울특별시")
    #expect(address.detail == "101동 1203호")
    #expect(customer.birthDate == CivilDate(1961, 3, 4))
    #expect(customer.tags == ["VIP"])
    #expect(Self.kept(customer, "NOTE") == ["똠방각하를 좋아함"])
  }

  @Test func readsQuotedPrintableAcrossLines() throws {
    let customer = try #require(try Self.bundled("android-2.1.vcf").cards.first?.customer)
    #expect(customer.names.map(\.full) == ["홍길동"])
    #expect(customer.names.first?.given == "길동")
    #expect(Self.kept(customer, "NOTE") == ["첫\r\n둘"])
    #expect(Self.kept(customer, "ORG") == ["한빀"])
    #expect(customer.contactPoints.map(\.label) == ["", "x-pager"])
    #expect(
      Self.kept(customer, "PHOTO") == ["/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAAAA"])
    let broken = customer.importedProperties.first { $0.name == "X-CUSTOM" }
    #expect(broken?.source == "vcard-undecoded")
    #expect(broken?.value == "broken=ZZ")
  }

  @Test func readsGroupsListsAndCompanies() throws {
    let cards = try Self.bundled("apple-3.0.vcf").cards
    #expect(cards.count == 2)
    let customer = try #require(cards.first?.customer)
    #expect(customer.names.map(\.full) == ["이지은", "지니", "Jin"])
    #expect(customer.names.first?.additional == "Mary,Ann")
    #expect(Self.kept(customer, "N") == ["이;지은;Mary,Ann;Dr.;"])
    #expect(customer.contactPoints.map(\.label) == ["비상연락", "", "", "HomePage"])
    // One of a kind is the first: the second mobile's wish is kept beside it.
    #expect(customer.contactPoints.map(\.primary) == [true, true, false, false])
    #expect(Self.kept(customer, "TEL") == ["010-0000-0003"])
    #expect(customer.contactPoints.last?.value == "http://example.kr/a,b")
    #expect(customer.addresses.first?.roadAddress == "Street 4, Building 6")
    #expect(customer.birthDate?.year == 0)
    #expect(customer.birthDate?.month == 4)
    #expect(customer.externalIDs == [ExternalID(scheme: "vcard", value: "7D0A-APPLE-1")])
    #expect(
      Self.kept(customer, "NOTE") == [
        "a long note that is folded in the middle of a word and goes on\\, with \\\"needless\\\" escapes and a blank that counts"
      ])
    let company = try #require(cards.last?.customer)
    #expect(company.kind == .organisation)
    #expect(company.names.map(\.full) == ["한빛복지관"])
  }

  @Test func readsVersionFour() throws {
    let cards = try Self.bundled("standard-4.0.vcf").cards
    let customer = try #require(cards.first?.customer)
    #expect(customer.names.map(\.full) == ["Ada Lovelace"])
    #expect(Self.kept(customer, "FN") == ["에이다 러블레이스"])
    #expect(customer.sex == .female)
    #expect(Self.kept(customer, "GENDER") == ["F;she"])
    #expect(customer.language == "en-GB")
    #expect(customer.contactPoints.map(\.kind) == [.phone, .mobile, .email, .messenger, .web])
    #expect(customer.contactPoints.first?.value == "+82-2-000-0004")
    #expect(customer.contactPoints.first?.label == "home")
    #expect(Self.kept(customer, "EMAIL") == ["not an address"])
    #expect(customer.addresses.map(\.countryCode) == ["KR", ""])
    #expect(Self.kept(customer, "ADR").count == 2)
    #expect(customer.tags == ["a", "b,c"])
    #expect(cards.last?.customer.kind == .organisation)
  }

  @Test func keepsTheCardsOfAgents() throws {
    let cards = try Self.bundled("agents.vcf").cards
    #expect(cards.count == 2)
    let boss = try #require(cards.first?.customer)
    #expect(boss.contactPoints.map(\.value) == ["02-000-0007"])
    #expect(Self.kept(boss, "AGENT").first?.contains("N:Helper;Her\nTEL:02-000-0006") == true)
    let chief = try #require(cards.last?.customer)
    #expect(Self.kept(chief, "AGENT").first?.contains("Secretary") == true)
  }

  @Test func tellsWhatIsNoCard() throws {
    let (cards, rejected) = try Self.bundled("broken.vcf")
    #expect(rejected.map(\.line) == [1, 2, 25])
    #expect(cards.count == 4)
    let whole = try #require(cards.first?.customer)
    #expect(Self.kept(whole, "(line)") == ["a line without a colon"])
    #expect(Self.kept(whole, "TEL") == ["call me"])
    let bytes = whole.importedProperties.first { $0.name == "X-BYTES" }
    #expect(bytes?.source == "vcard-undecoded")
    #expect(bytes?.value == "=FF=FE")
    let nameless = cards[1].customer
    #expect(nameless.names.isEmpty)
    #expect(nameless.externalIDs.count == 1)
    #expect(cards[2].customer.kind == .organisation)
    #expect(cards[2].customer.names.map(\.full) == ["Only Org"])
    #expect(cards[3].customer.names.map(\.full) == ["lower case"])
  }

  static let bundledFiles = [
    "korean-phone-2.1.vcf", "android-2.1.vcf", "apple-3.0.vcf", "standard-4.0.vcf", "agents.vcf",
    "broken.vcf",
  ]

  @Test(arguments: bundledFiles) func losesNothing(_ name: String) throws {
    for card in try Self.bundled(name).cards { CardLoss.expectNone(card) }
  }

  @Test func keepsTheFingerprintWhenOnlyTheTimeOfWritingChanges() throws {
    func scheme(_ lines: String) throws -> String? {
      let file = try TemporaryFile("BEGIN:VCARD\nVERSION:3.0\n\(lines)\nEND:VCARD\n")
      return try Self.readings(file.path).cards.first?.customer.externalIDs.first?.value
    }
    let first = try scheme("FN:a\nREV:1")
    #expect(first?.hasPrefix("sha256:") == true)
    #expect(try scheme("FN:a\nREV:2") == first)
    #expect(try scheme("FN:b\nREV:1") != first)
  }

  @Test func foldsAsItsVersionDoes() throws {
    func note(_ version: String) throws -> String? {
      let file = try TemporaryFile(
        "BEGIN:VCARD\nVERSION:\(version)\nFN:a\nNOTE:one\n two\nEND:VCARD\n")
      let card = try #require(try Self.readings(file.path).cards.first)
      return Self.kept(card.customer, "NOTE").first
    }
    #expect(try note("2.1") == "one two")
    #expect(try note("3.0") == "onetwo")
    #expect(try note("4.0") == "onetwo")
  }

  @Test func takesNoHarmFromAnyBytes() throws {
    let seed: UInt64 = 77
    print("seed \(seed)")
    var random = SystemSeed(seed)
    let pieces = [
      "BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "VERSION:4.0\n", "N:", "FN:", "TEL;", "ADR:",
      "AGENT:\n", ";ENCODING=QUOTED-PRINTABLE:", ";ENCODING=b:", "=\n", "=4", "\\", ";", ":", ",",
      "\n", "\r\n", " ", "\"", "BDAY:--", "가", "item1.", "X-ABLabel:", "\u{0}", "9",
    ]
    for _ in 0..<500 {
      var text = "BEGIN:VCARD\n"
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let file = try TemporaryFile(text + "\nEND:VCARD\n")
      for card in try Self.readings(file.path).cards {
        #expect(card.outcomes.count == card.properties.count)
        var customer = card.customer
        customer.compose()
        #expect(throws: Never.self, "\(text.debugDescription)") { try customer.check() }
      }
    }
  }
}

/// A seeded source of numbers.
struct SystemSeed: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) << 32 | (state &* 0x9e37_79b9_7f4a_7c15) >> 32
  }
}
