import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// One case as the rules see it: what they would say about it now.
struct CaseEvaluation {
  let subject: Case
  /// Code of the case's office; empty for none.
  let office: String
  /// Code of the office's service model; empty for none.
  let model: String
  let day: CivilDate
  private let book: ClassificationBook
  private let now: Timestamp
  private let customer: CustomerRuleFacts

  /// - Parameter scheme: a scheme besides those of the book, which is about to be asked too.
  init(
    _ subject: Case, _ book: ClassificationBook, _ reader: Reader, at now: Timestamp,
    besides scheme: CompiledScheme? = nil
  ) throws(Status) {
    self.subject = subject
    self.book = book
    self.now = Timestamp(microseconds: now.microseconds)
    day = BusinessDay.today(now)
    office = try reader.unitCode(subject.officeID)
    model = book.calendar.period(of: office, on: day).code
    let schemes =
      ClassificationKind.all.compactMap { [day, model] kind in
        book.scheme(kind, type: subject.type, model: model, on: day)
      } + (scheme.map { [$0] } ?? [])
    let needs = book.needs(on: day)
    var facts = needs?.customerFacts ?? []
    var segments = needs?.segments ?? []
    for scheme in schemes {
      facts.formUnion(scheme.customerFacts)
      segments.formUnion(scheme.segments)
    }
    customer =
      facts.isEmpty && segments.isEmpty
      ? CustomerRuleFacts.none
      : try reader.ruleFacts(of: subject.customerID, book.facts, segments: segments)
  }

  /// The scheme that applies to the case.
  func scheme(_ kind: ClassificationKind) -> CompiledScheme? {
    book.scheme(kind, type: subject.type, model: model, on: day)
  }

  /// What a scheme says about the case.
  func decide(_ scheme: CompiledScheme) throws(Status) -> SchemeDecision {
    var decision = scheme.decide(facts(scheme.scheme), at: now)
    try customer.check()
    if scheme.customerFacts.contains("relations") { decision.note(day.next.midnight) }
    return decision
  }

  /// The needs of the case, with their weights.
  func needScore() throws(Status) -> NeedScore? {
    let score = book.needs(on: day)?.score(recorded: subject.needs, facts(nil), at: now)
    try customer.check()
    return score
  }

  /// A decision as it would be kept, with the facts it was made from; nil when the scheme does not apply.
  func classification(_ scheme: CompiledScheme) throws(Status) -> Classification? {
    let recorded = RecordedFacts(facts(scheme.scheme))
    var result = draft(scheme.scheme.kind, .rule)
    guard scheme.decide(recorded, at: now, into: &result) else { return nil }
    book.needs(on: day)?.count(recorded, at: now, into: &result)
    result.inputs = recorded.inputs
    try customer.check()
    return result
  }

  /// A decision by hand. What the rules would have said, and from what, is kept beside it.
  func override(
    _ kind: ClassificationKind, _ wanted: ClassificationResult, reason: String, until day: CivilDate
  ) throws(Status) -> Classification {
    let scheme = scheme(kind)
    let recorded = RecordedFacts(facts(scheme?.scheme))
    var result = draft(kind, .override)
    scheme?.decide(recorded, at: now, into: &result)
    book.needs(on: self.day)?.count(recorded, at: now, into: &result)
    result.inputs = recorded.inputs
    result.result = wanted
    result.rule = ""
    result.reasonKo = reason
    result.reasonEn = reason
    result.validTo = day
    try customer.check()
    return result
  }

  private func draft(
    _ kind: ClassificationKind, _ origin: ClassificationOrigin
  ) -> Classification {
    var draft = Classification()
    draft.caseID = subject.id
    draft.customerID = subject.customerID
    draft.kind = kind
    draft.origin = origin
    draft.serviceModel = model
    draft.createTime = now
    return draft
  }

  private func facts(_ scheme: ClassificationScheme?) -> CaseFacts<CustomerRuleFacts> {
    CaseFacts(subject, office: office, scheme: scheme, customer: customer)
  }
}

extension Reader {
  /// The code of a unit; empty where it has none.
  func unitCode(_ id: UnitID) throws(Status) -> String {
    if id.isEmpty { return "" }
    return try first("SELECT code FROM unit WHERE id = $1", .id(id)) { $0.text(0) } ?? ""
  }
}
