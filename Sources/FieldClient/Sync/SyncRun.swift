import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Synchronization

/// One sync: it talks to the server and changes the store, and keeps nothing that the next one would need.
struct SyncRun {
  let client: FieldClient
  let network: any FieldNetwork
  let progress: (FieldProgress) -> Void
  var report = FieldSyncReport()
  /// What the server has taken and answered in a word that this client does not know.
  var delivered: Set<SyncMutationID> = []

  var store: FieldStore { client.store }
  var vault: FieldVault { client.vault }

  static let service = "pcrm.v1.FieldSyncService/"
  /// How often a sync begins anew before it gives up.
  static let roundsMax = 5

  /// Does all there is to do.
  mutating func run() throws(Status) {
    try client.endLease()
    if try device().isRevoked, try finishWipe() { return }
    for _ in 0..<Self.roundsMax {
      try sayHello()
      if try device().isRevoked {
        if try finishWipe() { return }
        continue
      }
      guard try pushAll() else { continue }
      guard try pullAll() else { continue }
      report.isComplete = true
      // One file or series that the server refuses keeps no other back; files first, as numbers can be fetched again.
      let file = try uploadAll()
      let series = try leaseNumbers()
      if let refusal = file ?? series { throw refusal }
      return
    }
    throw .syncUnsettled
  }

  /// Sends what is left, so that it reaches quarantine and is not lost, and destroys everything.
  ///
  /// - Returns: false when the device is in service again; what was not sent is still here then.
  private mutating func finishWipe() throws(Status) -> Bool {
    report.isWiped = true
    try store.change(.destroy) { (writer) throws(Status) in
      try writer.destroyRows()
      try writer.forgetPlace()
    }
    for _ in 0..<Self.roundsMax {
      if try store.read({ (reader) throws(Status) in try reader.unansweredCount() }) == 0 { break }
      if try pushAll() { break }
      try sayHello()
      if try !device().isRevoked {
        report.isWiped = false
        return false
      }
    }
    // What the server was told of before it took the device out of service, it still takes.
    if let refusal = try uploadAll() { throw refusal }
    let lost = try client.files().filter { $0.state != .uploaded }
    try store.change(.destroy) { [delivered] (writer) throws(Status) in
      let unanswered = try writer.reader.unansweredIDs()
      guard delivered.isSuperset(of: unanswered) else { throw .syncUnsettled }
      try writer.destroyAll()
      try writer.forgetPlace()
    }
    report.filesGivenUp = lost.map { file in
      var file = file
      if file.state == .waiting { file.reason = "DEVICE_REVOKED" }
      file.state = .givenUp
      return file
    }
    try store.fold()
    return true
  }

  func device() throws(Status) -> DeviceRow {
    try store.read { (reader) throws(Status) in try reader.ownDevice() }
  }

  /// Calls a method of field sync.
  mutating func call<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws(Status) -> Response {
    let bytes = request.binary()
    report.calls += 1
    report.bytesSent += bytes.count
    let answer = try network.call(Self.service + method, bytes)
    report.bytesReceived += answer.count
    do throws(DecodingFailure) {
      return try Response(binary: answer)
    } catch {
      throw Status(
        .unavailable, "the answer to \(method) cannot be read; sync again",
        ErrorInfo(reason: "ANSWER_BROKEN"))
    }
  }
}

extension FieldClient {
  /// Brings the device and the server together: hands over what was done here, takes over what changed there.
  ///
  /// It may be called at any time and as often as one likes; what was done by then stays done, whatever happens.
  public func sync(
    over network: any FieldNetwork,
    progress: @escaping (FieldProgress) -> Void = { _ in }
  ) -> FieldSyncReport {
    syncing.withLock { _ in
      var run = SyncRun(client: self, network: network, progress: progress)
      do throws(Status) {
        let before = try givenUp()
        do throws(Status) {
          try run.run()
        } catch {
          run.report.failure = error
        }
        run.report.filesGivenUp += try givenUp().filter { file in
          !before.contains { $0.attachment == file.attachment && $0.reason == file.reason }
        }
      } catch {
        run.report.failure = run.report.failure ?? error
      }
      note(&run.report)
      return run.report
    }
  }

  private func givenUp() throws(Status) -> [FieldUpload] {
    try files().filter { $0.state == .givenUp }
  }

  /// Notes how the sync ended: the next hello tells the server, and the next wait is longer.
  private func note(_ report: inout FieldSyncReport) {
    let failure = report.failure
    do throws(Status) {
      try store.change(.ending) { (writer) throws(Status) in
        guard var device = try writer.reader.device() else { return }
        device.failures = failure == nil ? 0 : device.failures + 1
        device.failure = failure.map { String($0.shortReason.prefix(64)) } ?? ""
        device.failureText = failure?.message ?? ""
        try writer.store(device)
      }
    } catch {
      report.failure = report.failure ?? error
    }
  }
}

extension Writer {
  /// Forgets where in the feed the device stands, as its rows are gone.
  fileprivate func forgetPlace() throws(Status) {
    var device = try reader.ownDevice()
    device.beginAnew()
    try store(device)
  }
}

extension Status {
  /// A sync has to begin again from what both sides have now.
  static let syncUnsettled = Status(
    .aborted, "the server and the device did not come to terms; sync again later",
    ErrorInfo(reason: "SYNC_UNSETTLED"))

  /// No other call would fare better now.
  var endsSync: Bool {
    if info.params.contains(where: { $0.name == "retry_after_ms" }) { return true }
    return switch code {
    case .unavailable: info.reason != "ANSWER_BROKEN"
    case .deadlineExceeded, .cancelled, .unauthenticated: true
    default: false
    }
  }

  /// The reason, or else the code's name.
  var shortReason: String { info.reason.isEmpty ? code.name : info.reason }
}
