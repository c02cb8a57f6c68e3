import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension CustomerService {
  @Sendable
  func watchChanges(
    _ request: WatchChangesRequest, _ caller: Caller
  ) throws(Status) -> FeedWatch {
    if request.afterSequence < 0 {
      throw .outOfRange("after_sequence", min: 0, max: Int64.max)
    }
    for (index, type) in request.entityTypes.enumerated() {
      try type.checkKnown("entity_types[\(index)]")
    }
    return FeedWatch(request, caller)
  }
}

/// The feed on its way to one watcher: pages of committed changes in their order, then waiting for more.
struct FeedWatch: PageSource {
  static let pageRows = 500

  private let request: WatchChangesRequest
  private let caller: Caller
  private var sequence: Int64
  private var isOpened = false

  init(_ request: WatchChangesRequest, _ caller: Caller) {
    self.request = request
    self.caller = caller
    sequence = request.afterSequence
  }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<WatchChangesResponse> {
    if !isOpened { try checkSequence(reader) }
    isOpened = true
    let rows = try reader.feed(after: sequence, most: Self.pageRows)
    guard let last = rows.last else {
      return StreamPage([], then: request.stopAtEnd ? .end : .wait)
    }
    var message = WatchChangesResponse()
    message.sequence = last.sequence
    for change in rows where try isWanted(change, reader) { message.changes.append(change) }
    sequence = last.sequence
    return StreamPage([message], then: .more)
  }

  var signOfLife: WatchChangesResponse? {
    var message = WatchChangesResponse()
    message.sequence = sequence
    return message
  }

  private func checkSequence(_ reader: Reader) throws(Status) {
    let last = try reader.feedSequence()
    guard sequence > last else { return }
    throw Status(
      .outOfRange, "after_sequence: \(sequence) was sent but the feed is at \(last)",
      ErrorInfo(reason: "SEQUENCE_AHEAD", field: "after_sequence")
    ).with("sequence", String(sequence)).with("last", String(last))
  }

  /// Whether the caller asked for it, and may know of the customers that it is about.
  private func isWanted(_ change: FeedChange, _ reader: Reader) throws(Status) -> Bool {
    let types = request.entityTypes
    let isAsked = types.isEmpty || types.contains(change.entityType) || types.contains(.unspecified)
    guard isAsked else { return false }
    if case .all = caller.scope { return true }
    switch change.entityType {
    case .customer, .membership:
      return try reader.isReached(CustomerID(change.entityID), caller)
    case .relation:
      let relation = try reader.relation(RelationID(change.entityID) ?? RelationID())
      return try reader.isReached(relation?.customerID, caller)
    default:
      guard let owner = Self.owners[change.entityType] else { return true }
      let customer = try reader.first(owner, .id(CustomerID(change.entityID) ?? CustomerID())) {
        (row) throws(Status) in row.id(0, of: CustomerID.self)
      }
      return try reader.isReached(customer, caller)
    }
  }

  /// Whose the records of a kind are, by their ids; kinds that are nobody's are missing.
  private static let owners: [EntityType: SQL] = [
    .consent: "SELECT customer FROM consent WHERE id = $1",
    .case: "SELECT customer FROM customer_case WHERE id = $1",
    .touchpoint: "SELECT customer FROM touchpoint WHERE id = $1",
    .classification: "SELECT customer FROM classification WHERE id = $1",
    .duty: "SELECT customer FROM case_duty WHERE id = $1",
    .handOver: "SELECT customer FROM hand_over WHERE id = $1",
    .adoption: "SELECT customer FROM adoption WHERE id = $1",
    .demand: "SELECT customer FROM demand WHERE id = $1",
    .visit: "SELECT customer FROM visit WHERE id = $1",
    .attempt: "SELECT customer FROM attempt WHERE id = $1",
    .visitReport: "SELECT customer FROM visit_report WHERE visit = $1",
    .visitTask: "SELECT customer FROM visit_task WHERE id = $1",
    .callBack: "SELECT customer FROM visit_task WHERE id = $1",
    .hardship: "SELECT customer FROM hardship WHERE id = $1",
    .benefit: "SELECT customer FROM customer_case WHERE id = $1",
    .qualityCheck: "SELECT customer FROM customer_case WHERE id = $1",
    .needRecord: "SELECT customer FROM customer_case WHERE id = $1",
    .invitation: "SELECT customer FROM invitation WHERE id = $1",
    .outboxMessage:
      "SELECT i.customer FROM outbox o JOIN invitation i ON i.id = o.invitation WHERE o.id = $1",
    .visitNote: "SELECT customer FROM visit_note WHERE id = $1",
    .syncConflict: "SELECT customer FROM sync_conflict WHERE id = $1",
    .quarantineItem: "SELECT customer FROM quarantine_item WHERE id = $1",
  ]
}

extension Reader {
  /// Lines of the feed after a number, in their order.
  func feed(after sequence: Int64, most: Int) throws(Status) -> [FeedChange] {
    try all(
      """
      SELECT seq, entity, key, version, kind, at, fields FROM feed
      WHERE seq > $1 ORDER BY seq LIMIT $2
      """, .integer(sequence), .integer(Int64(most))
    ) { (row) throws(Status) in
      var change = FeedChange()
      change.sequence = row.integer(0)
      change.entityType = row.enumeration(1)
      change.entityID = FeedKey.text(row.id(2, of: CustomerID.self), change.entityType)
      change.version = row.integer(3)
      change.kind = row.enumeration(4)
      change.commitTime = row.time(5)
      if change.entityType == .membership {
        change.segment = row.text(6)
      } else {
        change.changedFields = row.text(6).split(separator: ",").map(String.init)
      }
      return change
    }
  }

  /// Whether the customer exists and the caller sees it.
  fileprivate func isReached(_ id: CustomerID?, _ caller: Caller) throws(Status) -> Bool {
    guard let id else { return false }
    return try first("SELECT customer.* FROM customer WHERE id = $1", .id(id)) {
      (row) throws(Status) in CustomerRow.isReached(row, by: caller)
    } ?? false
  }
}
