import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CaseService {
  @Sendable
  func applyCaseTypes(
    _ request: ApplyCaseTypesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyCaseTypesResponse {
    guard let document = request.document else { throw .required("document") }
    try document.check("document")
    let applied = try writer.reader.caseTypesApplied()
    if request.baseVersion != 0 && request.baseVersion != applied {
      throw Status(
        .aborted, "base_version: the plan was made for another state; plan again",
        ErrorInfo(reason: "PLAN_OUTDATED", field: "base_version")
      ).with("stored", String(applied))
    }
    var plan = try writer.reader.plan(document)
    if request.retireMissing { try writer.reader.retireMissing(in: document, &plan) }
    var response = ApplyCaseTypesResponse()
    response.changes = plan.changes
    response.version = applied
    if !request.dryRun && !plan.isEmpty {
      for type in plan.types {
        var stored = type
        stored.createTime = Timestamp(microseconds: writer.now.microseconds)
        stored.createdBy = caller.principal
        try writer.insert(stored, applied: applied + 1, by: caller)
      }
      response.version = applied + 1
    }
    response.caseTypes = try document.caseTypes.map { type throws(Status) in
      var version = CaseTypeVersion()
      version.code = type.code
      version.version = try writer.reader.newestCaseType(type.code)?.version ?? 0
      return version
    }
    return response
  }

  @Sendable
  func caseType(
    _ request: GetCaseTypeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> CaseType {
    if request.code.isEmpty { throw .required("code") }
    let found =
      request.version == 0
      ? try reader.newestCaseType(request.code)
      : try reader.caseType(request.code, version: request.version)
    guard let found else {
      throw .notFound(
        request.version == 0 ? "code" : "version", "there is no such case type or version")
    }
    return found
  }

  @Sendable
  func caseTypes(
    _ request: ListCaseTypesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListCaseTypesResponse {
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<CaseType>(page)
    // The place is the version in eight bytes, then the code.
    let version = page.after.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let code = String(decoding: page.after.dropFirst(8), as: UTF8.self)
    try reader.caseTypes(
      code: request.code, isNewest: !request.allVersions, after: (code, version)
    ) { (type) throws(Status) in
      rows.add(type, at: type.version.position + Array(type.code.utf8))
    }
    var response = ListCaseTypesResponse()
    response.caseTypes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

/// What applying a document would do.
struct CaseTypePlan {
  /// The versions that are new.
  var types: [CaseType] = []
  var changes: [ConfigChange] = []

  var isEmpty: Bool { types.isEmpty }

  /// Takes a type as it is to hold, unless it holds already.
  fileprivate mutating func take(_ wanted: CaseType, after newest: CaseType?) {
    if wanted == newest?.comparable { return }
    var type = wanted
    type.version = (newest?.version ?? 0) + 1
    types.append(type)
  }
}

extension Reader {
  fileprivate func plan(_ document: CaseTypeDocument) throws(Status) -> CaseTypePlan {
    var plan = CaseTypePlan()
    for type in document.caseTypes {
      let newest = try newestCaseType(type.code)
      let wanted = type.comparable
      plan.changes += ConfigDiff.changes(of: type.code, from: newest?.comparable, to: wanted)
      plan.take(wanted, after: newest)
    }
    return plan
  }

  /// Retires what the document does not name; refused while cases are not closed.
  fileprivate func retireMissing(
    in document: CaseTypeDocument, _ plan: inout CaseTypePlan
  ) throws(Status) {
    let named = Set(document.caseTypes.map(\.code))
    for newest in try newestCaseTypes() where !named.contains(newest.code) && !newest.retired {
      if try isInUse(caseType: newest.code) {
        throw Status.precondition(
          "RULE_IN_USE", "document.case_types",
          "the type \(newest.code) has cases that are not closed; name it in the document"
        ).with("type", newest.code)
      }
      var wanted = newest.comparable
      wanted.retired = true
      plan.changes.append(ConfigChange(.removed, newest.code))
      plan.take(wanted, after: newest)
    }
  }
}
