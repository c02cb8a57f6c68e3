import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// What a history came to.
public struct HistoryOutcome: Sendable {
  /// What did not hold; empty when all of it did.
  public var breaches: [Breach] = []
  public var tally = Tally()
}

/// How much happened, so that nobody takes a proof for one that did nothing.
public struct Tally: Sendable {
  public var steps = 0
  public var pushes = 0
  public var pulls = 0
  public var rows = 0
  public var crashes = 0
  public var restores = 0
  /// Results by their outcome, with the reason of refusals.
  public var results: [String: Int] = [:]
  /// Calls that the server refused, by reason.
  public var refusals: [String: Int] = [:]

  public init() {}

  /// Adds what another history did.
  public mutating func add(_ other: Tally) {
    steps += other.steps
    pushes += other.pushes
    pulls += other.pulls
    rows += other.rows
    crashes += other.crashes
    restores += other.restores
    results.merge(other.results, uniquingKeysWith: +)
    refusals.merge(other.refusals, uniquingKeysWith: +)
  }
}

/// One history, carried out against the real server with devices around it.
final class HistoryRun {
  /// A device with what surrounds it.
  struct Place {
    var device: any ProofDevice
    var network: FaultyNetwork
    var clock: ProofClock
    /// Which member of staff.
    var staff: Int
    /// Nothing more is expected of it: it was taken out of service.
    var isOut = false
    /// How many pulls that came to their end were looked at.
    var completePulls = 0
  }

  /// A backup, with what the model knew when it was taken.
  struct Backup {
    var file: String
    var model: ReferenceModel
    var watch: CheckerMemory
    /// Who could not call then.
    var suspended: Set<Int>
    /// Devices that were out of service then.
    var out: Set<Int>
    /// Who was erased by then.
    var erased: Set<CustomerID>
    var isConfirmed: Bool
  }

  let history: History
  let place: FieldPlace
  let server: FieldServer
  let clock: ManualClock
  var places: [Place] = []
  var facts: ServerFacts
  var model: ReferenceModel
  var memory = CheckerMemory()
  var backups: [Backup] = []
  var outcome = HistoryOutcome()
  var suspended: Set<Int> = []
  /// The server's disk has no room.
  var isFull = false
  /// Days gone by, which are bounded: what is kept, is kept for so long.
  var days = 0
  /// The note that was last written on each device for each visit, and with which change.
  var ownNotes: [Int: [VisitID: (change: SyncMutationID, text: String)]] = [:]
  /// What each device added last.
  var repeated: [Int: FieldChange] = [:]
  /// Customers who were erased, and are deleted still.
  var erased: Set<CustomerID> = []
  /// Whom the model watches.
  var customers: [CustomerID]
  var stepNumber = 0
  private let makeDevice: DeviceMaker

  /// Makes the program of a device.
  typealias DeviceMaker = (_ number: Int, ProofClock) throws -> any ProofDevice

  init(_ history: History, makeDevice: @escaping DeviceMaker) throws {
    self.history = history
    self.makeDevice = makeDevice
    place = try FieldPlace.shared()
    clock = ManualClock(FieldPlace.start)
    server = try FieldServer(copyOf: place.file, clock: clock, tokens: place.tokens)
    customers = place.customers
    for number in 0..<history.crowd {
      customers.append(try place.addCustomer(number, to: server.caller(0)))
    }
    facts = try ServerFacts(of: server, customers: customers, after: ServerFacts())
    model = ReferenceModel(facts)
    for number in 0..<history.devices { try addDevice(number) }
  }

  private func addDevice(_ number: Int) throws {
    let clock = ProofClock(clock, number: number + 1)
    let network = FaultyNetwork()
    let staff = number % History.staffCount
    network.deliver = { [unowned self] (method, request) throws(Status) in
      try self.deliver(number, method, request)
    }
    network.crash = { [unowned self] in self.crash() }
    let device = try makeDevice(number + 1, clock)
    places.append(Place(device: device, network: network, clock: clock, staff: staff))
    model.branches[try device.id] = ReferenceModel.Branch(staff: place.staff[staff])
  }

  func staff(of number: Int) -> StaffID { place.staff[places[number].staff] }

  func breach(_ invariant: Int, _ what: String) {
    outcome.breaches.append(Breach(invariant, "\(what) [step \(stepNumber)]"))
  }

  // MARK: The run

  /// Carries the history out, until the first thing that does not hold.
  func run() -> HistoryOutcome {
    do {
      for (number, operation) in history.operations.enumerated() {
        stepNumber = number + 1
        pass(seconds: 7)
        try perform(operation)
        outcome.tally.steps += 1
        if !outcome.breaches.isEmpty { return outcome }
      }
      stepNumber = history.operations.count + 1
      try settleDown()
      try checkFiles()
    } catch {
      breach(0, "the proof itself failed: \(error)")
    }
    return outcome
  }

  func pass(seconds: Int64) {
    clock.advance(seconds: seconds)
  }

  func crash() {
    outcome.tally.crashes += 1
    do {
      try server.crash()
    } catch {
      breach(0, "the server does not begin again: \(error)")
    }
  }

  // MARK: Calls

  /// Hands a device's call to the server, and looks at what it did.
  func deliver(
    _ number: Int, _ method: String, _ request: [UInt8]
  ) throws(Status) -> [UInt8] {
    let caller = server.caller(1 + places[number].staff)
    var answer: [UInt8] = []
    var refusal: Status?
    do {
      answer = try caller.bytes(method, request)
    } catch let status as Status {
      refusal = status
      outcome.tally.refusals[status.info.reason, default: 0] += 1
      // A store that is full may end the transaction by itself; that is told as a fault, and nothing was written.
      if status.info.reason == "INTERNAL" && !isFull {
        breach(14, "the server failed at \(method)")
      }
    } catch {
      refusal = Status(.unknown, "\(error)")
    }
    do {
      if method.hasSuffix("/Push") {
        try pushed(number, request, refusal == nil ? answer : nil)
      } else if method.hasSuffix("/Pull"), refusal == nil {
        try pulled(number, request, answer)
      }
    } catch {
      breach(0, "an answer could not be looked at: \(error)")
    }
    if let refusal { throw refusal }
    return answer
  }

  /// Reads what the server knows anew, and holds the model to it.
  func look(at found: ServerFacts? = nil) throws {
    let before = facts
    facts = try found ?? ServerFacts(of: server, customers: customers, after: facts)
    outcome.breaches += model.settle(facts).map {
      Breach($0.invariant, "\($0.what) [step \(stepNumber)]")
    }
    for what in Checker.illegalSteps(from: before, to: facts) { breach(12, what) }
    for what in Checker.overlaps(facts) { breach(12, what) }
  }

  private func pushed(_ number: Int, _ request: [UInt8], _ answer: [UInt8]?) throws {
    outcome.tally.pushes += 1
    let before = facts
    guard let answer else { return try look() }
    let push = try PushRequest(binary: request)
    let response = try PushResponse(binary: answer)
    let staff = staff(of: number)
    let now = clock.now()
    var moment = PushMoment(
      device: try places[number].device.id, strict: FieldScope(of: staff, in: before, now: now),
      wide: FieldScope(of: staff, in: before, now: nil), after: before, before: before)
    moment.after = try ServerFacts(of: server, customers: customers, after: before)
    for result in response.results {
      let reason = result.outcome == .rejected ? " \(result.reason) \(result.field)" : ""
      outcome.tally.results["\(result.outcome)\(reason)", default: 0] += 1
    }
    outcome.breaches += model.take(push, response, at: moment).map {
      Breach($0.invariant, "\($0.what) [step \(stepNumber)]")
    }
    try look(at: moment.after)
  }

  private func pulled(_ number: Int, _ request: [UInt8], _ answer: [UInt8]) throws {
    outcome.tally.pulls += 1
    let response = try PullResponse(binary: answer)
    outcome.tally.rows += response.rows.count
    let scope = FieldScope(of: staff(of: number), in: facts, now: clock.now())
    for what in Checker.leaks(response, scope, facts) { breach(5, what) }
    for what in memory.disorder(response) { breach(6, what) }
    let named = response.rows.filter { $0.entity == .customer }.map(\.id)
    if !named.isEmpty {
      let line = try Checker.accessLine(server)
      for id in named where !line.contains(id) {
        breach(13, "customer \(id) was handed over, and the access log does not say so")
      }
    }
  }

  // MARK: The end

  /// Lets everybody sync in fair weather, and checks what must be true then.
  private func settleDown() throws {
    for round in 1...3 {
      for number in places.indices where !isOut(number) {
        places[number].network.weather = Weather.fair
        try places[number].device.revive()
        pass(seconds: 61)
        do throws(Status) {
          try places[number].device.sync(places[number].network)
        } catch {
          if round == 3 { breach(14, "device \(number) cannot sync any more: \(error)") }
        }
        try checkDevice(number)
      }
    }
    for number in places.indices where !isOut(number) {
      let device = places[number].device
      let waiting = try device.waiting().count
      if waiting > 0 { breach(14, "device \(number) still holds \(waiting) changes") }
      try checkAnswers(number)
      if places[number].network.lastAnswer == nil {
        breach(14, "device \(number) did not get to the end of its sync")
      }
      for what in try Checker.differences(
        device.cleanRows(), staff(of: number),
        FieldScope(of: staff(of: number), in: facts, now: clock.now()), facts)
      { breach(1, "device \(number): \(what)") }
    }
  }

  /// I11: the server's files hold nothing of who was erased that only field sync had, not even where nothing is any more.
  private func checkFiles() throws {
    if erased.isEmpty { return }
    let files = server.files()
    for (number, id) in place.customers.enumerated() where erased.contains(id) {
      for file in files where file.bytes.holds(Array(Checker.noteMark(of: number).utf8)) {
        breach(11, "\(file.name) still holds a note of customer \(number)")
      }
    }
  }

  func isOut(_ number: Int) -> Bool {
    places[number].isOut || suspended.contains(places[number].staff)
  }

  /// I4: every change has exactly one result, those in quarantine are listed.
  private func checkAnswers(_ number: Int) throws {
    let device = places[number].device
    guard let branch = model.branches[try device.id] else { return }
    let lost = try device.made().subtracting(branch.outcomes.keys).count
    if lost > 0 { breach(4, "\(lost) changes of device \(number) were never answered") }
  }
}
