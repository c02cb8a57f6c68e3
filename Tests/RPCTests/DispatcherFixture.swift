import Dispatch
import Foundation
import Logging
import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

@testable import RPC

/// A dispatcher over a real database in a folder of its own, and a door's part played by the test.
final class DispatcherFixture {
  let folder: String
  let database: SQLiteDatabase
  let dispatcher: Dispatcher
  let session: DoorSession
  let inbox = Inbox()
  let peer: Peer
  private(set) var tag: UInt32 = 1

  init(
    limits: Limits = Limits(), authenticator: any Authenticator = TrustEverybody(),
    readsInline: Bool = true,
    logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
  ) throws {
    folder = NSTemporaryDirectory() + "pcrm-rpc-" + UUID().uuidString
    database = try SQLiteDatabase.open(
      path: folder, migrations: NoteService.migrations, limits: limits)
    dispatcher = Dispatcher(
      table: ServiceTable([NoteService.service]), database: database,
      authenticator: authenticator, journal: nil, limits: limits,
      logger: logger,
      readsInline: readsInline)
    session = try DoorSession(dispatcher)
    peer = Peer(sink: inbox, address: "test")
  }

  deinit {
    session.endBurst()
    database.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Starts a call the way a door does; the result tells whether it was answered at once.
  func start(
    _ name: String, _ request: Note, token: String = "", encoding: RPC.Encoding = .binary,
    deadline: Instant = .distantFuture, received: Instant = .now()
  ) throws -> (started: DoorSession.Started, call: InFlight) {
    let service = Array("test.NoteService".utf8)
    let method = Array(name.utf8)
    guard
      let index = service.withUnsafeBytes({ service in
        method.withUnsafeBytes { dispatcher.table.find(service: service, method: $0) }
      })
    else { throw Status(.unimplemented, name) }
    tag += 2
    let bytes = encoding.encode(request)
    return bytes.withUnsafeBytes { bytes in
      Array(token.utf8).withUnsafeBytes { token in
        let incoming = Incoming(
          method: index, payload: Payload(bytes, encoding), token: token, deadline: deadline,
          received: received, tag: tag)
        return (session.start(incoming, from: peer), incoming.inFlight)
      }
    }
  }

  /// Makes a unary call and waits for its answer.
  func call(
    _ name: String, _ request: Note = Note(), token: String = "",
    encoding: RPC.Encoding = .binary, deadline: Instant = .distantFuture
  ) throws -> Note {
    let (started, call) = try start(
      name, request, token: token, encoding: encoding, deadline: deadline)
    let result: Result<[UInt8], Status>
    switch started {
    case .answered(let answer): result = answer
    case .later: result = dispatcher.settle(call, try inbox.wait(for: tag))
    case .streaming: throw Status(.unknown, "a stream")
    }
    session.endBurst()
    let bytes = try result.get()
    return encoding == .json ? try Note(json: bytes) : try Note(binary: bytes)
  }
}

/// Where answers that come later are kept until the test looks.
final class Inbox: AnswerSink {
  private let answers = Mutex<[UInt32: Result<[UInt8], Status>]>([:])
  private let batches = Mutex<[Int]>([])

  func take(_ answers: [Answer]) {
    batches.withLock { $0.append(answers.count) }
    self.answers.withLock { kept in
      for answer in answers { kept[answer.tag] = answer.result }
    }
  }

  func wait(for tag: UInt32) throws -> Result<[UInt8], Status> {
    for _ in 0..<5000 {
      if let result = answers.withLock({ $0.removeValue(forKey: tag) }) { return result }
      usleep(1000)
    }
    throw Status(.deadlineExceeded, "no answer came within five seconds")
  }
}

/// Lets in a few tokens, each with what it may do.
struct FewTokens: Authenticator {
  let generations = Generations()
  var generation: UInt64 { generations.value }

  func caller(token: String, _ reader: Reader) throws(Status) -> KnownCaller {
    let permissions: PermissionSet
    guard !generations.isRevoked(token) else {
      throw Status(.unauthenticated, "authorization: revoked token")
    }
    switch token {
    case "watcher": permissions = [.watchChanges]
    case "viewer": permissions = [.viewCustomers]
    case "editor": permissions = [.viewCustomers, .editCustomers]
    default: throw Status(.unauthenticated, "authorization: unknown token")
    }
    generations.countLookUp()
    return KnownCaller(
      Caller(
        principal: PrincipalID(high: 1, low: token == "viewer" ? 1 : 2), permissions: permissions,
        scope: .all),
      validUntil: .distantFuture)
  }
}

/// A generation that the test moves, and how often callers were looked up.
final class Generations: Sendable {
  private let state = Atomic<UInt64>(0)
  private let count = Atomic<Int>(0)
  private let revoked = Mutex<Set<String>>([])

  var value: UInt64 { state.load(ordering: .relaxed) }
  var lookUps: Int { count.load(ordering: .relaxed) }
  func advance() { state.add(1, ordering: .relaxed) }
  func isRevoked(_ token: String) -> Bool { revoked.withLock { $0.contains(token) } }
  func revoke(_ token: String) {
    revoked.withLock { _ = $0.insert(token) }
    advance()
  }
  func countLookUp() { count.add(1, ordering: .relaxed) }
}
