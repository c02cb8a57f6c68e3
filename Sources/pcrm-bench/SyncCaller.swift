import Dispatch
import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import ProtobufCodec
import Synchronization
import TTRPC

/// What passed between a device and the server.
struct SyncFigures: Sendable {
  var calls = 0
  var up = 0
  var down = 0
}

/// A device's calls, in process, each of them counted.
struct SyncCaller {
  private let calls: InProcessCalls
  private let worker: SyncAgency.Worker
  private let agency: SyncAgency
  private let device: DeviceID
  private var epoch = ""
  private var cursor = ""
  private var last: Int64 = 0

  init(_ agency: SyncAgency, _ index: Int) throws {
    self.agency = agency
    worker = agency.workers[index]
    device = agency.newID()
    calls = try agency.calls(of: index)
  }

  mutating func hello() throws {
    var request = HelloRequest()
    request.deviceID = device
    request.schemaRev = 1
    let answer: HelloResponse = try calls.call(SyncBenchmark.service + "Hello", request)
    epoch = answer.epoch
    last = answer.lastN
  }

  mutating func pull() throws -> (rows: Int, bytes: Int, calls: Int) {
    var (rows, bytes, count) = (0, 0, 0)
    while true {
      var request = PullRequest()
      request.deviceID = device
      request.cursor = cursor
      let answered = try calls.bytes(SyncBenchmark.service + "Pull", request.binary())
      let answer = try PullResponse(binary: answered)
      cursor = answer.nextCursor
      rows += answer.rows.count
      bytes += answered.count
      count += 1
      if answer.complete { return (rows, bytes, count) }
    }
  }

  mutating func mutations(_ count: Int, round: Int) -> [Mutation] {
    let made = SyncChanges.mutations(count, after: last, visits: worker.visits, round: round) {
      agency.newID()
    }
    last += Int64(count)
    return made
  }

  func push(_ mutations: [Mutation]) throws -> PushResponse {
    var request = PushRequest()
    request.deviceID = device
    request.mutations = mutations
    request.epoch = epoch
    request.ackedN = mutations.first.map { $0.n - 1 } ?? 0
    request.time = mutations.last?.time
    return try calls.call(SyncBenchmark.service + "Push", request)
  }
}

/// What is done on a device that is measured: notes, tries, and fields that are set.
enum SyncChanges {
  static func mutations(
    _ count: Int, after last: Int64, visits: [VisitID], round: Int,
    id: () -> SyncMutationID
  ) -> [Mutation] {
    (0..<count).map { number in
      let visit = visits[(round * count + number) % visits.count]
      var mutation = Mutation()
      mutation.n = last + Int64(number) + 1
      mutation.id = id()
      var time = DeviceTime()
      time.wall = SystemClock().now()
      mutation.time = time
      let own = id()
      switch number % 3 {
      case 0:
        mutation.entity = .visitNote
        mutation.op = .append
        var note = VisitNote()
        note.id = VisitNoteID(high: own.high, low: own.low)
        note.visitID = visit
        note.text = "다음 주에 다시 방문하기로 함 \(round)"
        mutation.note = note
        mutation.entityID = note.id.description
      case 1:
        mutation.entity = .attempt
        mutation.op = .append
        var attempt = VisitAttempt()
        attempt.id = AttemptID(high: own.high, low: own.low)
        // No try counts that lies more than a day before its visit: each 28th is today's.
        let today = (round + number / 3) % max(visits.count / 28, 1) * 28
        attempt.visitID = visits[today]
        attempt.outcome = .noAnswer
        attempt.time = time.wall
        mutation.attempt = attempt
        mutation.entityID = attempt.id.description
      default:
        mutation.entity = .visit
        mutation.op = .patch
        mutation.entityID = visit.description
        mutation.trunkVersion = 1
        mutation.fields = FieldMask(paths: ["place"])
        var patch = Visit()
        patch.place = "정문 \(round)"
        mutation.visit = patch
      }
      return mutation
    }
  }
}

extension SyncAgency {
  /// Calls in the name of a member of staff.
  func calls(of index: Int) throws -> InProcessCalls {
    try InProcessCalls(dispatcher, token: workers[index].token)
  }
}

/// A field client's way to the server in process, which counts what passes.
///
/// It is not checked because all calls are made by the one thread that runs the sync: what it holds is never shared.
final class CountingNetwork: FieldNetwork, @unchecked Sendable {
  private let calls: InProcessCalls
  private(set) var figures = SyncFigures()

  init(_ calls: InProcessCalls) { self.calls = calls }

  func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    do {
      let answer = try calls.bytes(method, request)
      figures.calls += 1
      figures.up += request.count
      figures.down += answer.count
      return answer
    } catch let status as Status {
      throw status
    } catch {
      throw Status(.unknown, "\(error)")
    }
  }
}
