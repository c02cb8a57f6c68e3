import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Synchronization

/// All rules of classification with their conditions read. It never changes: other documents make another one.
final class ClassificationBook: Sendable {
  /// What a book is known by: the last document that was added, and the schema of the agency's own fields.
  struct Edition: Hashable {
    let revision: ClassificationID
    let schema: Int64
  }

  /// A scheme's version; without `compiled` where it can no longer be read because a fact is gone.
  private struct Entry: Sendable {
    let scheme: ClassificationScheme
    let compiled: CompiledScheme?
  }

  let edition: Edition
  /// What rules may ask about customers.
  let facts: SegmentFacts
  let models: ServiceModels
  let calendar: ServiceModelCalendar
  /// The versions of each scheme, newest first.
  private let schemes: [String: [Entry]]
  /// Newest first.
  private let needs: [CompiledNeeds]
  /// Whether some rule looks at customers, so that a change of one may concern cases.
  let usesCustomer: Bool
  /// The segments that rules look at.
  let segments: Set<String>

  init(
    _ edition: Edition, _ facts: SegmentFacts, schemes: [ClassificationScheme],
    weights: [NeedWeights], models: ServiceModels
  ) {
    self.edition = edition
    self.facts = facts
    // Which segments there are was checked when the rules were applied.
    let vocabulary = facts.vocabulary()
    self.models = models
    calendar = ServiceModelCalendar(models)
    let entries = schemes.reversed().map { scheme in
      Entry(scheme: scheme, compiled: try? CompiledScheme(scheme, customer: vocabulary))
    }
    self.schemes = Dictionary(grouping: entries, by: \.scheme.name)
    needs = weights.reversed().compactMap { try? CompiledNeeds($0, customer: vocabulary) }
    usesCustomer =
      entries.contains { $0.compiled?.usesCustomer ?? false }
      || needs.contains(where: \.usesCustomer)
    segments = Set(entries.flatMap { $0.compiled?.segments ?? [] } + needs.flatMap(\.segments))
  }

  /// The same with one more version of a scheme: what would hold if it were applied.
  func with(_ draft: ClassificationScheme) -> ClassificationBook {
    var draft = draft
    draft.version = (schemes[draft.name]?.first?.scheme.version ?? 0) + 1
    return ClassificationBook(
      edition, facts,
      schemes: schemes.values.flatMap { $0.reversed().map(\.scheme) } + [draft],
      weights: needs.reversed().map(\.weights), models: models)
  }

  /// The scheme that applies to a case of a type in an office of a model; nil when none does, or it cannot be read.
  func scheme(
    _ kind: ClassificationKind, type: String, model: String, on day: CivilDate
  ) -> CompiledScheme? {
    var best: (fit: Int, name: String, compiled: CompiledScheme?)?
    for (name, versions) in schemes where versions.first?.scheme.kind == kind {
      guard let entry = Self.holding(versions, on: day),
        let fit = entry.scheme.fit(type: type, model: model, on: day)
      else { continue }
      // Applying refuses two that fit equally well; where older versions do all the same, names decide.
      if let best, best.fit > fit || best.fit == fit && best.name < name { continue }
      best = (fit, name, entry.compiled)
    }
    return best?.compiled
  }

  /// The schemes that hold on a day, by name.
  func schemes(on day: CivilDate) -> [ClassificationScheme] {
    schemes.values.compactMap { Self.holding($0, on: day)?.scheme }
      .filter { day.number < ($0.validTo?.number ?? Period.end) }
      .sorted { $0.name < $1.name }
  }

  /// The newest version of every other scheme.
  func newest(besides name: String) -> [ClassificationScheme] {
    schemes.filter { $0.key != name }.compactMap(\.value.first?.scheme)
      .sorted { $0.name < $1.name }
  }

  /// The need weights that hold on a day.
  func needs(on day: CivilDate) -> CompiledNeeds? {
    needs.first { ($0.weights.validFrom?.number ?? Period.beginning) <= day.number }
  }

  /// The newest version that has begun.
  private static func holding(_ versions: [Entry], on day: CivilDate) -> Entry? {
    versions.first { ($0.scheme.validFrom?.number ?? Period.beginning) <= day.number }
  }
}

/// The books that were made last; the one in use, and a few more while a process has several stores.
private let kept = Mutex<[ClassificationBook]>([])
private let keptMax = 8

extension Reader {
  /// The rules as they are; none at all in a store that has none.
  func classificationBookOrEmpty() throws(Status) -> ClassificationBook {
    if let book = try classificationBook() { return book }
    return ClassificationBook(
      ClassificationBook.Edition(revision: ClassificationID(), schema: 0), try segmentFacts(),
      schemes: [], weights: [], models: ServiceModels())
  }

  /// The rules of classification as they are; nil while there has never been a document.
  func classificationBook() throws(Status) -> ClassificationBook? {
    let revision = try first("SELECT max(revision) FROM classification_document") {
      $0.id(0, of: ClassificationID.self)
    }
    guard let revision, !revision.isEmpty else { return nil }
    let edition = ClassificationBook.Edition(
      revision: revision, schema: try newestExtensionSchemaVersion())
    if let known = kept.withLock({ $0.first { $0.edition == edition } }) { return known }
    let made = ClassificationBook(
      edition, try segmentFacts(), schemes: try documents(ClassificationScheme.self),
      weights: try documents(NeedWeights.self),
      models: try newestDocument(ServiceModels.self, name: ServiceModels.documentName)
        ?? ServiceModels())
    kept.withLock { kept in
      if kept.count >= keptMax { kept.removeFirst() }
      kept.append(made)
    }
    return made
  }
}

extension Reader {
  /// The segments that rules of classification name: whoever enters or leaves one may be classified otherwise.
  func segmentsOfClassification() throws(Status) -> Set<String> {
    try classificationBook()?.segments ?? []
  }
}
