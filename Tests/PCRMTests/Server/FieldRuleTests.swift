import PCRMCore
import PCRMModel
import Testing

@testable import PCRM

struct FieldRuleTests {
  /// Would catch a key that is told from another only by luck: the feed's key of a schema is its version.
  @Test func feedKeys() {
    #expect(FeedKey.text(FeedKey.version(12), .extensionSchema) == "12")
    let unit = UnitID(high: 0x018f_3a5e_7c1b_7d2a, low: 0x9f00_2b1c_5d7e_9a01)
    #expect(FeedKey.text(unit, .unit) == "018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01")
  }

  /// Would catch a role whose bit is another's.
  @Test func roleBits() {
    let roles: [Role] = [.admin, .manager, .counsellor, .field, .auditor, .integration]
    for role in roles { #expect(RoleBits.roles(RoleBits.of([role])) == [role]) }
    #expect(RoleBits.roles(RoleBits.of(roles)) == roles)
    #expect(RoleBits.roles(0) == [])
  }

  /// Would catch lengths counted in bytes, or in what a reader sees as one letter.
  @Test func lengths() throws {
    try TextRules.check(String(repeating: "가", count: 5), "f", max: 5)
    #expect(throws: Status.tooLong("f", max: 4)) {
      try TextRules.check(String(repeating: "가", count: 5), "f", max: 4)
    }
    #expect(throws: Status.malformed("f", "")) { try TextRules.check("a\u{7}", "f", max: 9) }
    try TextRules.check("a\nb\tc", "f", max: 9)
  }
}
