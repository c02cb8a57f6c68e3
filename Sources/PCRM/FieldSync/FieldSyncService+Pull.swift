import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension FieldSyncService {
  @Sendable
  func pull(
    _ request: PullRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    let limits = try PullLimits(request)
    let device = try reader.ownDevice(request.deviceID, caller)
    if device.state != .active { throw .deviceRevoked("device_id") }
    guard let user = try reader.syncUser(device.staffID), let epoch = try reader.epoch() else {
      throw .internalError
    }
    let state = try reader.syncState()
    var from = SyncCursor(device, epoch: epoch, life: state.life, seq: 0)
    if !request.cursor.isEmpty {
      from = try place(request.cursor, device, user, state, epoch, reader)
    }
    if try isBehind(user, reader) {
      // What this read sees is out of date: the device asks again.
      try catchUp(user.staff)
      return SyncPage(from: from, state).outcome(context.pages, reader.now)
    }
    var page = SyncPage(from: from, state)
    try page.fill(limits, reader)
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.timeCursor) { try page.takeTimeForPlace(reader) }
    #endif
    if try !writeDown(page, device, caller) {
      return SyncPage(from: from, state).outcome(context.pages, reader.now)
    }
    return page.outcome(context.pages, reader.now)
  }

  /// Where a cursor stands, if the device can go on from there.
  private func place(
    _ text: String, _ device: Device, _ user: SyncUser, _ state: SyncState, _ epoch: BackupEpoch,
    _ reader: Reader
  ) throws(Status) -> SyncCursor {
    var cursor: SyncCursor
    do throws(SyncCursor.Fault) {
      cursor = try SyncCursor(text, context.pages)
    } catch {
      throw .resync(error, "cursor")
    }
    let lifeEnd = cursor.life == state.life ? state.seq : try reader.syncLifeEnd(of: cursor)
    do throws(SyncCursor.Fault) {
      try cursor.check(device, user, state, epoch: epoch, lifeEnd: lifeEnd)
    } catch {
      throw .resync(error, "cursor")
    }
    cursor.life = state.life
    return cursor
  }

  /// Whether the day has moved on, something is still to be gathered, or a form came or went of which nobody has told yet.
  private func isBehind(_ user: SyncUser, _ reader: Reader) throws(Status) -> Bool {
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.noWindowTimer) { return user.state == .gathering }
    #endif
    if user.state == .gathering || user.window != SyncWindow(at: reader.now) { return true }
    return try reader.awaitsForms(user.staff)
  }

  /// Brings what somebody carries up to date, in short writes of their own.
  private func catchUp(_ staff: StaffID) throws(Status) {
    guard let database = context.database else { throw .internalError }
    var isDone = false
    while !isDone {
      isDone = try database.write { (writer) throws(Status) in
        let stopAt = Instant.now().adding(nanoseconds: Writer.syncStepNanoseconds)
        return try writer.catchUp(staff, stopAt: stopAt)
      }
    }
  }

  /// Writes down whom a page is about and how far it goes, before it leaves; an empty page writes nothing, but that the
  /// device was seen, once a minute.
  ///
  /// - Returns: false when a row of it left meanwhile without a word, so that it may not go out.
  private func writeDown(
    _ page: SyncPage, _ device: Device, _ caller: Caller
  ) throws(Status) -> Bool {
    let seen = device.health?.seenTime?.seconds ?? 0
    let isFirst = page.isComplete && device.health?.pullTime == nil
    if page.isEmpty && !isFirst && page.time.seconds - seen < 60 { return true }
    guard let database = context.database else { throw .internalError }
    var line: AuditLine?
    if !page.customers.isEmpty {
      line = AuditLine(
        principal: caller.principal, method: Self.name + "/Pull", peer: caller.address,
        subjects: page.customers, reason: "SYNC; device \(device.id)", read: FeedEntity.customer)
    }
    return try database.write { [line] (writer) throws(Status) in
      guard try writer.pass(page.passage, device) else { return false }
      if let line { try writer.append(line) }
      return true
    }
  }
}

/// How much a page may have.
struct PullLimits {
  let rows: Int
  let bytes: Int

  init(_ request: PullRequest) throws(Status) {
    let most = SyncLimits.standard
    if !(0...most.pullRowsMax).contains(request.maxRows) {
      throw .outOfRange("max_rows", min: 0, max: most.pullRowsMax)
    }
    if !(0...most.pullBytesMax).contains(request.maxBytes) {
      throw .outOfRange("max_bytes", min: 0, max: most.pullBytesMax)
    }
    rows = Int(request.maxRows == 0 ? most.pullRowsMax : request.maxRows)
    bytes = Int(request.maxBytes == 0 ? most.pullBytesMax : request.maxBytes)
  }
}

/// How far a page goes, for the device's row.
struct SyncPassage: Sendable {
  let seq: Int64
  /// Up to where the device has stored what it was handed.
  let kept: Int64
  /// Where the sequence stood when the page was read.
  let highWater: Int64
  let bytes: Int
  let isComplete: Bool
}

extension Writer {
  /// Notes how far a device has come.
  ///
  /// - Returns: false when something left meanwhile of which the device, if it got the page, would never hear.
  fileprivate func pass(_ passage: SyncPassage, _ device: Device) throws(Status) -> Bool {
    let dropped = try reader.first(
      "SELECT dropped_seq FROM sync_user WHERE staff = $1", .id(device.staffID)
    ) { $0.integer(0) }
    guard let dropped, dropped <= passage.highWater else { return false }
    try execute(
      """
      UPDATE device SET passed_seq = max(passed_seq, $2), kept_seq = max(kept_seq, $6), seen_at = $3,
        pulled_at = CASE WHEN $4 = 1 THEN $3 ELSE pulled_at END, pulled_bytes = pulled_bytes + $5
      WHERE id = $1 AND state = 1
      """, .id(device.id), .integer(passage.seq), .time(now), .bool(passage.isComplete),
      .integer(Int64(passage.bytes)), .integer(passage.kept))
    return true
  }
}
