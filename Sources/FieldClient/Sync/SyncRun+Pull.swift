import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SyncRun {
  /// How often a pull may bring nothing before it ends.
  private static let stallsMax = 100

  /// Takes over what changed, page by page, until nothing is missing.
  ///
  /// - Returns: false when a hello is due.
  mutating func pullAll() throws(Status) -> Bool {
    var restarts = 0
    var stalls = 0
    // How far the pages have come.
    var place: Int64 = -1
    while true {
      let device = try device()
      let cursor = device.isStaging ? device.stagedCursor : device.cursor
      var request = PullRequest()
      request.deviceID = device.id
      request.cursor = cursor
      request.maxRows = device.limits.pullRowsMax
      request.maxBytes = device.limits.pullBytesMax
      let page: PullResponse
      do throws(Status) {
        page = try call("Pull", request)
      } catch {
        if error.info.reason == "DEVICE_REVOKED" || error.code == .notFound { return false }
        guard error.info.reason == "RESYNC_REQUIRED" else { throw error }
        let why = error.info.params.first { $0.name == "why" }?.value ?? "CURSOR_INVALID"
        report.resync = why
        restarts += 1
        if restarts > Self.roundsMax { throw error }
        try beginAnew(isPastUnknown: why == "EPOCH")
        if why == "EPOCH" { return false }
        place = -1
        continue
      }
      // A server that is behind itself asks to be asked again; one that goes round in a circle, however large, is not
      // followed.
      if !page.complete && page.seq <= place { stalls += 1 }
      place = max(place, page.seq)
      if stalls > Self.stallsMax { throw .answerBroken("Pull") }
      try take(page, after: cursor)
      report.rows += page.rows.count
      report.removals += page.removals.count
      progress(.pulled(report.rows))
      if page.complete { return true }
    }
  }

  /// Begins with an empty cursor.
  ///
  /// - Parameter isPastUnknown: the server has another past than the device knows, which the next hello has to heed.
  private func beginAnew(isPastUnknown: Bool) throws(Status) {
    try store.change(.resync) { (writer) throws(Status) in
      try writer.emptyCursor(isPastUnknown: isPastUnknown)
    }
  }

  /// Stores a page; with the last one, all pages become what is shown, together with the cursor.
  ///
  /// - Parameter cursor: what it was asked for with; a lease that ended meanwhile leaves nothing that it follows.
  private func take(_ page: PullResponse, after cursor: String) throws(Status) {
    try store.change(page.complete ? .clean : .stage) { [vault] (writer) throws(Status) in
      var device = try writer.reader.ownDevice()
      guard cursor == (device.isStaging ? device.stagedCursor : device.cursor) else {
        throw .syncUnsettled
      }
      if !device.isStaging {
        device.isStaging = true
        device.isFull = device.cursor.isEmpty
      }
      let cipher = try vault.makeCipher(.rows, writer)
      for row in page.rows { try writer.stage(row, cipher) }
      for removal in page.removals { try writer.stage(removal) }
      device.stagedCursor = page.nextCursor
      if page.complete {
        try writer.cleanStaged(isFull: device.isFull)
        device.cursor = page.nextCursor
        device.stagedCursor = ""
        device.isStaging = false
        device.isFull = false
        device.seq = page.seq
        device.pulledAt = writer.now
        device.pulledServerAt = page.serverTime
        device.serverAt = page.serverTime ?? device.serverAt
        // The server was heard: a clock that had run ahead counts no more.
        device.seenAt = writer.now
        try writer.prune(device, at: page.serverTime)
      }
      try writer.store(device)
    }
  }
}

extension Writer {
  /// Has the next pull bring everything. What is shown stays until that is here; the queue stays in any case.
  func emptyCursor(isPastUnknown: Bool = false) throws(Status) {
    var device = try reader.ownDevice()
    device.cursor = ""
    device.stagedCursor = ""
    device.isStaging = false
    device.isPastUnknown = device.isPastUnknown || isPastUnknown
    try execute("DELETE FROM staged_row")
    try store(device)
  }

  fileprivate func stage(_ row: SyncRow, _ cipher: FieldCipher) throws(Status) {
    guard let key = row.key else { throw .answerBroken("Pull") }
    try execute(
      """
      INSERT INTO staged_row (entity, id, version, seq, payload) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, seq = excluded.seq,
        payload = excluded.payload
      WHERE excluded.seq >= staged_row.seq
      """, .enumeration(key.entity), .id(key.id), .integer(row.version), .integer(row.seq),
      .blob(try CleanRow.seal(row, key, cipher)))
  }

  fileprivate func stage(_ removal: SyncRemoval) throws(Status) {
    guard let key = removal.key else { throw .answerBroken("Pull") }
    try execute(
      """
      INSERT INTO staged_row (entity, id, version, seq, payload) VALUES ($1, $2, 0, $3, NULL)
      ON CONFLICT (entity, id) DO UPDATE SET version = 0, seq = excluded.seq, payload = NULL
      WHERE excluded.seq >= staged_row.seq
      """, .enumeration(key.entity), .id(key.id), .integer(removal.seq))
  }

  /// Makes what is staged clean.
  ///
  /// - Parameter isFull: it takes the place of everything.
  fileprivate func cleanStaged(isFull: Bool) throws(Status) {
    if isFull {
      try execute("DELETE FROM clean_row")
    } else {
      try execute(
        """
        DELETE FROM clean_row WHERE EXISTS (
          SELECT 1 FROM staged_row s WHERE s.entity = clean_row.entity AND s.id = clean_row.id)
        """)
    }
    try execute(
      """
      INSERT INTO clean_row (entity, id, version, seq, payload)
      SELECT entity, id, version, seq, payload FROM staged_row WHERE payload IS NOT NULL
      """)
    try execute("DELETE FROM staged_row")
  }
}

extension Status {
  /// The server's answer does not make sense; nothing of it is taken over.
  static func answerBroken(_ method: String) -> Status {
    Status(
      .unavailable, "the answer to \(method) makes no sense; sync again",
      ErrorInfo(reason: "ANSWER_BROKEN"))
  }
}
