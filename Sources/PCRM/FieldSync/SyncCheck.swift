public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

extension Reader {
  private static let syncFindingsMax = 100

  /// Checks that what everybody carries is what reckoning from nothing gives, and that the feed tells of just that; for
  /// `pcrmd verify`.
  ///
  /// - Returns: what is wrong, a line each, without personal data; at most 100 lines.
  public func checkSync() throws(Status) -> [String] {
    var findings = try stuckErasures()
    let state = try syncState()
    let rounds = try formRounds()
    var users: Int64 = 0
    var place = StaffID()
    while findings.count < Self.syncFindingsMax {
      let page = try syncUsers(after: place, most: 100)
      guard let last = page.last else { break }
      for user in page {
        users += 1
        for finding in try check(user, state, rounds) {
          findings.append("sync \(user.staff): \(finding)")
        }
      }
      place = last.staff
    }
    if findings.isEmpty && users != state.users {
      findings.append("sync_state: \(state.users) users where there are \(users)")
    }
    return Array(findings.prefix(Self.syncFindingsMax))
  }

  /// - Parameter rounds: forms that are on their way to, or from, everybody.
  private func check(
    _ user: SyncUser, _ state: SyncState, _ rounds: [SurveyWaveID]
  ) throws(Status) -> [String] {
    // What is on its way in or out is checked when it is there.
    guard user.state == .ready else { return [] }
    var wanted: [CarriedRow: Set<SyncReason>] = [:]
    var place = SyncPlace()
    while place.phase != nil {
      for (row, reason) in try place.next(of: user, most: 1000, self) {
        wanted[row, default: []].insert(reason)
      }
    }
    var findings: [String] = []
    let stored = try carried(by: user.staff)
    // What is on its way is checked when it is there.
    for wave in rounds {
      let row = CarriedRow(user.staff, .surveyWave, wave)
      wanted[row] = stored[row]
    }
    for (row, reasons) in wanted where stored[row] != reasons {
      findings.append(
        "\(row.name) is carried for \(stored[row]?.count ?? 0) reasons of \(reasons.count)")
    }
    for row in stored.keys where wanted[row] == nil {
      findings.append("\(row.name) is carried without a reason")
    }
    if user.rowCount != Int64(stored.count) {
      findings.append("row_count is \(user.rowCount) of \(stored.count)")
    }
    var told = 0
    try each(
      "SELECT entity, id, seq, kind FROM sync_feed WHERE staff = $1", [.id(user.staff)]
    ) { (line) throws(Status) in
      let row = CarriedRow(
        user.staff, line.enumeration(0), line.id(1, of: SyncRowID.self))
      let isRemoval = line.integer(3) == 2
      if !isRemoval { told += 1 }
      if isRemoval == (stored[row] != nil) { findings.append("\(row.name) is told wrongly") }
      if line.integer(2) > state.seq { findings.append("\(row.name) is past the sequence") }
      return findings.count < Self.syncFindingsMax
    }
    if findings.isEmpty && told != stored.count {
      findings.append("\(told) rows are told of \(stored.count)")
    }
    return findings
  }

  private func carried(by staff: StaffID) throws(Status) -> [CarriedRow: Set<SyncReason>] {
    var carried: [CarriedRow: Set<SyncReason>] = [:]
    try each("SELECT entity, id, reason FROM sync_scope WHERE staff = $1", [.id(staff)]) {
      (row) throws(Status) in
      let key = CarriedRow(staff, row.enumeration(0), row.id(1, of: SyncRowID.self))
      carried[key, default: []].insert(SyncReason(row, 2))
      return true
    }
    return carried
  }
}

extension CarriedRow {
  fileprivate var name: String { "\(entity.name ?? "\(entity.rawValue)") \(id)" }
}
