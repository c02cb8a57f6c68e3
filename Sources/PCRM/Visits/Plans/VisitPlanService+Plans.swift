import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitPlanService {
  @Sendable
  func applyVisitPlans(
    _ request: ApplyVisitPlansRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyVisitPlansResponse {
    guard let document = request.document else { throw .required("document") }
    try Self.checkWhole(caller, "document")
    try document.check("document")
    let reader = writer.reader
    let applied = try reader.visitPlansApplied()
    if request.baseVersion != 0 && request.baseVersion != applied {
      throw Status.planOutdated("base_version", "the plan was made for another state")
        .with("stored", String(applied))
    }
    var response = ApplyVisitPlansResponse()
    response.version = applied
    var wanted: [VisitPlan] = []
    for (index, plan) in document.visitPlans.enumerated() {
      let newest = try reader.visitPlan(plan.code)
      try reader.checkReferences(
        of: plan, besides: newest, "document.visit_plans[\(index)]")
      response.changes += ConfigDiff.changes(
        of: plan.code, from: newest?.comparable, to: plan.comparable)
      if plan.comparable != newest?.comparable { wanted.append(plan) }
    }
    if request.retireMissing {
      let named = Set(document.visitPlans.map(\.code))
      for newest in try reader.visitPlans() where !named.contains(newest.code) && !newest.retired {
        response.changes.append(ConfigChange(.removed, newest.code))
        var plan = newest
        plan.retired = true
        wanted.append(plan)
      }
    }
    if request.dryRun || wanted.isEmpty { return response }
    for plan in wanted { try writer.insert(plan, applied: applied + 1, by: caller) }
    response.version = applied + 1
    return response
  }

  @Sendable
  func visitPlan(
    _ request: GetVisitPlanRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitPlan {
    if request.code.isEmpty { throw .required("code") }
    guard let plan = try reader.visitPlan(request.code, version: request.version) else {
      throw .noVisitPlan(request.version == 0 ? "code" : "version")
    }
    return try reader.shown(plan, to: caller)
  }

  @Sendable
  func listVisitPlans(
    _ request: ListVisitPlansRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitPlansResponse {
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<VisitPlan>(page)
    for plan in try reader.visitPlans(after: String(decoding: page.after, as: UTF8.self)) {
      if plan.retired && !request.showRetired { continue }
      if !rows.add(try reader.shown(plan, to: caller), at: Array(plan.code.utf8)) { break }
    }
    var response = ListVisitPlansResponse()
    response.visitPlans = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func previewVisitPlan(
    _ request: PreviewVisitPlanRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitPlanPreview {
    try Self.checkWhole(caller, request.visitPlan == nil ? "code" : "visit_plan")
    if request.linesMax < 0 || request.linesMax > 1000 {
      throw .outOfRange("lines_max", min: 0, max: 1000)
    }
    let plan: VisitPlan
    if let draft = request.visitPlan {
      if !request.code.isEmpty { throw .malformed("code", "empty where there is a visit_plan") }
      try draft.check("visit_plan")
      try reader.checkReferences(of: draft, besides: nil, "visit_plan")
      var known = draft
      // Changing a plan is previewed with the visits that it has.
      known.id = try reader.visitPlan(draft.code)?.id ?? VisitPlanID()
      plan = known
    } else {
      if request.code.isEmpty { throw .required("code") }
      guard let stored = try reader.visitPlan(request.code) else { throw .noVisitPlan("code") }
      plan = stored
    }
    let draft = try VisitPlanDraft(plan, reader)
    return draft.preview(linesMax: request.linesMax == 0 ? 100 : Int(request.linesMax))
  }
}

extension Status {
  static func noVisitPlan(_ field: String) -> Status {
    .notFound(field, "there is no such plan or version")
  }
}

extension Reader {
  /// The plan with those customers only whom the caller sees.
  fileprivate func shown(_ plan: VisitPlan, to caller: Caller) throws(Status) -> VisitPlan {
    if case .all = caller.scope { return plan }
    var shown = plan
    shown.customerIDs = []
    for id in plan.customerIDs {
      if let place = try reach(of: id),
        caller.reaches(id, office: place.office, worker: place.worker)
      {
        shown.customerIDs.append(id)
      }
    }
    return shown
  }

  /// Refuses a rule that cannot be read, and what a plan names and is not there; what is stored was checked before.
  fileprivate func checkReferences(
    of plan: VisitPlan, besides stored: VisitPlan?, _ field: String
  ) throws(Status) {
    if !plan.rule.isEmpty { _ = try SeriesRule.rule(plan.rule, "\(field).rule") }
    if let start = plan.startDate, start != stored?.startDate {
      let days = start.daysSince1970 - BusinessDay.today(now).daysSince1970
      if !(-SeriesRule.daysBack...SeriesRule.daysAhead).contains(days) {
        throw .malformed(
          "\(field).start_date",
          "at most \(SeriesRule.daysBack) days ago and \(SeriesRule.daysAhead) days ahead")
      }
    }
    if !plan.segment.isEmpty && plan.segment != stored?.segment {
      let exists = try first(
        "SELECT 1 FROM segment WHERE name = $1 AND deleted_at IS NULL", .text(plan.segment)
      ) { _ in true }
      if exists == nil { throw .referenceMissing("\(field).segment", "segment") }
    }
    if !plan.programmeID.isEmpty, try !hasProgramme(plan.programmeID) {
      throw .referenceMissing("\(field).programme_id", "programme")
    }
    let customers = Set(stored?.customerIDs ?? [])
    for (index, id) in plan.customerIDs.enumerated() where !customers.contains(id) {
      if try reach(of: id) == nil {
        throw .referenceMissing("\(field).customer_ids[\(index)]", "customer")
      }
    }
    let staff = Set(stored?.staffIDs ?? [])
    for (index, id) in plan.staffIDs.enumerated() where !staff.contains(id) {
      if try !hasStaff(id) {
        throw .referenceMissing("\(field).staff_ids[\(index)]", "member of staff")
      }
    }
  }
}
