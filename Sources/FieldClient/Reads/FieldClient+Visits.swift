public import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// What an app shows. All of it is there without a network, with what was done here since the last sync.
extension FieldClient {
  /// One's visits of some days, in the order of their times; day 0 is today by the device's clock.
  public func visits(fromDay first: Int, days: Int) throws(Status) -> [FieldVisit] {
    let offset = settings.dayOffsetSeconds
    let today = day(of: settings.clock.now())
    let from = (Int64(today + first) * 86_400 - offset) * 1_000_000
    let to = from + Int64(days) * 86_400_000_000
    return try visits { visit in
      guard let start = visit.startTime?.microseconds else { return false }
      return from <= start && start < to
    }
  }

  /// Today's visits.
  public func today() throws(Status) -> [FieldVisit] { try visits(fromDay: 0, days: 1) }

  /// The visits of today and the six days after it.
  public func week() throws(Status) -> [FieldVisit] { try visits(fromDay: 0, days: 7) }

  /// All visits that the device carries, in the order of their times.
  public func visits(
    where isWanted: @escaping @Sendable (Visit) -> Bool = { _ in true }
  ) throws(Status) -> [FieldVisit] {
    try view { (view) throws(Status) in
      let conflicts = try view.openConflicts()
      var found: [FieldVisit] = []
      for row in try view.rows(.visit) {
        guard let visit = row.visit?.visit, isWanted(visit) else { continue }
        if let shown = try view.fieldVisit(row, conflicts) { found.append(shown) }
      }
      return found.sorted {
        ($0.visit.startTime?.microseconds ?? 0, $0.visit.id)
          < ($1.visit.startTime?.microseconds ?? 0, $1.visit.id)
      }
    }
  }

  /// One visit with everything; nil when the device does not carry it.
  public func visit(_ id: VisitID) throws(Status) -> FieldVisit? {
    try view { (view) throws(Status) in
      guard let row = try view.row(SyncRowKey(.visit, id)) else { return nil }
      return try view.fieldVisit(row, try view.openConflicts())
    }
  }

  /// The day that an instant falls on, as distance to 1970-01-01.
  public func day(of time: Timestamp) -> Int {
    let seconds = time.seconds + settings.dayOffsetSeconds
    return Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }
}

extension FieldView {
  /// Conflicts that nobody has resolved, oldest first.
  func openConflicts() throws(Status) -> [SyncConflict] {
    try rows(.syncConflict).compactMap(\.conflict).filter { $0.state == .open }
      .sorted {
        ($0.createTime?.microseconds ?? 0, $0.id) < ($1.createTime?.microseconds ?? 0, $1.id)
      }
  }

  fileprivate func fieldVisit(
    _ row: SyncRow, _ conflicts: [SyncConflict]
  ) throws(Status) -> FieldVisit? {
    guard let parts = row.visit, let visit = parts.visit, let key = row.key else { return nil }
    return FieldVisit(
      visit: visit, parts: parts,
      customer: try self.row(SyncRowKey(.customer, visit.customerID))?.customer,
      conflicts: conflicts.filter { $0.entity == .visit && $0.entityID == row.id },
      isUnsent: isUnsent(key))
  }
}
