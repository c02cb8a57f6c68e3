import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

/// Look-ups and searches, as people type.
struct CustomersSearchTests {
  @Test(arguments: [
    ("010-0123-4567", "one number, however it is punctuated"), ("01001234567", "digits alone"),
    ("+82 10 0123 4567", "the country's code"), ("+82 (0)10-0123-4567", "the code and the zero"),
    ("０１０-0123-4567", "full-width digits"),
  ])
  func phones(_ number: String, _ catches: String) throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(
        .person().with { $0.contactPoints = [.mobile("010-0123-4567")] })
      let abroad = try pcrm.admin.create(
        .person().with { $0.contactPoints = [.mobile("+1 (555) 0100-123")] })
      #expect(try pcrm.admin.lookup(phone: number).map(\.id) == [made.id], "\(catches)")
      #expect(try pcrm.admin.lookup(phone: "1-555-0100-123").map(\.id) == [abroad.id])
      #expect(try pcrm.admin.search("010-01").map(\.id) == [made.id], "a number without letters")
    }
  }

  @Test func household() throws {
    try withPCRM { pcrm in
      let home = ContactPoint.mobile("02-012-3456").with { $0.kind = .phone }
      let members = try (0..<3).map { _ in
        try pcrm.admin.create(.person().with { $0.contactPoints = [home] })
      }
      #expect(try pcrm.admin.lookup(phone: "020123456") == members)
    }
  }

  @Test func names() throws {
    try withPCRM { pcrm in
      let minsu = try pcrm.admin.create(.person("김민수").with { $0.names.append(.legal("김민")) })
      let minseo = try pcrm.admin.create(.person("김민서"))
      let ada = try pcrm.admin.create(.person("Ada Lovelace"))
      let table: [(String, [CustomerID], String)] = [
        ("김민", [minsu.id, minseo.id], "listed once for two names"), ("김 민 수", [minsu.id], "spaces"),
        ("ada l", [ada.id], "case"), ("ADALOVE", [ada.id], "case and spaces"),
        ("민수", [], "the middle"),
        ("김민수철", [], "longer than the name"), ("love", [], "the middle"),
        (
          "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{1165}", [minseo.id],
          "single letters"
        ),
      ]
      for (query, ids, catches) in table {
        #expect(try Set(pcrm.admin.search(query).map(\.id)) == Set(ids), "\(catches)")
        #expect(try pcrm.admin.search(query, size: 1).count == ids.count, "\(catches), one a page")
      }
    }
  }

  @Test func partsOfNames() throws {
    try withPCRM { pcrm in
      func person(_ family: String, _ given: String) -> Customer {
        .person().with {
          $0.names[0].full = ""
          $0.names[0].family = family
          $0.names[0].given = given
        }
      }
      let minsu = try pcrm.admin.create(person("김", "민수"))
      let ada = try pcrm.admin.create(person("Lovelace", "Ada"))
      let table: [(String, [CustomerID], String)] = [
        ("민수", [minsu.id], "the given name after the family's"), ("김", [minsu.id], "the whole"),
        ("lovel", [ada.id], "the family name after the given one"), ("ada", [ada.id], "the whole"),
        ("수", [], "the middle of a part"),
      ]
      for (query, ids, catches) in table {
        #expect(try pcrm.admin.search(query).map(\.id) == ids, "\(catches)")
        #expect(try pcrm.admin.search(query, size: 1).map(\.id) == ids, "\(catches), one a page")
      }
      // What led to an earlier name leads nowhere.
      _ = try pcrm.admin.update(
        minsu.with {
          $0.names[0].full = "김서연"
          $0.names[0].given = "서연"
        })
      #expect(try pcrm.admin.search("민수").isEmpty)
      #expect(try pcrm.admin.search("서연").map(\.id) == [minsu.id])
      let findings = try pcrm.database.read { (reader) throws(Status) in try reader.checkCustomers()
      }
      #expect(findings == [])
    }
  }

  @Test func addresses() throws {
    try withPCRM { pcrm in
      let hall = try pcrm.admin.create(.person().with { $0.addresses = [.home("세종대로 110")] })
      let next = try pcrm.admin.create(
        .person().with { $0.addresses = [.home("세종대로 12"), .home("강변로 110", "마포구")] })
      let table: [(String, [CustomerID], String)] = [
        ("세종", [hall.id, next.id], "the beginning of a word"),
        ("세종대로 110", [hall.id], "two words of one address"),
        ("110 세종대로", [hall.id], "any order"), ("중구, 세종대로", [hall.id, next.id], "punctuation"),
        ("마포 세종", [], "words of two addresses"), ("대로", [], "the end of a word"),
        ("04524 강변", [next.id], "a postal code"),
      ]
      for (query, ids, catches) in table {
        #expect(try Set(pcrm.admin.search(query, .address).map(\.id)) == Set(ids), "\(catches)")
        #expect(
          try pcrm.admin.search(query, .address, size: 1).count == ids.count,
          "\(catches), one a page")
      }
    }
  }

  @Test func followsChanges() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(.insured("A-1").with { $0.addresses = [.home("세종대로 110")] })
      _ = try pcrm.admin.update(
        made.with {
          $0.names[0].full = "박서연"
          $0.addresses = [.home("강변로 1")]
          $0.externalIDs = [ExternalID(scheme: "insured_number", value: "A-2")]
        })
      #expect(try pcrm.admin.search("김민수").isEmpty)
      #expect(try pcrm.admin.search("박서").map(\.id) == [made.id])
      #expect(try pcrm.admin.search("세종대로", .address).isEmpty)
      #expect(try pcrm.admin.search("강변로", .address).map(\.id) == [made.id])
      #expect(try pcrm.admin.lookup("insured_number", "A-1").isEmpty)
      #expect(try pcrm.admin.lookup("insured_number", "A-2").map(\.id) == [made.id])
      // The number is free again.
      _ = try pcrm.admin.create(.insured("A-1"))
    }
  }
}

extension ContactPoint {
  func with(_ change: (inout ContactPoint) -> Void) -> ContactPoint {
    var copy = self
    change(&copy)
    return copy
  }
}
