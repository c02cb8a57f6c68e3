import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

struct PageTokenTests {
  private static let pages = PageTokens(secret: [UInt8](repeating: 1, count: 32))
  private static let caller = Caller(
    principal: PrincipalID(high: 1, low: 2), permissions: .all, scope: .all)

  private func refusal(_ token: String, _ request: ListUnitsRequest, _ caller: Caller) -> Refusal? {
    var request = request
    request.pageToken = token
    do throws(Status) {
      _ = try Self.pages.page(request, caller)
      return nil
    } catch {
      return Refusal(error)
    }
  }

  /// Each row would catch a token that works where it must not.
  @Test func boundToCallerAndQuery() throws {
    let invalid = Refusal(.invalidArgument, "PAGE_TOKEN_INVALID", "page_token")
    var request = ListUnitsRequest()
    request.kind = .office
    let position = UnitID(high: 3, low: 4).position
    let token = Self.pages.token(after: position, of: request, Self.caller)
    var next = request
    next.pageToken = token
    next.pageSize = 7
    #expect(
      try Self.pages.page(next, Self.caller) == Page(size: 7, bytes: 1 << 20, after: position))
    var other = request
    other.kind = .team
    #expect(refusal(token, other, Self.caller) == invalid)
    let stranger = Caller(
      principal: PrincipalID(high: 1, low: 3), permissions: .all, scope: .all)
    #expect(refusal(token, request, stranger) == invalid)
    var staff = ListStaffRequest()
    staff.pageToken = token
    #expect(throws: Status.self) { try Self.pages.page(staff, Self.caller) }
    let elsewhere = PageTokens(secret: [UInt8](repeating: 2, count: 32))
    #expect(throws: Status.self) { try elsewhere.page(next, Self.caller) }
    // Every letter of the token counts.
    for index in token.indices {
      var tampered = token
      let letter: Character = token[index] == "A" ? "B" : "A"
      tampered.replaceSubrange(index...index, with: String(letter))
      #expect(refusal(tampered, request, Self.caller) == invalid)
    }
    for wrong in ["x", "====", "é", String(token.dropLast(2)), token + "AA"] {
      #expect(refusal(wrong, request, Self.caller) == invalid)
    }
  }

  /// Would catch a bound that is off by one.
  @Test func pageSizes() throws {
    for (asked, size) in [(Int32(0), 50), (1, 1), (1000, 1000)] {
      #expect(try Self.pages.size(asked) == size)
    }
    for asked: Int32 in [-1, 1001, .max, .min] {
      #expect(throws: Status.invalid("page_size", "", reason: "FIELD_OUT_OF_RANGE")) {
        try Self.pages.size(asked)
      }
    }
  }

  /// Would catch a text that another reads differently: lengths of all remainders, and texts nobody writes.
  @Test func base64() {
    var random = SplitMix64(seed: 11)
    for length in 0..<64 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let text = Base64URL.encode(bytes)
      #expect(Base64URL.decode(text) == bytes)
      #expect(text.utf8.count == (length * 8 + 5) / 6)
    }
    #expect(Base64URL.encode(Array("pcrm?>".utf8)) == "cGNybT8-")
    for wrong in ["A", "AB", "A=", "AA=="] { #expect(Base64URL.decode(wrong) == nil) }
  }

  /// Would catch lists that leave out or repeat rows while others are written.
  @Test func stableUnderWrites() throws {
    try withPCRM { pcrm in
      var expected: Set<UnitID> = []
      for index in 0..<7 { expected.insert(try pcrm.admin.createUnit("Unit \(index)").id) }
      var seen: [UnitID] = []
      var request = ListUnitsRequest()
      request.pageSize = 3
      repeat {
        let page: ListUnitsResponse = try pcrm.admin.call(
          "pcrm.v1.OrganisationService/ListUnits", request)
        #expect(page.units.count <= 3)
        seen += page.units.map(\.id)
        request.pageToken = page.nextPageToken
        if seen.count < 6 { _ = try pcrm.admin.createUnit("Later") }
      } while !request.pageToken.isEmpty
      #expect(seen == seen.sorted() && Set(seen).count == seen.count)
      #expect(expected.isSubset(of: seen))
    }
  }

  /// Would catch a page that grows past its bytes, or ends early and says that it is the last.
  @Test func pagesEndByBytesToo() throws {
    var limits = Limits()
    limits.pageBytesMax = 300
    try withPCRM(limits: limits) { pcrm in
      for index in 0..<6 { _ = try pcrm.admin.createUnit("Unit \(index)") }
      let page: ListUnitsResponse = try pcrm.admin.call(
        "pcrm.v1.OrganisationService/ListUnits", ListUnitsRequest())
      #expect(page.units.count > 1 && page.units.count < 6)
      #expect(page.binary().count < 500 && !page.nextPageToken.isEmpty)
    }
  }
}
