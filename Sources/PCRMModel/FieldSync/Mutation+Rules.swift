public import PCRMCore
import ProtobufCodec

extension Mutation {
  /// Refuses a mutation that is none: nothing of it could ever be done.
  public func check() throws(Status) {
    if id.isEmpty { throw .required("id") }
    try entity.checkRequired("entity")
    try op.checkRequired("op")
    if entityID.isEmpty { throw .required("entity_id") }
    if key == nil { throw .malformed("entity_id", "a UUID") }
    if trunkVersion < 0 { throw .outOfRange("trunk_version", min: 0, max: Int64.max) }
    if afterN < 0 || afterN >= n { throw .outOfRange("after_n", min: 0, max: n - 1) }
    let kind = MutationKind(entity, op)
    guard let kind else {
      throw Status.invalid(
        "op", "cannot be done to this kind of row from a device", reason: "MUTATION_UNKNOWN")
    }
    if !kind.isIn(self) { throw .required(kind.payload) }
    if kind == .patchVisit || kind == .patchCustomer {
      if fields?.paths.isEmpty ?? true { throw .required("fields") }
      if trunkVersion == 0 { throw .required("trunk_version") }
    }
  }

  /// The row's key; nil when it is none.
  public var key: ID<SyncKey.Row>? {
    let key = ID<SyncKey.Row>(entityID)
    return key?.isEmpty == true ? nil : key
  }

  /// The row's key as that of one kind of row.
  public func rowID<E>(_ type: ID<E>.Type = ID<E>.self) -> ID<E> {
    key.map { ID<E>(high: $0.high, low: $0.low) } ?? ID<E>()
  }

  /// What it does; nil when devices cannot do that.
  public var kind: MutationKind? { MutationKind(entity, op) }
}

/// What devices can do.
public enum MutationKind: Sendable, CaseIterable {
  case createVisit
  case patchVisit
  case stepVisit
  case attach
  case patchCustomer
  case addAttempt
  case addNote
  case fileReport
  case addConsent
  case completeTask
  case resolveConflict
  case addAnswer

  /// Which row and operation, and which field of the mutation tells the rest.
  private var shape: (entity: EntityType, op: MutationOp, payload: String) {
    switch self {
    case .createVisit: (.visit, .create, "visit")
    case .patchVisit: (.visit, .patch, "visit")
    case .stepVisit: (.visit, .transition, "step")
    case .attach: (.visit, .append, "attachment")
    case .patchCustomer: (.customer, .patch, "customer")
    case .addAttempt: (.attempt, .append, "attempt")
    case .addNote: (.visitNote, .append, "note")
    case .fileReport: (.visitReport, .create, "report")
    case .addConsent: (.consent, .append, "consent")
    case .completeTask: (.visitTask, .transition, "task")
    case .resolveConflict: (.syncConflict, .transition, "resolution")
    case .addAnswer: (.surveyAnswer, .append, "answer")
    }
  }

  public init?(_ entity: EntityType, _ op: MutationOp) {
    guard
      let kind = Self.allCases.first(where: { $0.shape.entity == entity && $0.shape.op == op })
    else { return nil }
    self = kind
  }

  /// The field of the mutation that tells the rest.
  public var payload: String { shape.payload }

  fileprivate func isIn(_ mutation: Mutation) -> Bool {
    switch self {
    case .createVisit, .patchVisit: mutation.visit != nil
    case .stepVisit: mutation.step != nil
    case .attach: mutation.attachment != nil
    case .patchCustomer: mutation.customer != nil
    case .addAttempt: mutation.attempt != nil
    case .addNote: mutation.note != nil
    case .fileReport: mutation.report?.report != nil
    case .addConsent: mutation.consent != nil
    case .completeTask: mutation.task != nil
    case .resolveConflict: mutation.resolution != nil
    case .addAnswer: mutation.answer != nil
    }
  }
}

extension SyncKey {
  /// A row of any kind that devices change.
  public enum Row {}
}
