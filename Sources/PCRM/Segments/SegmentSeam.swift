import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Lets memberships follow what this call changed, in the same job; its line of the audit log is written already.
  ///
  /// Where there has never been a segment, or nobody's facts changed, this costs a read of one row or nothing.
  mutating func followSegments(audit: Int64) throws(Status) {
    guard changes.contains(where: { !$0.subjects.isEmpty || $0.concernsRules }) else { return }
    guard let (catalogue, horizon) = try reader.segmentCatalogue() else { return }
    var follower = SegmentFollower(catalogue, horizon: horizon, now: now, .call(audit: audit))
    var customers: [CustomerID] = []
    var places: [CustomerID: PlaceSet] = [:]
    for change in changes {
      if change.concernsRules {
        try followDefinitions(change, catalogue)
        continue
      }
      guard !change.subjects.isEmpty else { continue }
      if let list = catalogue.list(changedBy: change) {
        for customer in change.subjects { try follower.follow(customer, list, .list, &self) }
        continue
      }
      let affected = catalogue.affected(by: change)
      if affected.isEmpty { continue }
      for customer in change.subjects {
        if places[customer]?.formUnion(affected) == nil {
          places[customer] = affected
          customers.append(customer)
        }
      }
    }
    let documents = storedCustomers()
    for customer in customers {
      guard let affected = places[customer] else { continue }
      try follower.follow(customer, affected, .write, document: documents[customer], &self)
    }
    try follower.settle(&self)
  }

  /// The customers whom this call has stored, as they are now.
  private func storedCustomers() -> [CustomerID: Customer] {
    var documents: [CustomerID: Customer] = [:]
    for change in changes where change.entity == FeedEntity.customer {
      // What was stored last counts: it replaces what came before even if it is not at hand.
      documents[CustomerID(high: change.key.high, low: change.key.low)] = change.stored as? Customer
    }
    return documents
  }

  /// A unit's new code is another value for each of its customers, and a new schema has other fields: neither is about
  /// somebody, so all customers are looked at, in the background.
  private mutating func followDefinitions(
    _ change: Change, _ catalogue: SegmentCatalogue
  ) throws(Status) {
    if change.entity == FeedEntity.extensionSchema { return try renewCatalogue() }
    let affected = catalogue.affected(by: change)
    var at = affected.first(from: 0)
    while let place = at {
      try startBuild(of: catalogue.entries[place].record, cause: .write)
      at = affected.first(from: place + 1)
    }
  }
}

extension Change {
  /// Whether it is about nobody in particular and may still matter to rules.
  fileprivate var concernsRules: Bool {
    entity == FeedEntity.extensionSchema || entity == FeedEntity.unit
  }
}
