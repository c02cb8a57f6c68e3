import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReportService {
  @Sendable
  func applyVisitRules(
    _ request: ApplyVisitRulesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyVisitRulesResponse {
    guard let rules = request.rules else { throw .required("rules") }
    if rules == VisitRules() { throw .required("rules") }
    // All is checked before anything is written.
    try rules.report?.check("rules.report")
    try rules.nextTry?.check("rules.next_try")
    try rules.quality?.check("rules.quality")
    try rules.callBacks?.check("rules.call_backs")
    let isDryRun = request.dryRun
    var response = ApplyVisitRulesResponse()
    func apply<Document: VersionedDocument>(
      _ document: Document?, _ field: String, _ writer: inout Writer
    ) throws(Status) -> Int64 {
      guard let document else { return try writer.reader.current(Document.self).version }
      let applied = try writer.apply(document, field: field, isDryRun: isDryRun, by: caller)
      response.changes += applied.changes
      return applied.version
    }
    response.reportVersion = try apply(rules.report, "rules.report", &writer)
    response.nextTryVersion = try apply(rules.nextTry, "rules.next_try", &writer)
    response.qualityVersion = try apply(rules.quality, "rules.quality", &writer)
    response.callBacksVersion = try apply(rules.callBacks, "rules.call_backs", &writer)
    return response
  }

  @Sendable
  func visitRules(
    _ request: GetVisitRulesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitRules {
    try request.kind.checkKnown("kind")
    if request.version < 0 { throw .outOfRange("version", min: 0, max: Int64.max) }
    var rules = VisitRules()
    if request.kind == .unspecified {
      if request.version > 0 { throw .required("kind") }
      rules.report = try reader.current()
      rules.nextTry = try reader.current()
      rules.quality = try reader.current()
      rules.callBacks = try reader.current()
      return rules.shown(to: caller)
    }
    switch request.kind {
    case .report: rules.report = try reader.document(version: request.version)
    case .nextTry: rules.nextTry = try reader.document(version: request.version)
    case .quality: rules.quality = try reader.document(version: request.version)
    default: rules.callBacks = try reader.document(version: request.version)
    }
    return rules.shown(to: caller)
  }
}

extension VisitRules {
  /// The rules without the seed of the sample, but for those who set it: whoever knows it can tell beforehand which
  /// visit will be asked about.
  fileprivate func shown(to caller: Caller) -> VisitRules {
    var shown = self
    if !caller.permissions.contains(.editVisitPlans) { shown.callBacks?.seed = 0 }
    return shown
  }
}

extension Reader {
  /// What the rule advises after the last of some tries to meet one customer, oldest first; nil when there is nothing to
  /// advise.
  func nextTry(after attempts: [VisitAttempt]) throws(Status) -> NextTry? {
    if attempts.last?.outcome.isFailure != true { return nil }
    return try current(NextTryRule.self).advice(after: attempts)
  }
}
