public import PCRMCore

/// Which row of a device: its kind and its id.
public struct SyncRowKey: Hashable, Sendable {
  /// VISIT, CUSTOMER, VISIT_TASK, SYNC_CONFLICT, VISIT_RULE or SURVEY_WAVE.
  public var entity: EntityType
  public var id: SyncRowID

  public init(_ entity: EntityType, _ id: SyncRowID) {
    self.entity = entity
    self.id = id
  }

  public init<E>(_ entity: EntityType, _ id: ID<E>) {
    self.init(entity, SyncRowID(high: id.high, low: id.low))
  }

  /// The key of a row whose id is a text; nil when the text is no id.
  public init?(_ entity: EntityType, _ text: String) {
    guard let id = SyncRowID(text) else { return nil }
    self.init(entity, id)
  }
}

/// What rows of every kind have for an id.
public enum SyncRowEntity {}

/// Id of a row of any kind.
public typealias SyncRowID = ID<SyncRowEntity>

extension Mutation {
  /// The row that shows what this mutation does; nil for one that names none.
  ///
  /// Tries, notes and the report are parts of their visit's row; consents have none, and count with their customer's, answers with
  /// their form's.
  public var target: SyncRowKey? {
    switch entity {
    case .attempt: attempt.map { SyncRowKey(.visit, $0.visitID) }
    case .visitNote: note.map { SyncRowKey(.visit, $0.visitID) }
    case .visitReport: report?.report.map { SyncRowKey(.visit, $0.visitID) }
    case .consent: consent.map { SyncRowKey(.customer, $0.customerID) }
    case .surveyAnswer: answer.map { SyncRowKey(.surveyWave, $0.waveID) }
    case .visit, .customer, .visitTask, .syncConflict: SyncRowKey(entity, entityID)
    default: nil
    }
  }
}

extension SyncRow {
  /// Which row it is; nil when its id is none.
  public var key: SyncRowKey? { SyncRowKey(entity, id) }
}

extension SyncRemoval {
  /// Which row it is; nil when its id is none.
  public var key: SyncRowKey? { SyncRowKey(entity, id) }
}
