import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What is refused: with the code, the reason and the field, and without leaving anything.
@Suite struct SegmentsRefusalTests {
  /// A document and what is wrong with it.
  struct Case: Sendable, CustomTestStringConvertible {
    let fault: String
    let document: [SegmentDefinition]
    let code: StatusCode
    let reason: String
    let field: String
    var testDescription: String { fault }
  }

  static let cases: [Case] = [
    Case(
      fault: "an empty document", document: [], code: .invalidArgument,
      reason: "FIELD_REQUIRED", field: "segments"),
    Case(
      fault: "a name that is no code", document: [.rule("A b", "true")], code: .invalidArgument,
      reason: "FIELD_MALFORMED", field: "segments[0].name"),
    Case(
      fault: "one name twice", document: [.rule("a", "true"), .list("a")], code: .invalidArgument,
      reason: "DUPLICATE_ITEM", field: "segments[1].name"),
    Case(
      fault: "a list with a rule",
      document: [
        {
          var both = SegmentDefinition.rule("a", "true")
          both.kind = .list
          return both
        }()
      ], code: .invalidArgument, reason: "FIELD_MALFORMED", field: "segments[0].rule"),
    Case(
      fault: "a rule that is too long",
      document: [.rule("a", "language == \"" + String(repeating: "x", count: 8000) + "\"")],
      code: .invalidArgument, reason: "FIELD_TOO_LONG", field: "segments[0].rule"),
    Case(
      fault: "a segment that is not there", document: [.rule("a", "in_segment(\"nowhere\")")],
      code: .invalidArgument, reason: "RULE_INVALID", field: "segments[0].rule"),
    Case(
      fault: "itself", document: [.rule("a", "in_segment(\"a\")")], code: .failedPrecondition,
      reason: "RULE_CYCLE", field: "segments[0].rule"),
    Case(
      fault: "a cycle by way of others",
      document: [
        .list("x"), .rule("a", "in_segment(\"c\")"), .rule("b", "in_segment(\"a\")"),
        .rule("c", "in_segment(\"b\")"),
      ], code: .failedPrecondition, reason: "RULE_CYCLE", field: "segments[1].rule"),
  ]

  @Test("A document is taken whole or not at all", arguments: cases)
  func document(_ wrong: Case) throws {
    try withPCRM { pcrm in
      let refusal = try pcrm.admin.applyRefusal(wrong.document)
      #expect(refusal?.code == wrong.code)
      #expect(refusal?.info.reason == wrong.reason && refusal?.info.field == wrong.field)
      let request = ListSegmentsRequest()
      let listed: ListSegmentsResponse = try pcrm.admin.call(
        "pcrm.v1.SegmentService/ListSegments", request)
      #expect(listed.segments.isEmpty)
    }
  }

  /// Would catch an error that does not say where, or what would be right.
  @Test func ruleErrors() throws {
    try withPCRM { pcrm in
      let refusal = try pcrm.admin.applyRefusal([
        .rule("a", "kind == \"person\" &&\n  languge == \"ko\"")
      ])
      let params = Dictionary(
        uniqueKeysWithValues: (refusal?.info.params ?? []).map { ($0.name, $0.value) })
      #expect(params["line"] == "2" && params["column"] == "3")
      #expect(params["suggestion"] == "language")
    }
  }

  /// Would catch a cycle that a later document closes, chains without end, and a kind that changes.
  @Test func laterDocuments() throws {
    try withPCRM { pcrm in
      try pcrm.admin.apply([.list("a"), .rule("b", "in_segment(\"a\")")])
      let kind = try pcrm.admin.applyRefusal([.rule("a", "in_segment(\"b\")")])
      #expect(kind?.info.reason == "FIELD_READ_ONLY")
      try pcrm.admin.apply([.rule("c", "in_segment(\"b\")")])
      let cycle = try pcrm.admin.applyRefusal([.rule("b", "in_segment(\"c\")")])
      #expect(cycle?.info.reason == "RULE_CYCLE")
      #expect(cycle?.info.params.first?.value == "b → c → b")
      let chain = (0..<20).map { number in
        SegmentDefinition.rule(
          "chain\(number)", "in_segment(\"\(number == 0 ? "c" : "chain\(number - 1)")\")")
      }
      let long = try pcrm.admin.applyRefusal(chain)
      #expect(long?.info.reason == "CAP_REACHED" && long?.code == .resourceExhausted)
      let many = (0..<201).map { SegmentDefinition.list("many\($0)") }
      #expect(try pcrm.admin.applyRefusal(many)?.info.reason == "TOO_MANY_ITEMS")
      for part in 0..<3 {
        let items = (0..<166).map { SegmentDefinition.list("part\(part)-\($0)") }
        if part < 2 { try pcrm.admin.apply(items) }
        if part == 2 { #expect(try pcrm.admin.applyRefusal(items)?.info.reason == "CAP_REACHED") }
      }
    }
  }

  /// Would catch lists that take anybody for any reason, and rules whose members somebody puts in.
  @Test func lists() throws {
    try withPCRM { pcrm in
      let person = try pcrm.admin.create(.person()).id
      try pcrm.build(.list("partners"), .rule("all", "kind == \"person\""))
      func reason(_ change: (inout AddMembersRequest) -> Void) throws -> String? {
        var request = AddMembersRequest()
        request.segment = "partners"
        request.customerIDs = [person]
        request.reason = "why"
        change(&request)
        return try pcrm.admin.refusal("pcrm.v1.SegmentService/AddMembers", request)?.info.reason
      }
      #expect(try reason { $0.segment = "all" } == "NOT_A_LIST")
      #expect(try reason { $0.segment = "nowhere" } == "NOT_FOUND")
      #expect(try reason { $0.reason = " " } == "FIELD_REQUIRED")
      #expect(try reason { $0.customerIDs = [] } == "FIELD_REQUIRED")
      #expect(try reason { $0.customerIDs = [person, person] } == "DUPLICATE_ITEM")
      #expect(try reason { $0.customerIDs = [CustomerID(high: 1, low: 1)] } == "REFERENCE_MISSING")
      #expect(try reason { $0.endTime = pcrm.clock.now() } == "FIELD_MALFORMED")
      let many = (0..<1001).map { CustomerID(high: 1, low: UInt64($0 + 1)) }
      #expect(try reason { $0.customerIDs = many } == "TOO_MANY_ITEMS")
      #expect(try reason { _ in } == nil)
    }
  }

  /// Would catch lists of members that are asked for at two moments, or at one that is yet to come.
  @Test func moments() throws {
    try withPCRM { pcrm in
      try pcrm.build(.list("partners"))
      var request = ListMembersRequest()
      request.segment = "partners"
      request.asOfSequence = 1_000_000
      let path = "pcrm.v1.SegmentService/ListMembers"
      #expect(try pcrm.admin.refusal(path, request)?.info.reason == "SEQUENCE_AHEAD")
      request.asOfSequence = 1
      request.asOfTime = pcrm.clock.now()
      #expect(try pcrm.admin.refusal(path, request)?.info.field == "as_of_time")
      request.asOfSequence = -1
      request.asOfTime = nil
      #expect(try pcrm.admin.refusal(path, request)?.info.reason == "FIELD_OUT_OF_RANGE")
    }
  }

  /// Would catch a segment that goes away under a programme which asks it for customers.
  @Test func aProgrammeKeepsItsSegment() throws {
    try withPCRM { pcrm in
      try pcrm.admin.apply([.list("chosen")])
      var programme = Programme()
      programme.name = "neighbours"
      programme.segmentID = try pcrm.admin.segment("chosen").id
      programme.validTo = CivilDate(2026, 4, 1)
      _ = try pcrm.admin.create(programme)
      let request = DeleteSegmentRequest.made { $0.name = "chosen" }
      let refusal = try pcrm.admin.refusal("pcrm.v1.SegmentService/DeleteSegment", request)
      #expect(Refusal(refusal) == .init(.failedPrecondition, "RULE_IN_USE", "name"))
      #expect(refusal?.info.params.first?.value == "programme neighbours")
      pcrm.clock.advance(seconds: 40 * 86_400)
      try pcrm.admin.deleteSegment("chosen")
    }
  }
}
