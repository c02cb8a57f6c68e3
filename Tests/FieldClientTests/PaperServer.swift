import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization

/// The server's side of the protocol in as few lines as it takes, for what the real one cannot be brought to do: answers
/// that get lost at a chosen call, a past that is shorter than the device's, pages that go round in a circle.
final class PaperServer: FieldNetwork {
  struct State {
    var epoch = "life-1"
    /// Which run of the same life it is, as cursors name it.
    var run = 1
    var rows: [SyncRowKey: SyncRow] = [:]
    /// The newest entry of each row: its place, and whether it is a removal.
    var feed: [SyncRowKey: (seq: Int64, isRemoval: Bool)] = [:]
    var seq: Int64 = 0
    var receipts: [Int64: (mutation: [UInt8], result: MutationResult)] = [:]
    var lastN: Int64 = 0
    var durableN: Int64 = 0
    var deviceState = DeviceState.active
    var pageRows = 500
    var pushMutations: Int32 = 200
    /// How many times each mutation had an effect.
    var effects: [SyncMutationID: Int] = [:]
    /// Numbers of each push, in order.
    var pushes: [[Int64]] = []
    var calls: [String] = []
    /// What came of each file, by visit and hash.
    var uploads: [String: [UInt8]] = [:]
    /// How large each file is to be, and what of a visit's was there before the device sent any.
    var sizes: [String: Int64] = [:]
    var started: [VisitID: [UInt8]] = [:]
    var nextNumber: Int64 = 1
    /// What it refuses, whatever it says.
    var refuses: Set<EntityType> = []
  }

  /// What becomes of a call.
  enum Fate {
    case arrives
    case lostOnTheWay
    case answerLost
    case refused(Status)
  }

  let state = Mutex(State())
  /// Decides, by method and how many calls came before.
  let fate = Mutex<@Sendable (String, Int) -> Fate>({ _, _ in .arrives })
  let clock: any WallClock

  init(clock: any WallClock) { self.clock = clock }

  func call(_ path: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let method = String(path.split(separator: "/").last ?? "")
    let before = state.withLock { state in
      state.calls.append(method)
      return state.calls.count - 1
    }
    let fate = fate.withLock { $0 }(method, before)
    let lost = Status(.unavailable, "lost", ErrorInfo(reason: "CONNECTION_LOST"))
    switch fate {
    case .lostOnTheWay: throw lost
    case .refused(let status): throw status
    case .arrives, .answerLost: break
    }
    let now = clock.now()
    let result: Result<[UInt8], Status> = state.withLock { state in
      do throws(Status) {
        return .success(try state.answer(method, request, now))
      } catch {
        return .failure(error)
      }
    }
    if case .answerLost = fate { throw lost }
    return try result.get()
  }

  /// Puts rows there, as the office would.
  func put(_ rows: SyncRow...) {
    state.withLock { state in
      for row in rows { state.put(row) }
    }
  }

  /// Takes a row away.
  func remove(_ key: SyncRowKey) {
    state.withLock { state in
      state.seq += 1
      state.rows[key] = nil
      state.feed[key] = (state.seq, true)
    }
  }
}

extension PaperServer.State {
  mutating func put(_ row: SyncRow) {
    guard let key = row.key else { return }
    seq += 1
    var stored = row
    let version = (rows[key]?.version ?? 0) + 1
    stored.version = version
    stored.seq = seq
    stored.visit?.visit?.version = version
    rows[key] = stored
    feed[key] = (seq, false)
  }

  fileprivate mutating func answer(
    _ method: String, _ request: [UInt8], _ now: Timestamp
  ) throws(Status) -> [UInt8] {
    do {
      switch method {
      case "Hello": return hello(try HelloRequest(binary: request), now).binary()
      case "Pull": return try pull(try PullRequest(binary: request), now).binary()
      case "Push": return try push(try PushRequest(binary: request), now).binary()
      case "LeaseNumbers": return lease(try LeaseNumbersRequest(binary: request)).binary()
      case "PutAttachment":
        return try put(try PutAttachmentRequest(binary: request), now).binary()
      default: throw Status(.unimplemented, method)
      }
    } catch let status as Status {
      throw status
    } catch {
      throw .internalError
    }
  }

  private func hello(_ request: HelloRequest, _ now: Timestamp) -> HelloResponse {
    var response = HelloResponse()
    response.epoch = epoch
    response.lastN = lastN
    response.durableN = durableN
    response.serverTime = now
    response.staffID = Sample.staff
    response.state = deviceState
    response.highWater = seq
    response.schemaRev = 1
    var limits = SyncLimits()
    limits.pullRowsMax = Int32(pageRows)
    limits.pushMutationsMax = pushMutations
    limits.pushBytesMax = 1 << 20
    limits.leaseDays = 14
    limits.keepDays = 14
    limits.chunkBytes = 100_000
    response.limits = limits
    return response
  }

  private func pull(_ request: PullRequest, _ now: Timestamp) throws(Status) -> PullResponse {
    var after: Int64 = 0
    if !request.cursor.isEmpty {
      let parts = request.cursor.split(separator: "/")
      guard parts.count == 2, parts[0] == "\(epoch).\(run)", let seq = Int64(parts[1]),
        seq <= self.seq
      else {
        throw Status.precondition("RESYNC_REQUIRED", "cursor", "begin anew")
          .with("why", "EPOCH")
      }
      after = seq
    }
    var response = PullResponse()
    let entries = feed.filter { $0.value.seq > after }.sorted { $0.value.seq < $1.value.seq }
    for (key, entry) in entries.prefix(pageRows) {
      if entry.isRemoval {
        var removal = SyncRemoval()
        removal.entity = key.entity
        removal.id = key.id.description
        removal.seq = entry.seq
        response.removals.append(removal)
      } else if let row = rows[key] {
        response.rows.append(row)
      }
    }
    response.complete = entries.count <= pageRows
    let place = response.complete ? seq : entries[pageRows - 1].value.seq
    response.nextCursor = "\(epoch).\(run)/\(place)"
    response.seq = place
    response.highWater = seq
    response.serverTime = now
    return response
  }

  private mutating func push(
    _ request: PushRequest, _ now: Timestamp
  ) throws(Status) -> PushResponse {
    guard request.epoch == epoch else {
      throw Status.precondition("RESYNC_REQUIRED", "epoch", "say hello").with("why", "EPOCH")
    }
    pushes.append(request.mutations.map(\.n))
    var response = PushResponse()
    for mutation in request.mutations {
      if mutation.n <= lastN {
        guard let receipt = receipts[mutation.n], receipt.mutation == mutation.binary() else {
          throw Status(.alreadyExists, "reused", ErrorInfo(reason: "MUTATION_REUSED"))
        }
        response.results.append(receipt.result)
        continue
      }
      if mutation.n > lastN + 1 {
        response.expectedN = lastN + 1
        break
      }
      var result = MutationResult()
      result.n = mutation.n
      take(mutation, &result)
      lastN = mutation.n
      receipts[mutation.n] = (mutation.binary(), result)
      response.results.append(result)
    }
    response.lastN = lastN
    response.durableN = durableN
    response.appliedSeq = seq
    response.serverTime = now
    return response
  }

  private mutating func take(_ mutation: Mutation, _ result: inout MutationResult) {
    if refuses.contains(mutation.entity) {
      result.outcome = .rejected
      result.reason = "TEST"
      return
    }
    guard let key = mutation.target, deviceState == .active, rows[key] != nil else {
      result.outcome = .quarantined
      result.reason = deviceState == .active ? "OUT_OF_SCOPE" : "DEVICE_REVOKED"
      return
    }
    if mutation.note?.text == "refuse me" || mutation.attachment?.name == "refuse me" {
      result.outcome = .rejected
      result.reason = "TEST"
      return
    }
    if mutation.note?.text == "answer oddly" {
      result.outcome = MutationOutcome(rawValue: 99)
      return
    }
    if let file = mutation.attachment { sizes["\(file.visitID)/\(file.sha256)"] = file.size }
    if let after = Overlay.lay(mutation, over: rows[key], by: Sample.staff) { put(after) }
    effects[mutation.id, default: 0] += 1
    result.outcome = .applied
    result.version = rows[key]?.version ?? 0
  }

  private mutating func lease(_ request: LeaseNumbersRequest) -> NumberBlock {
    var block = NumberBlock()
    block.series = request.series
    block.first = nextNumber
    block.count = 4
    block.prefix = "R-"
    block.digits = 3
    nextNumber += 4
    return block
  }

  private mutating func put(
    _ request: PutAttachmentRequest, _ now: Timestamp
  ) throws(Status) -> VisitAttachment {
    let key = "\(request.visitID)/\(request.sha256)"
    let kept = uploads[key] ?? started[request.visitID] ?? []
    guard let size = sizes[key] else {
      throw Status.notFound("sha256", "nothing of that hash was attached to the visit")
    }
    if request.chunk.count < 4096 && request.offset + Int64(request.chunk.count) < size {
      throw .outOfRange("chunk", min: 4096, max: 256 << 10)
    }
    guard request.offset <= kept.count else {
      throw Status(.outOfRange, "ahead", ErrorInfo(reason: "OFFSET_AHEAD"))
        .with("received", String(kept.count))
    }
    if Int(request.offset) + request.chunk.count > kept.count {
      uploads[key] = kept[..<Int(request.offset)] + request.chunk
    } else {
      uploads[key] = kept
    }
    var answer = VisitAttachment()
    answer.sha256 = request.sha256
    answer.received = Int64(uploads[key]?.count ?? 0)
    return answer
  }
}

/// Rows to try things on.
enum Sample {
  static let staff = StaffID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_00aa)

  static func id<E>(_ number: UInt64, of type: ID<E>.Type = ID<E>.self) -> ID<E> {
    ID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | number)
  }

  /// A visit of the first day, at an hour of Seoul.
  static func visit(
    _ number: UInt64, hour: Int64 = 10, _ state: VisitState = .planned
  ) -> SyncRow {
    var visit = Visit()
    visit.id = id(number)
    visit.customerID = id(1000 + number)
    visit.staffID = staff
    visit.state = state
    visit.purpose = "first_visit"
    let start = ManualClock().now().seconds + (hour - 9) * 3600
    visit.startTime = Timestamp(seconds: start, nanos: 0)
    visit.endTime = Timestamp(seconds: start + 3000, nanos: 0)
    var row = SyncRow()
    row.entity = .visit
    row.id = visit.id.description
    row.visit = SyncVisit()
    row.visit?.visit = visit
    return row
  }

  static func customer(_ number: UInt64, _ name: String) -> SyncRow {
    var customer = Customer()
    customer.id = id(1000 + number)
    customer.displayName = name
    var row = SyncRow()
    row.entity = .customer
    row.id = customer.id.description
    row.customer = customer
    return row
  }
}

/// A device's clocks, which a test moves.
final class DeviceClock: FieldClock {
  private let wall: ManualClock
  private let start: Int64

  init(_ wall: ManualClock = ManualClock()) {
    self.wall = wall
    start = wall.now().seconds
  }

  func now() -> Timestamp { wall.now() }

  func running() -> (milliseconds: Int64, boot: DeviceBootID) {
    ((wall.now().seconds - start) * 1000, Sample.id(77))
  }

  func advance(seconds: Int64) { wall.advance(seconds: seconds) }
}

/// A device with a folder of its own, which can be opened again as after a loss of power.
final class TestDevice {
  let folder = TemporaryFolder()
  let clock: DeviceClock
  let keys: WrappingKey
  private(set) var client: FieldClient

  init(clock: DeviceClock = DeviceClock()) throws {
    self.clock = clock
    keys = try WrappingKey([UInt8](repeating: 9, count: 32))
    client = try FieldClient(Self.settings(folder, clock), keys: keys)
  }

  static func settings(_ folder: TemporaryFolder, _ clock: DeviceClock) -> FieldSettings {
    var settings = FieldSettings(folder: folder.path + "/field", name: "phone")
    settings.clock = clock
    return settings
  }

  /// Closes it and opens it again, as the program does after it was ended at any place.
  func reopen(
    crash: (@Sendable (FieldStep, FieldMoment) throws(Status) -> Void)? = nil,
    seed: UInt64 = .random(in: .min ... .max)
  ) throws {
    client.close()
    var settings = Self.settings(folder, clock)
    settings.crash = crash
    settings.seed = seed
    client = try FieldClient(settings, keys: keys)
  }

  deinit { client.close() }
}
