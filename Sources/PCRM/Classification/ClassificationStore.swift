import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// A decision, when its case is within the caller's reach.
  func classification(
    _ id: ClassificationID, field: String, _ caller: Caller
  ) throws(Status) -> Classification {
    if id.isEmpty { throw .required(field) }
    var found: Classification?
    try each(
      """
      SELECT classification.document, customer.home_office, customer.case_worker, customer.id
      FROM classification JOIN customer ON customer.id = classification.customer
      WHERE classification.id = $1
      """, [.id(id)]
    ) { (row) throws(Status) in
      if caller.reaches(row.id(3), office: row.id(1), worker: row.id(2)) {
        found = try Classification(stored: row.raw(0))
      }
      return false
    }
    guard let found else { throw .notFound(field, "there is no such classification") }
    return found
  }

  /// The decisions of one kind about a case that still count.
  func ledger(
    _ subject: Case, _ kind: ClassificationKind, by principal: PrincipalID
  ) throws(Status) -> ClassificationLedger {
    var standing: Classification?
    var override: Classification?
    var proposed: Classification?
    try each(
      """
      SELECT document FROM classification
      WHERE customer = $1 AND case_id = $2 AND kind = $3 AND state IN (1, 2, 3)
      """, [.id(subject.customerID), .id(subject.id), .enumeration(kind)]
    ) { (row) throws(Status) in
      let decision = try Classification(stored: row.raw(0))
      switch (decision.state, decision.isOverride) {
      case (.proposed, _): proposed = decision
      case (_, true): override = decision
      default: standing = decision
      }
      return true
    }
    return ClassificationLedger(
      kind, standing: standing, override: override, proposed: proposed,
      at: Timestamp(microseconds: now.microseconds), by: principal)
  }

  /// The decision of a case with this key; nil for the empty key.
  func classification(_ id: ClassificationID) throws(Status) -> Classification? {
    if id.isEmpty { return nil }
    return try first("SELECT document FROM classification WHERE id = $1", .id(id)) {
      (row) throws(Status) in try Classification(stored: row.raw(0))
    }
  }

  /// Whether, since when and why a case is due for classification.
  func due(_ id: CaseID, _ kind: ClassificationKind) throws(Status) -> DueClassification? {
    try first(
      """
      SELECT case_id, customer, kind, since, cause, result FROM classification_due
      WHERE case_id = $1 AND kind = $2
      """, .id(id), .enumeration(kind)
    ) { DueClassification($0) }
  }
}

extension Writer {
  /// Writes down what happened in a ledger: the decisions as they are now, and the events.
  mutating func keep(_ ledger: ClassificationLedger, of subject: Case) throws(Status) {
    // Those that end come first: of one case and kind at most one is in force, at every moment.
    let order: [ClassificationState] = [
      .superseded, .rejected, .withdrawn, .expired, .overridden, .inForce, .proposed,
    ]
    let touched = order.flatMap { state in ledger.touched.filter { $0.state == state } }
    for decision in touched {
      try keep(decision, of: subject)
    }
    for event in ledger.events { try append(event, to: subject) }
  }

  private mutating func keep(_ decision: Classification, of subject: Case) throws(Status) {
    var decision = decision
    decision.version += 1
    decision.updateTime = Timestamp(microseconds: now.microseconds)
    if decision.version == 1 {
      decision.number = try nextNumber(of: subject, decision.kind)
      try execute(
        """
        INSERT INTO classification (customer, case_id, kind, number, id, version, state, origin,
          result, scheme, scheme_version, valid_to, created_at, updated_at, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """, .id(subject.customerID), .id(subject.id), .enumeration(decision.kind),
        .integer(decision.number), .id(decision.id), .integer(decision.version),
        .enumeration(decision.state), .enumeration(decision.origin),
        .integer(decision.result.number), .text(decision.scheme),
        .integer(decision.schemeVersion), decision.validTo.map { .integer($0.number) } ?? .null,
        .time(decision.createTime), .time(decision.updateTime), .blob(decision.binary()))
    } else {
      try execute(
        """
        UPDATE classification SET version = $2, state = $3, updated_at = $4, document = $5
        WHERE id = $1
        """, .id(decision.id), .integer(decision.version), .enumeration(decision.state),
        .time(decision.updateTime), .blob(decision.binary()))
    }
    changed(
      FeedEntity.classification, decision.id, version: decision.version,
      fields: decision.version == 1 ? "" : "state", about: subject.customerID)
  }

  private func nextNumber(
    of subject: Case, _ kind: ClassificationKind
  ) throws(Status) -> Int64 {
    try reader.first(
      """
      SELECT coalesce(max(number), 0) + 1 FROM classification
      WHERE customer = $1 AND case_id = $2 AND kind = $3
      """, .id(subject.customerID), .id(subject.id), .enumeration(kind)
    ) { $0.integer(0) } ?? 1
  }

  private func append(_ event: ClassificationEvent, to subject: Case) throws(Status) {
    let result = ClassificationResult(
      supportGroup: event.supportGroup, managementLevel: event.managementLevel)
    try execute(
      """
      INSERT INTO classification_event
      SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10
      FROM classification_event WHERE customer = $1 AND case_id = $2 AND kind = $3
      """, .id(subject.customerID), .id(subject.id), .enumeration(event.kind),
      .time(event.time), .enumeration(event.event), .id(event.classificationID),
      .id(event.principalID), .text(event.reason), .id(event.inForceID),
      .integer(result.number))
  }

  /// Lists a case as due; it keeps the time since when it is.
  func markDue(
    _ subject: Case, _ kind: ClassificationKind, _ result: ClassificationResult, cause: String
  ) throws(Status) {
    try execute(
      """
      INSERT INTO classification_due (case_id, kind, customer, since, cause, result)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (case_id, kind) DO UPDATE SET cause = excluded.cause, result = excluded.result
      """, .id(subject.id), .enumeration(kind), .id(subject.customerID), .time(now),
      .text(cause), .integer(result.number))
  }

  func clearDue(_ subject: Case, _ kind: ClassificationKind) throws(Status) {
    try execute(
      "DELETE FROM classification_due WHERE case_id = $1 AND kind = $2", .id(subject.id),
      .enumeration(kind))
  }
}

extension DueClassification {
  /// Reads case, customer, kind, since, cause and result, in this order.
  init(_ row: any Row) {
    self.init()
    caseID = row.id(0)
    customerID = row.id(1)
    set(row.enumeration(2), since: row.time(3), cause: row.text(4), result: row.integer(5))
  }

  mutating func set(
    _ kind: ClassificationKind, since: Timestamp, cause: String, result: Int64
  ) {
    self.kind = kind
    dueSince = since
    self.cause = cause
    let result = ClassificationResult(kind, number: result)
    supportGroup = result.supportGroup
    managementLevel = result.managementLevel
  }
}

extension ClassificationEvent {
  /// Reads the columns from `kind` on, in the order of the table.
  init(_ row: any Row) {
    self.init()
    kind = row.enumeration(0)
    number = row.integer(1)
    time = row.time(2)
    event = row.enumeration(3)
    classificationID = row.id(4)
    principalID = row.id(5)
    reason = row.text(6)
    inForceID = row.id(7)
    let result = ClassificationResult(kind, number: row.integer(8))
    supportGroup = result.supportGroup
    managementLevel = result.managementLevel
  }
}
