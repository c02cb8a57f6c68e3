import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func applyScheme(
    _ request: ApplySchemeRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplySchemeResponse {
    guard let scheme = request.scheme else { throw .required("scheme") }
    let compiled = try writer.reader.checked(scheme)
    let applied = try writer.apply(
      scheme, field: "scheme", dryRun: request.dryRun, by: caller
    ) { ConfigDiff.changes(of: scheme.name, from: $0, to: $1) }
    if applied.isNew && !request.dryRun {
      try writer.sweep(from: scheme.validFrom)
      if let end = scheme.validTo { try writer.sweep(from: end) }
    }
    var response = ApplySchemeResponse()
    response.changes = applied.changes
    response.version = applied.version
    response.warnings = compiled.warnings
    for type in scheme.caseTypes where try !writer.reader.hasCaseType(type) {
      response.warnings.append("there is no case type \(type) yet")
    }
    return response
  }

  @Sendable
  func scheme(
    _ request: GetSchemeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ClassificationScheme {
    if request.name.isEmpty { throw .required("name") }
    try request.asOf?.checkDay("as_of")
    let type = ClassificationScheme.self
    let found =
      if request.version != 0 {
        try reader.document(type, name: request.name, version: request.version)
      } else if let day = request.asOf {
        try reader.document(type, name: request.name, on: day)
      } else {
        try reader.newestDocument(type, name: request.name)
      }
    guard let found else { throw .notFound("name", "there is no such version of a scheme") }
    return found
  }

  @Sendable
  func schemes(
    _ request: ListSchemesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSchemesResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.schemes(request, page)
    var response = ListSchemesResponse()
    response.schemes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func applyNeedWeights(
    _ request: ApplyNeedWeightsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyNeedWeightsResponse {
    guard let weights = request.weights else { throw .required("weights") }
    try weights.check()
    _ = try CompiledNeeds(weights, customer: try writer.reader.checkingVocabulary())
    let applied = try writer.apply(
      weights, field: "weights", dryRun: request.dryRun, by: caller
    ) { ConfigDiff.changes(of: NeedWeights.documentName, from: $0, to: $1) }
    if applied.isNew && !request.dryRun { try writer.sweep(from: weights.validFrom) }
    var response = ApplyNeedWeightsResponse()
    response.changes = applied.changes
    response.version = applied.version
    return response
  }

  @Sendable
  func needWeights(
    _ request: GetNeedWeightsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> NeedWeights {
    try request.asOf?.checkDay("as_of")
    let name = NeedWeights.documentName
    let found =
      request.version == 0
      ? try reader.document(
        NeedWeights.self, name: name, on: request.asOf ?? BusinessDay.today(reader.now))
      : try reader.document(NeedWeights.self, name: name, version: request.version)
    guard let found else { throw .notFound("version", "there are no such need weights") }
    return found
  }
}

extension Reader {
  /// Checks a scheme that is to be applied, and reads its conditions.
  func checked(_ scheme: ClassificationScheme) throws(Status) -> CompiledScheme {
    try scheme.check()
    let compiled = try CompiledScheme(scheme, customer: try checkingVocabulary())
    if let newest = try newestDocument(ClassificationScheme.self, name: scheme.name),
      newest.kind != scheme.kind
    {
      throw .malformed("scheme.kind", "the kind of the versions before: take another name")
    }
    let book = try classificationBook()
    for (index, code) in scheme.serviceModels.enumerated()
    where book?.models.models.contains(where: { $0.code == code }) != true {
      throw .referenceMissing("scheme.service_models[\(index)]", "service model")
    }
    if let other = book?.newest(besides: scheme.name).first(where: scheme.overlaps) {
      throw Status.precondition(
        "SCHEME_OVERLAP", "scheme.name",
        "the scheme \(other.name) applies to the same cases; name service models or case types"
      ).with("scheme", other.name)
    }
    return compiled
  }

  /// What rules may ask, with the segments that they may name.
  func checkingVocabulary() throws(Status) -> RuleVocabulary {
    try segmentFacts().vocabulary(segments: try segmentNames())
  }

  func hasCaseType(_ code: String) throws(Status) -> Bool {
    try first("SELECT 1 FROM case_type WHERE code = $1", .text(code)) { _ in true } ?? false
  }
}

extension Writer {
  /// Lets all cases be looked at as soon as a day begins, or at once when it has begun.
  func sweep(from day: CivilDate?) throws(Status) {
    let today = BusinessDay.today(now)
    let day = day.map { $0.number > today.number ? $0 : today } ?? today
    let time = day == today ? now : day.midnight
    try schedule(ClassificationTimers.sweep, key: day.number.position, at: time)
  }
}
