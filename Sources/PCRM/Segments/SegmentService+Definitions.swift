import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentService {
  @Sendable
  func planSegments(
    _ request: PlanSegmentsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> PlanSegmentsResponse {
    try caller.checkSeesAll("segments")
    let plan = try reader.plan(request.segments)
    var response = PlanSegmentsResponse()
    response.changes = plan.changes
    response.planToken = plan.token
    if request.definitionsOnly { return response }
    let facts = try reader.segmentFacts()
    let numbers = try reader.segmentCatalogue()?.catalogue.numbers ?? [:]
    // The budget is for all of them: whoever waits for a plan waits no longer for a long one.
    let moving = plan.items.filter(\.isToBuild)
    for item in moving {
      guard let rule = item.rule else { continue }
      var preview = SegmentPreview(
        reader, RuleSQL(rule, facts, segments: numbers), segment: item.stored?.number)
      preview.budgetMilliseconds = max(30, SegmentPreview.planMilliseconds / UInt64(moving.count))
      var move = SegmentMove()
      move.segment = item.definition.name
      move.count = try preview.count()
      response.moves.append(move)
    }
    return response
  }

  @Sendable
  func applySegments(
    _ request: ApplySegmentsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplySegmentsResponse {
    try caller.checkSeesAll("segments")
    let plan = try writer.reader.plan(request.segments)
    if !request.planToken.isEmpty && request.planToken != plan.token {
      throw Status(
        .aborted, "plan_token: segments have changed since, or the document has; plan again",
        ErrorInfo(reason: "PLAN_OUTDATED", field: "plan_token"))
    }
    var response = ApplySegmentsResponse()
    response.changes = plan.changes
    response.planToken = plan.token
    if request.dryRun { return response }
    for item in plan.items { try apply(item, by: caller, &writer) }
    if !plan.items.isEmpty { try writer.renewCatalogue() }
    // Only now every name is known: builds look each other up.
    let builds = Set(plan.items.filter(\.isToBuild).map(\.definition.name))
    for definition in request.segments {
      let record = try writer.reader.segment(definition.name, field: "segments")
      if builds.contains(record.name) { try writer.startBuild(of: record, cause: .rule) }
      response.segments.append(try writer.reader.segmentMessage(record))
    }
    return response
  }

  private func apply(
    _ item: SegmentPlan.Item, by caller: Caller, _ writer: inout Writer
  ) throws(Status) {
    guard let stored = item.stored else {
      let id: SegmentID = writer.newID()
      let number = try writer.insert(item.definition, id: id)
      try writer.keepVersion(number, item.definition, version: 1, by: caller.principal)
      writer.changed(FeedEntity.segment, id, version: 1)
      return
    }
    let version = stored.version + 1
    let earlier = stored.definition
    let names = SegmentDefinition.fieldList.map(\.name)
    let fields = ConfigDiff.changes(of: stored.name, from: earlier, to: item.definition).map(\.path)
    try writer.update(
      stored, to: item.definition, version: version,
      ruleVersion: item.isToBuild ? version : stored.ruleVersion)
    try writer.keepVersion(stored.number, item.definition, version: version, by: caller.principal)
    writer.changed(
      FeedEntity.segment, stored.id, version: version,
      fields: names.filter(fields.contains).joined(separator: ","))
  }

  @Sendable
  func segment(
    _ request: GetSegmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Segment {
    let record = try reader.segment(request.name, field: "name")
    var segment = try reader.segmentMessage(record)
    if request.version < 0 { throw .outOfRange("version", min: 0, max: Int64.max) }
    if request.version == 0 || request.version == record.version { return segment }
    guard let version = try reader.version(request.version, of: record) else {
      throw Status.notFound("version", "the segment has no such version")
        .with("entity", "segment_version")
    }
    segment.version = version.version
    segment.definition = version.definition
    segment.updateTime = version.createTime
    return segment
  }

  @Sendable
  func segments(
    _ request: ListSegmentsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSegmentsResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    let after = String(decoding: page.after, as: UTF8.self)
    var rows = PageBuilder<Segment>(page)
    for record in try reader.segments() where after.isEmpty || record.name > after {
      if request.kind != .unspecified && record.definition.kind != request.kind { continue }
      if request.presetsOnly && !record.definition.preset { continue }
      if !rows.add(try reader.segmentMessage(record), at: [UInt8](record.name.utf8)) { break }
    }
    var response = ListSegmentsResponse()
    response.segments = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func versions(
    _ request: ListSegmentVersionsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSegmentVersionsResponse {
    let page = try context.pages.page(request, caller)
    let record = try reader.segment(request.name, field: "name")
    var rows = PageBuilder<SegmentVersion>(page)
    try reader.versions(of: record, before: page.afterNumber ?? .max, most: page.size + 1) {
      rows.add($0, at: $0.version.position)
    }
    var response = ListSegmentVersionsResponse()
    response.versions = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func deleteSegment(
    _ request: DeleteSegmentRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Empty {
    try caller.checkSeesAll("name")
    let record = try writer.reader.segment(request.name, field: "name")
    try Status.check(version: request.version, stored: record.version)
    let users = try writer.reader.users(of: record)
    if !users.isEmpty {
      throw Status.precondition(
        "RULE_IN_USE", "name", "the segment is used by \(users.joined(separator: ", "))"
      ).with("used_by", users.joined(separator: ", "))
    }
    try writer.execute(
      "UPDATE segment SET deleted_at = $2, updated_at = $2 WHERE number = $1",
      .integer(record.number), .time(writer.now))
    try writer.renewCatalogue()
    try writer.startBuild(of: record, cause: .deletion)
    writer.changed(FeedEntity.segment, record.id, version: record.version + 1)
    return Empty()
  }

  @Sendable
  func rebuildSegment(
    _ request: RebuildSegmentRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Segment {
    try caller.checkSeesAll("name")
    let record = try writer.reader.segment(request.name, field: "name")
    try writer.startBuild(of: record, cause: .rebuild)
    return try writer.reader.segmentMessage(record)
  }
}
