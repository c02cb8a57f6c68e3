import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

/// Files reach a server that loses them, or takes nothing more, without end to neither.
@Suite("FieldClient: guards of uploads")
struct UploadGuardTests {
  @Test func aFileThatNeverArrivesWholeIsGivenUp() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
    try device.client.change(.attach(Sample.id(1), file))
    let mismatch = Status(.dataLoss, "", ErrorInfo(reason: "HASH_MISMATCH"))
    let calls = Mutex(0)
    server.fate.withLock {
      $0 = { method, _ in
        if method != "PutAttachment" { return .arrives }
        // A test that waits for ever tells nothing.
        let isTooOften = calls.withLock { calls in
          calls += 1
          return calls > 50
        }
        return isTooOften ? .lostOnTheWay : .refused(mismatch)
      }
    }
    // Fault: it is sent again and again, as long as there is a battery.
    #expect(device.client.sync(over: server).filesGivenUp.map(\.reason) == ["HASH_MISMATCH"])
    #expect(calls.withLock { $0 } == 4)
  }

  @Test func aServerThatTakesNoMoreOfAFileIsNotAskedForEver() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let file = FieldFile(
      name: "a.txt", mediaType: "text/plain", bytes: [UInt8](repeating: 1, count: 200_000))
    try device.client.change(.attach(Sample.id(1), file))
    let network = ForgingNetwork(server)
    let calls = Mutex(0)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "PutAttachment" else { return answer }
        let count = calls.withLock { calls in
          calls += 1
          return calls
        }
        if count > 50 { throw Status.internalError }
        var attachment = try VisitAttachment(binary: answer)
        attachment.received = 0
        return attachment.binary()
      }
    }
    #expect(device.client.sync(over: network).filesGivenUp.map(\.reason) == ["UPLOAD_STUCK"])
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func aServerThatLostItsFilesGetsThemAgain() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let file = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])
    try device.client.change(.attach(Sample.id(1), file))
    #expect(device.client.sync(over: server).filesUploaded == 1)
    server.state.withLock { state in
      state.uploads = [:]
      state.epoch = "life-2"
    }
    #expect(device.client.sync(over: server).filesUploaded == 1)
    #expect(server.state.withLock { Array($0.uploads.values) } == [[1, 2, 3]])
  }

  private let text = FieldFile(name: "a.txt", mediaType: "text/plain", bytes: [1, 2, 3])

  @Test func whateverTheServerRefusesAFileForIsTold() throws {
    let codes: [StatusCode] = [.notFound, .invalidArgument, .failedPrecondition, .permissionDenied]
    for code in codes {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      try device.client.change(.attach(Sample.id(1), text))
      let refusal = Status(code, "", ErrorInfo(reason: "NO_MORE"))
      server.fate.withLock {
        $0 = { method, _ in method == "PutAttachment" ? .refused(refusal) : .arrives }
      }
      let report = device.client.sync(over: server)
      // Fault: each sync fails on it, and nobody hears of the file.
      #expect(report.failure == nil && report.filesGivenUp.map(\.reason) == ["NO_MORE"], "\(code)")
    }
  }

  @Test func placesThatCannotBeAreNotTakenOver() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), text))
    let ahead = Status(.outOfRange, "", ErrorInfo(reason: "OFFSET_AHEAD")).with("received", "-5")
    let isFirst = Mutex(true)
    server.fate.withLock {
      $0 = { method, _ in
        guard method == "PutAttachment" else { return .arrives }
        let refuses = isFirst.withLock { isFirst in
          defer { isFirst = false }
          return isFirst
        }
        return refuses ? .refused(ahead) : .arrives
      }
    }
    let network = ForgingNetwork(server)
    network.forges.withLock {
      $0 = { method, answer in
        guard method == "PutAttachment" else { return answer }
        var attachment = try VisitAttachment(binary: answer)
        attachment.received = .max
        return attachment.binary()
      }
    }
    #expect(device.client.sync(over: network).filesUploaded == 1)
    // Fault: it has sent more than there is.
    #expect(try device.client.files().map(\.attachment.received) == [3])
  }

  @Test func aFileThatNoVisitTakesStaysGivenUpInAnotherLife() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    var file = text
    file.name = "refuse me"
    try device.client.change(.attach(Sample.id(1), file))
    #expect(device.client.sync(over: server).filesGivenUp.count == 1)
    server.state.withLock { $0.epoch = "life-2" }
    #expect(device.client.sync(over: server).isComplete)
    // Fault: it waits for ever, and nobody is told.
    #expect(try device.client.files().map(\.state) == [.givenUp])
  }

  @Test func onlyWhatWasGivenUpIsForgottenOrTriedAgain() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.change(.attach(Sample.id(1), text))
    let file = try #require(try device.client.files().first).attachment
    // Fault: a photo that is on its way is lost by a slip of the hand.
    #expect(throws: Status.self) { try device.client.forget(file) }
    #expect(device.client.sync(over: server).filesUploaded == 1)
    try device.client.retry(file)
    #expect(try device.client.files().map(\.state) == [.uploaded])
    // Fault: a backup that was made before the file was whole counts as one that has it.
    server.state.withLock { $0.durableN = 1 }
    #expect(device.client.sync(over: server).isComplete)
    #expect(try device.client.files().isEmpty == false)
  }

  /// Refuses the calls of a method whose request is such.
  private func refusing<R: Message>(
    _ method: String, _ type: R.Type, over server: PaperServer,
    where isSuch: @escaping @Sendable (R) -> Bool
  ) -> ForgingNetwork {
    let network = ForgingNetwork(server)
    let refuses = Mutex(false)
    network.sees.withLock {
      $0 = { called, request in
        let isOne = called == method && (try? R(binary: request)).map(isSuch) == true
        refuses.withLock { $0 = isOne }
      }
    }
    network.forges.withLock {
      $0 = { _, answer in
        if refuses.withLock({ $0 }) { throw Status.internalError }
        return answer
      }
    }
    return network
  }

  @Test func oneFileThatIsRefusedKeepsNoOtherBack() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    for visit: UInt64 in [1, 2] { try device.client.change(.attach(Sample.id(visit), text)) }
    #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
    let first: VisitID = Sample.id(1)
    let network = refusing("PutAttachment", PutAttachmentRequest.self, over: server) {
      $0.visitID == first
    }
    let report = device.client.sync(over: network)
    // Fault: the first photo that a server fails at keeps all others on the device.
    #expect(report.isComplete && report.filesUploaded == 1, "\(report)")
    #expect(report.failure == .internalError && report.filesGivenUp.isEmpty)
    #expect(try device.client.files().map(\.state) == [.waiting, .uploaded])
    #expect(try device.client.nextNumber("receipt") == "R-001")
    #expect(device.client.sync(over: server).filesUploaded == 1)
  }

  @Test func aSeriesThatIsRefusedKeepsNoFileBack() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    for series in ["bad", "good"] {
      #expect(throws: Status.self) { try device.client.nextNumber(series) }
    }
    try device.client.change(.attach(Sample.id(1), text))
    let network = refusing("LeaseNumbers", LeaseNumbersRequest.self, over: server) {
      $0.series == "bad"
    }
    let report = device.client.sync(over: network)
    // Fault: a series that the agency does not take any more keeps every photo on the device.
    #expect(report.isComplete && report.filesUploaded == 1, "\(report)")
    #expect(report.failure == .internalError)
    #expect(throws: Never.self) { try device.client.nextNumber("good") }
  }

  @Test func withoutANetworkNoOtherFileIsTried() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    for visit: UInt64 in [1, 2] { try device.client.change(.attach(Sample.id(visit), text)) }
    for failure in [Status(.unavailable, "lost"), .deadlineExceeded] {
      server.state.withLock { $0.calls = [] }
      server.fate.withLock {
        $0 = { method, _ in method == "PutAttachment" ? .refused(failure) : .arrives }
      }
      #expect(device.client.sync(over: server).failure == failure)
      // Fault: somebody waits half a minute for each photo.
      let tries = server.state.withLock { state in state.calls.count { $0 == "PutAttachment" } }
      #expect(tries == 1, "\(failure)")
    }
  }
}
