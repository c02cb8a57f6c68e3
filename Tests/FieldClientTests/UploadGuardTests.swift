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
}
