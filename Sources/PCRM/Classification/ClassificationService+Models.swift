import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func applyServiceModels(
    _ request: ApplyServiceModelsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyServiceModelsResponse {
    guard let models = request.models else { throw .required("models") }
    try models.check()
    try writer.reader.checkReferences(of: models)
    let applied = try writer.apply(
      models, field: "models", dryRun: request.dryRun, by: caller, changes: Self.changes)
    if applied.isNew && !request.dryRun {
      try writer.sweep(from: nil)
      for day in ServiceModelCalendar(models).days(after: BusinessDay.today(writer.now)) {
        try writer.sweep(from: day)
      }
    }
    var response = ApplyServiceModelsResponse()
    response.changes = applied.changes
    response.version = applied.version
    return response
  }

  @Sendable
  func serviceModels(
    _ request: GetServiceModelsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ServiceModels {
    let name = ServiceModels.documentName
    let found =
      request.version == 0
      ? try reader.newestDocument(ServiceModels.self, name: name)
      : try reader.document(ServiceModels.self, name: name, version: request.version)
    guard let found else { throw .notFound("version", "there are no such service models") }
    return found
  }

  @Sendable
  func serviceModel(
    _ request: GetServiceModelRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetServiceModelResponse {
    try request.day?.checkDay("day")
    let day = request.day ?? BusinessDay.today(reader.now)
    let office = try reader.unit(request.officeID, field: "office_id")
    var response = GetServiceModelResponse()
    guard let book = try reader.classificationBook() else { return response }
    let period = book.calendar.period(of: office.code, on: day)
    response.model = period.model
    response.validFrom = period.validFrom
    response.validTo = period.validTo
    response.isOwn = period.isOwn
    response.schemes = book.schemes(on: day)
      .filter { $0.serviceModels.isEmpty || $0.serviceModels.contains(period.code) }
      .map(\.name)
    return response
  }

  /// The differences of two documents; switches have no code of their own, so each is told by office and day.
  private static func changes(_ old: ServiceModels?, _ new: ServiceModels) -> [ConfigChange] {
    let name = ServiceModels.documentName
    func bare(_ document: ServiceModels) -> ServiceModels {
      var bare = document
      bare.switches = []
      return bare
    }
    var changes: [ConfigChange] = []
    if old.map(bare) != bare(new) {
      changes = ConfigDiff.changes(of: name, from: old.map(bare), to: bare(new))
    }
    let before = old?.switches ?? []
    for change in before where !new.switches.contains(where: { $0.place == change.place }) {
      changes.append(
        ConfigChange(.removed, name, path: change.path, before: change.serviceModel))
    }
    for change in new.switches {
      guard let earlier = before.first(where: { $0.place == change.place }) else {
        changes.append(ConfigChange(.added, name, path: change.path, after: change.serviceModel))
        continue
      }
      if earlier != change {
        changes.append(
          ConfigChange(
            .changed, name, path: change.path, before: earlier.text, after: change.text))
      }
    }
    if changes.isEmpty {
      // The same switches in another order say the same.
      changes = [ConfigChange(.unchanged, name)]
    }
    return changes
  }
}

extension ServiceModelSwitch {
  /// What tells it from others: office and day.
  fileprivate var place: String {
    let day = validFrom?.number ?? 0
    return office.isEmpty ? "\(day)" : "\(office) \(day)"
  }

  fileprivate var path: String { "switches[\(place)]" }

  fileprivate var text: String { note.isEmpty ? serviceModel : "\(serviceModel) (\(note))" }
}

extension Reader {
  /// Refuses a switch of an office that does not exist, and the loss of a model that a scheme names.
  fileprivate func checkReferences(of models: ServiceModels) throws(Status) {
    for (index, change) in models.switches.enumerated() where !change.office.isEmpty {
      let exists = try first("SELECT 1 FROM unit WHERE code = $1", .text(change.office)) { _ in
        true
      }
      if exists != true {
        throw .referenceMissing("models.switches[\(index)].office", "office of this code")
      }
    }
    let today = BusinessDay.today(now)
    for scheme in try classificationBook()?.newest(besides: "") ?? []
    where today.number < (scheme.validTo?.number ?? Period.end) {
      for code in scheme.serviceModels where !models.models.contains(where: { $0.code == code }) {
        throw Status.precondition(
          "RULE_IN_USE", "models.models",
          "the scheme \(scheme.name) applies under the model \(code); it has to stay"
        ).with("name", code).with("scheme", scheme.name)
      }
    }
  }
}
