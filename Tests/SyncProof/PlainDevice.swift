import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// A device as plainly as the contract allows: everything in memory, nothing done before it must be.
///
/// It tells faults of the server apart from those of the field client.
final class PlainDevice: ProofDevice {
  let id: DeviceID
  private let clock: ProofClock
  private let number: Int
  private var rows: [String: SyncRow] = [:]
  private var staged: [String: SyncRow?] = [:]
  private var isFresh = true
  private var cursor = ""
  private var epoch = ""
  private var place: Int64 = 0
  private var queue: [(mutation: Mutation, result: MutationResult?, seq: Int64)] = []
  private var all: Set<SyncMutationID> = []
  private var next: Int64 = 1
  private var wiped = false
  /// It does what it is told; otherwise it only says so.
  private let isObedient: Bool
  private static let service = "pcrm.v1.FieldSyncService/"

  init(_ number: Int, clock: ProofClock, isObedient: Bool = true) {
    self.number = number
    self.isObedient = isObedient
    id = FieldPlace.key(5, number)
    self.clock = clock
  }

  func cleanRows() -> [String: SyncRow] { rows }
  func waiting() -> [Mutation] { queue.filter { $0.result == nil }.map(\.mutation) }
  func made() -> Set<SyncMutationID> { all }
  func isWiped() -> Bool { wiped }
  func held() -> Int { rows.count }
  func die(at point: Int) {}
  func revive() {}

  /// Changes that show on top of what was taken over.
  private func overlay(_ id: String) -> [Mutation] {
    queue.filter { entry in
      guard entry.mutation.entityID == id, entry.mutation.op == .patch else { return false }
      guard let result = entry.result else { return true }
      return (result.outcome == .applied || result.outcome == .merged) && entry.seq > place
    }.map(\.mutation)
  }

  func visit(_ id: VisitID) -> Visit? {
    guard var visit = rows[id.description]?.visit?.visit else { return nil }
    for change in overlay(id.description) {
      for name in change.fields?.paths ?? [] {
        if name == "note" { visit.note = change.visit?.note ?? "" }
        if name == "place" { visit.place = change.visit?.place ?? "" }
      }
    }
    return visit
  }

  func perform(_ changes: [FieldChange]) {
    var group = SyncGroupID()
    if changes.count > 1 { group = FieldPlace.key(7, Int(next)) }
    for change in changes {
      guard var mutation = drafted(change) else { continue }
      mutation.n = next
      mutation.id = FieldPlace.key(6, number << 20 | Int(next))
      mutation.groupID = group
      mutation.time = time()
      mutation.customerID = customer(of: mutation)
      if mutation.op == .patch || mutation.op == .transition {
        mutation.trunkVersion = rows[mutation.entityID]?.version ?? 0
        mutation.afterN = queue.last { $0.mutation.entityID == mutation.entityID }?.mutation.n ?? 0
      }
      queue.append((mutation, nil, 0))
      all.insert(mutation.id)
      next += 1
    }
  }

  /// Whom a change is about.
  private func customer(of mutation: Mutation) -> CustomerID {
    guard let key = mutation.target else { return CustomerID() }
    if key.entity == .customer { return CustomerID(high: key.id.high, low: key.id.low) }
    return rows[key.id.description]?.visit?.visit?.customerID ?? CustomerID()
  }

  private func drafted(_ change: FieldChange) -> Mutation? {
    var mutation = Mutation()
    func about<E>(_ entity: EntityType, _ id: ID<E>, _ op: MutationOp) {
      mutation.entity = entity
      mutation.entityID = id.description
      mutation.op = op
    }
    switch change {
    case .step(let id, let step):
      about(.visit, id, .transition)
      mutation.step = step
    case .visit(let id, let fields, let visit):
      about(.visit, id, .patch)
      mutation.fields = FieldMask(paths: fields)
      mutation.visit = visit
      mutation.visitBase = self.visit(id)
    case .customer(let id, let fields, let customer):
      about(.customer, id, .patch)
      mutation.fields = FieldMask(paths: fields)
      mutation.customer = customer
      mutation.customerBase = rows[id.description]?.customer
    case .newVisit(let visit):
      about(.visit, visit.id, .create)
      mutation.visit = visit
    case .attempt(let attempt):
      about(.attempt, attempt.id, .append)
      mutation.attempt = attempt
    case .note(let note):
      about(.visitNote, note.id, .append)
      mutation.note = note
    case .consent(let consent):
      about(.consent, consent.id, .append)
      mutation.consent = consent
    case .resolve(let id, let choices):
      about(.syncConflict, id, .transition)
      var resolution = ResolveConflictRequest()
      resolution.id = id
      resolution.version = rows[id.description]?.version ?? 0
      resolution.choices = choices
      mutation.resolution = resolution
    default: return nil
    }
    return mutation
  }

  private func time() -> DeviceTime {
    var time = DeviceTime()
    time.wall = clock.now()
    (time.monoMs, time.bootID) = clock.running()
    return time
  }

  private func call<Q: Message, A: Message>(
    _ network: FaultyNetwork, _ method: String, _ request: Q, as type: A.Type = A.self
  ) throws(Status) -> A {
    let bytes = try network.call(Self.service + method, request.binary())
    guard let answer = try? A(binary: bytes) else { throw Status(.dataLoss, "no answer") }
    return answer
  }

  private func hello(_ network: FaultyNetwork) throws(Status) {
    var request = HelloRequest()
    request.deviceID = id
    request.schemaRev = 1
    request.epoch = epoch
    request.ackedN = acked
    let answer: HelloResponse = try call(network, "Hello", request)
    wiped = answer.state == .revoked
    if wiped && isObedient {
      rows = [:]
      beginAnew()
    }
    // A file that was copied back by hand keeps its epoch, and knows less than it has answered.
    if answer.epoch != epoch || answer.lastN < acked || answer.highWater < place {
      epoch = answer.epoch
      // Places of another past say nothing of this one.
      place = 0
      beginAnew()
      // What the server has lost is sent again.
      for index in queue.indices where queue[index].mutation.n > answer.lastN {
        queue[index].result = nil
      }
    }
    forget(answer.durableN)
  }

  private var acked: Int64 {
    (queue.first { $0.result == nil }?.mutation.n ?? next) - 1
  }

  private func forget(_ durable: Int64) {
    queue.removeAll { $0.mutation.n <= durable && $0.result != nil && $0.seq <= place }
  }

  private func beginAnew() {
    cursor = ""
    staged = [:]
    isFresh = true
  }

  private func push(_ network: FaultyNetwork) throws(Status) {
    try hello(network)
    while true {
      var batch: [Mutation] = []
      for entry in queue where entry.result == nil && batch.count < 8 {
        batch.append(entry.mutation)
      }
      // A group is never parted.
      while let last = batch.last, !last.groupID.isEmpty, batch.count >= 8,
        queue.contains(where: { $0.mutation.n > last.n && $0.mutation.groupID == last.groupID })
      {
        batch.removeLast()
      }
      if batch.isEmpty { return }
      var request = PushRequest()
      request.deviceID = id
      request.mutations = batch
      request.time = time()
      request.ackedN = acked
      request.epoch = epoch
      let answer: PushResponse = try call(network, "Push", request)
      for result in answer.results {
        guard let index = queue.firstIndex(where: { $0.mutation.n == result.n }) else { continue }
        queue[index].result = result
        queue[index].seq = answer.appliedSeq
      }
      if answer.results.isEmpty {
        throw Status(.aborted, "expected \(answer.expectedN), sent \(batch[0].n)")
      }
      forget(answer.durableN)
    }
  }

  private func pullOnly(_ network: FaultyNetwork) throws(Status) {
    var next = cursor
    staged = [:]
    if cursor.isEmpty { isFresh = true }
    while true {
      var request = PullRequest()
      request.deviceID = id
      request.cursor = next
      let answer: PullResponse
      do throws(Status) {
        answer = try call(network, "Pull", request)
      } catch {
        if error.info.reason == "RESYNC_REQUIRED" { beginAnew() }
        throw error
      }
      for row in answer.rows { staged[row.id] = .some(row) }
      for removal in answer.removals { staged[removal.id] = .some(nil) }
      next = answer.nextCursor
      if !answer.complete { continue }
      if isFresh { rows = [:] }
      for (id, row) in staged { rows[id] = row }
      isFresh = false
      staged = [:]
      cursor = next
      place = answer.seq
      return
    }
  }

  func sync(_ network: FaultyNetwork) throws(Status) {
    try push(network)
    try pullOnly(network)
  }
}
