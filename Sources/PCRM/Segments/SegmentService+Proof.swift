import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentService {
  @Sendable
  func preview(
    _ request: PreviewSegmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> PreviewSegmentResponse {
    var record: SegmentRecord?
    if !request.segment.isEmpty {
      record = try reader.segment(request.segment, field: "segment")
    }
    let catalogue = try reader.segmentCatalogue()?.catalogue
    let rule = try rule(request.rule, of: record, catalogue, reader)
    var response = PreviewSegmentResponse()
    let sql = RuleSQL(
      rule, try reader.facts(of: catalogue), segments: catalogue?.numbers ?? [:])
    response.count = try SegmentPreview(
      reader, sql, segment: record?.number, CustomerReach(caller)
    ).count()
    response.facts = rule.facts.sorted()
    response.uses = rule.segments.sorted()
    response.usesTime = FactLoader.usesTime(rule)
    return response
  }

  /// The rule of a request, or that of the segment.
  private func rule(
    _ text: String, of record: SegmentRecord?, _ catalogue: SegmentCatalogue?, _ reader: Reader
  ) throws(Status) -> Rule {
    let text = text.isEmpty ? record?.definition.rule ?? "" : text
    if text.isEmpty { throw .required("rule") }
    if text.utf8.count > RuleLimits.segment.sourceBytesMax {
      throw Status.tooLong("rule", max: RuleLimits.segment.sourceBytesMax).with("unit", "bytes")
    }
    let names = catalogue?.entries.map(\.record.name) ?? []
    let vocabulary = try reader.facts(of: catalogue).vocabulary(segments: names)
    return try Rule.segment(text, vocabulary, field: "rule")
  }

  @Sendable
  func explain(
    _ request: ExplainMembershipRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ExplainMembershipResponse {
    try reader.checkVisible(request.customerID, caller)
    var record: SegmentRecord?
    if !request.segment.isEmpty || request.rule.isEmpty {
      record = try reader.segment(request.segment, field: "segment")
    }
    var response = ExplainMembershipResponse()
    response.customerID = request.customerID
    if let record {
      response.segment = record.name
      try reader.memberships(
        of: request.customerID, in: record, .all, isCurrent: true, after: MembershipPlace([]),
        most: 1
      ) { (membership, _) throws(Status) in
        response.membership = membership
        return false
      }
      response.member = response.membership != nil
    }
    if request.rule.isEmpty && record?.definition.kind == .list { return response }
    let catalogue = try reader.segmentCatalogue()?.catalogue
    let rule = try rule(request.rule, of: record, catalogue, reader)
    response.rule = rule.source
    let members = try reader.segments(of: request.customerID)
    let facts = try reader.facts(of: catalogue)
    let loader = FactLoader(request.customerID, reader, facts) { name in
      catalogue?.numbers[name].map { members.contains($0) } ?? false
    }
    let sight = RuleSight(caller, catalogue?.vocabulary ?? facts.vocabulary(segments: []))
    response.fill(rule.explain(of: loader, at: reader.now), sight)
    // A second look tells whether a fact could not be read.
    _ = try loader.truth(of: rule)
    response.nextChangeTime = try loader.nextChange(of: rule)
    return response
  }

  @Sendable
  func auditSegment(
    _ request: AuditSegmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> AuditSegmentResponse {
    try caller.checkSeesAll("name")
    let record = try reader.segment(request.name, field: "name")
    let standing = try reader.standing(of: record.number)
    guard standing.state == .ready, let (catalogue, _) = try reader.segmentCatalogue(),
      let place = catalogue.place(numbered: record.number), try reader.hasAllFacts()
    else {
      throw .precondition(
        "SEGMENT_BUILDING", "name", "its members are not settled yet; try again when it is READY")
    }
    let scan = SegmentScan(catalogue, catalogue.entries[place], reader)
    var response = AuditSegmentResponse()
    response.name = record.name
    response.version = record.version
    response.size = standing.size
    try scan.walk(after: CustomerID(), rows: SegmentBuild.windowRows) { (window) throws(Status) in
      response.lookedAt += Int64(window.lookedAt)
      var due: Int64 = 0
      for customer in window.differing where try reader.isDue(customer, record.number) { due += 1 }
      response.due += due
      response.missing += Int64(window.entering.count)
      response.surplus += Int64(window.leaving.count)
      return true
    }
    return response
  }
}

extension Reader {
  /// What rules may ask about.
  fileprivate func facts(of catalogue: SegmentCatalogue?) throws(Status) -> SegmentFacts {
    if let catalogue { return catalogue.facts }
    return try segmentFacts()
  }

  /// Whether a timer of the pair is due and not yet done.
  func isDue(_ customer: CustomerID, _ segment: Int64) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM segment_timer WHERE customer = $1 AND segment = $2 AND at <= $3",
      .id(customer), .integer(segment), .time(now)
    ) { (_) throws(Status) in true } ?? false
  }
}
