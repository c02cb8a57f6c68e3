import Foundation
import Import
import PCRMModel
import ProtobufCodec
import Testing

/// Something went another way than the test can go on from.
struct Unexpected: Error {
  let what: String

  init(_ what: String) { self.what = what }
}

@Suite struct CSVImportTests {
  static let mapping = """
    key: member
    constants:
      - { field: kind, value: person }
      - { field: tags, value: imported }
    columns:
      no: external_ids.member
      name: { field: names.legal.full, required: true }
      sex: { field: sex, values: { 남: male, 여: female } }
      born: birth_date
      mobile: { field: contact_points.mobile, primary: true }
      phones: { field: contact_points.phone, separator: "/", label: home }
      zip: addresses.home.postal_code
      road: addresses.home.road_address
      lat: addresses.home.latitude
      lon: addresses.home.longitude
      visits: { field: extensions.visits, type: integer }
      fee: { field: extensions.fee, type: decimal, absent: ["-"] }
      member: { field: extensions.member, type: boolean, values: { 가입: "yes", 탈퇴: "no" } }
      memo: imported
      secret: ignore
    """

  static let header =
    "no,name,sex,born,mobile,phones,zip,road,lat,lon,visits,fee,member,memo,secret,extra\n"

  static func items(
    _ text: String, mapping: String = mapping
  ) throws -> (items: [ImportItem], notes: [String]) {
    let file = try TemporaryFile(text)
    var source = try CSVImport(path: file.path, mapping: Mapping(yaml: mapping))
    var items: [ImportItem] = []
    while let item = try source.next() { items.append(item) }
    return (items, source.notes)
  }

  static func customer(_ row: String) throws -> Customer? {
    guard case .customer(_, let customer)? = try items(header + row).items.first else { return nil }
    return customer
  }

  @Test func fillsEveryKindOfField() throws {
    let row =
      "17,김민수,남,1961-03-04,010-1234-5678,02-1 / 02-2,04524,세종대로 110,37.5666103,126.97839,"
      + "\"1,234\",-12.50,가입, a note ,x,kept\n"
    let customer = try #require(try Self.customer(row))
    #expect(customer.externalIDs == [ExternalID(scheme: "member", value: "17")])
    #expect(customer.kind == .person)
    #expect(customer.tags == ["imported"])
    #expect(customer.names.first?.full == "김민수")
    #expect(customer.sex == .male)
    #expect(customer.birthDate == CivilDate(1961, 3, 4))
    #expect(customer.contactPoints.map(\.value) == ["010-1234-5678", "02-1", "02-2"])
    #expect(customer.contactPoints.map(\.primary) == [true, false, false])
    #expect(customer.contactPoints[1].label == "home")
    #expect(customer.addresses.count == 1)
    #expect(customer.addresses.first?.postalCode == "04524")
    #expect(customer.addresses.first?.coordinates?.latitudeE7 == 375_666_103)
    #expect(customer.addresses.first?.coordinates?.longitudeE7 == 1_269_783_900)
    #expect(
      customer.extensions.map(\.value) == [.integer(1234), .decimal("-12.50"), .boolean(true)])
    #expect(customer.importedProperties.map(\.name) == ["memo", "extra"])
    #expect(customer.importedProperties.first?.value == " a note ")
    var stored = customer
    stored.compose()
    #expect(throws: Never.self) { try stored.check() }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var catches: String
    var row: String
    var field: String
    var reason: String
    var testDescription: String { catches }
  }

  static let bad: [Bad] = [
    Bad(
      catches: "a row without its key is sent", row: ",n,,,,,,,,,,,,,,", field: "no",
      reason: "is empty and must not be"),
    Bad(
      catches: "a required name may be blank", row: "1, ,,,,,,,,,,,,,,", field: "name",
      reason: "is empty and must not be"),
    Bad(
      catches: "an unknown sex is guessed", row: "1,n,?,,,,,,,,,,,,,", field: "sex",
      reason: "is \"?\"; it must be one of: female, male, other"),
    Bad(
      catches: "a day that does not exist is taken", row: "1,n,,1961-02-29,,,,,,,,,,,,",
      field: "born", reason: "is \"1961-02-29\"; it must be a day"),
    Bad(
      catches: "a year of two digits gets a century", row: "1,n,,61-02-03,,,,,,,,,,,,",
      field: "born", reason: "is \"61-02-03\"; it must be a day"),
    Bad(
      catches: "a fraction is cut to an integer", row: "1,n,,,,,,,,,1.5,,,,,", field: "visits",
      reason: "is \"1.5\"; it must be a whole number"),
    Bad(
      catches: "an integer overflows", row: "1,n,,,,,,,,,9223372036854775808,,,,,", field: "visits",
      reason: "must be a whole number"),
    Bad(
      catches: "commas anywhere group digits", row: "1,n,,,,,,,,,\"1,23\",,,,,", field: "visits",
      reason: "must be a whole number"),
    Bad(
      catches: "an exponent is a decimal", row: "1,n,,,,,,,,,,1e3,,,,", field: "fee",
      reason: "must be a number such as 12.50"),
    Bad(
      catches: "a bare point is a decimal", row: "1,n,,,,,,,,,,5.,,,,", field: "fee",
      reason: "must be a number"),
    Bad(
      catches: "a word is a boolean", row: "1,n,,,,,,,,,,,maybe,,,", field: "member",
      reason: "must be yes or no"),
    Bad(
      catches: "a latitude beyond the pole wraps", row: "1,n,,,,,,,90.0000001,1,,,,,,",
      field: "lat", reason: "degrees from -90 to 90"),
    Bad(
      catches: "half a point is on the equator", row: "1,n,,,,,,,,1,,,,,,", field: "addresses",
      reason: "it must have both or neither"),
    Bad(
      catches: "a short row shifts its cells", row: "1,n,,,,", field: "",
      reason: "has 6 fields; the first line has 16"),
    Bad(
      catches: "a long row loses its end", row: "1,n,,,,,,,,,,,,,,,", field: "",
      reason: "has 17 fields; the first line has 16"),
    Bad(
      catches: "control letters reach the terminal", row: "1,n,\u{1b}[2J,,,,,,,,,,,,,",
      field: "sex", reason: "is \"·[2J\""),
  ]

  @Test(arguments: bad) func rejects(_ test: Bad) throws {
    let item = try Self.items(Self.header + "9,ok,,,,,,,,,,,,,,\n" + test.row + "\n").items.last
    guard case .rejected(let line, let rejections)? = item else {
      Issue.record("was taken: \(String(describing: item))")
      return
    }
    #expect(line == 3)
    #expect(rejections.map(\.field) == [test.field])
    #expect(rejections.first?.reason.contains(test.reason) == true, "\(rejections)")
  }

  @Test func tellsEveryFaultOfARow() throws {
    let item = try Self.items(Self.header + "1,,?,x,,,,,,,,,,,,\n").items.last
    guard case .rejected(_, let rejections)? = item else { throw Unexpected("was taken") }
    #expect(rejections.map(\.field) == ["name", "sex", "born"])
  }

  @Test func rejectsOnlyTheRowsWithBrokenLetters() throws {
    let text =
      Array((Self.header + "1,김민수,,,,,,,,,,,,,,\n2,").utf8) + [0xb1]
      + Array(",,,,,,,,,,,,,,\n".utf8)
    let file = try TemporaryFile(text)
    var source = try CSVImport(path: file.path, mapping: Mapping(yaml: Self.mapping))
    guard case .customer? = try source.next() else { throw Unexpected("the good row is gone") }
    guard case .rejected(3, let rejections)? = try source.next() else {
      throw Unexpected("the broken row was taken")
    }
    #expect(
      rejections == [Rejection(line: 3, field: "name", reason: "holds bytes that are not UTF-8")])
  }

  @Test func readsCP949AsUTF8WouldBeRead() throws {
    let text = Self.header + "1,똠방각하,여,1961년 3월 4일,,,,\"세종대로, 110\",,,,,,,,펲\n"
    let utf8 = try #require(try Self.customer(String(text.dropFirst(Self.header.count))))
    let file = try TemporaryFile(CP949.bytes(text))
    var source = try CSVImport(path: file.path, mapping: Mapping(yaml: Self.mapping))
    #expect(source.encoding == .cp949)
    guard case .customer(_, let cp949)? = try source.next() else { throw Unexpected("rejected") }
    #expect(cp949 == utf8)
    #expect(cp949.names.first?.full == "똠방각하")
  }

  @Test func skipsAMarkBeforeTheFirstName() throws {
    let text = "\u{feff}" + Self.header + "1,n,,,,,,,,,,,,,,\n"
    guard case .customer? = try Self.items(text).items.first else {
      throw Unexpected("rejected")
    }
  }

  @Test func notesWhatWasEmpty() throws {
    let text = Self.header + "1,n,,,,,,,,,1, ,,,,\n2,n,,,,,,,,,1,-,,,,\n3,n,,,,,,,,,1,7,,,,\n"
    let notes = try Self.items(text).notes
    #expect(notes.contains("fee: empty in 2 rows, left absent"))
    #expect(!notes.contains { $0.hasPrefix("visits") })
  }

  @Test func takesLittleMemoryForALargeFile() throws {
    var bytes = Array("no,name\n".utf8)
    for number in 0..<200_000 {
      bytes += Array("\(number),\"a, long \"\"name\"\" of \(number)\"\n".utf8)
    }
    let file = try TemporaryFile(bytes)
    let mapping = try Mapping(yaml: "key: n\ncolumns: {no: external_ids.n, name: names.legal.full}")
    let before = residentBytes()
    var source = try CSVImport(path: file.path, mapping: mapping)
    var count = 0
    while let item = try source.next() {
      if case .customer = item { count += 1 }
    }
    #expect(count == 200_000)
    #expect(residentBytes() - before < 48 << 20)
  }

  private func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(
      separator: " ")
    return (fields.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
  }
}
