import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// Steps that happen on a device, and between it and the server.
extension HistoryRun {
  func perform(_ operation: Operation) throws {
    if let change = try change(operation) {
      return try performOnDevice(operation, change)
    }
    switch operation.verb {
    case .push: try sync(operation, blocked: "/Pull")
    case .pull, .sync: try sync(operation)
    case .interrupted: try interrupted(operation)
    case .die: die(operation)
    case .clock: jump(operation)
    case .forge: try forge(operation)
    case .full: try full(operation)
    case .shuffle, .beyond: try disorder(operation)
    case .reuse: try reuse(operation)
    case .upgrade: places[device(operation)].network.schemaRev = Int32(2 + operation.value % 2)
    default: try performInOffice(operation)
    }
  }

  func device(_ operation: Operation) -> Int { operation.who % places.count }

  private func performOnDevice(_ operation: Operation, _ changes: [FieldChange]) throws {
    let number = device(operation)
    if changes.isEmpty { return }
    do {
      try places[number].device.perform(changes)
    } catch let status as Status {
      // What a device refuses by itself has not happened.
      outcome.tally.refusals["on the device: \(status.info.reason)", default: 0] += 1
      return
    }
    try checkOwnWrites(number)
  }

  /// The text of a change: readable, of its own, and found again when the customer is erased.
  func text(_ value: Int, _ customer: CustomerID) -> String {
    let number = place.customers.firstIndex(of: customer) ?? 99
    return "t\(value) m\(number)m"
  }

  /// The text of a note: what only field sync keeps bears a mark of its own.
  func noteText(_ value: Int, _ customer: CustomerID) -> String {
    let number = place.customers.firstIndex(of: customer) ?? 99
    return "\(text(value, customer)) \(Checker.noteMark(of: number))"
  }

  /// What an operation does on its device; nil when it is none of a device's, empty when there is nothing to do it to.
  private func change(_ operation: Operation) throws -> [FieldChange]? {
    let number = device(operation)
    switch operation.verb {
    case .note, .place, .both, .shift, .hand, .attempt, .jot, .step, .finish:
      guard let visit = try carriedVisit(number, operation.what) else { return [] }
      return try visitChange(operation, visit)
    case .phone, .tongue, .label, .plan:
      let rows = (try? places[number].device.cleanRows()) ?? [:]
      let customers = rows.values.compactMap(\.customer).sorted { $0.id < $1.id }
      if customers.isEmpty { return [] }
      return customerChange(operation, customers[operation.what % customers.count])
    case .again: return repeated[number].map { [$0] } ?? []
    case .resolve:
      let rows = (try? places[number].device.cleanRows()) ?? [:]
      let conflicts = rows.values.compactMap(\.conflict).sorted { $0.id < $1.id }
      if conflicts.isEmpty { return [] }
      let conflict = conflicts[operation.what % conflicts.count]
      return [.resolve(conflict.id, Self.choices(conflict, operation.value))]
    default: return nil
    }
  }

  /// One of the visits that a device shows.
  private func carriedVisit(_ number: Int, _ what: Int) throws -> Visit? {
    let rows = (try? places[number].device.cleanRows()) ?? [:]
    let ids = rows.values.compactMap { $0.visit?.visit?.id }.sorted()
    if ids.isEmpty { return nil }
    return try places[number].device.visit(ids[what % ids.count])
  }

  static func choices(_ conflict: SyncConflict, _ value: Int) -> [FieldChoice] {
    conflict.fields.map { field in
      var choice = FieldChoice()
      choice.name = field.name
      choice.choice = value % 2 == 0 ? .theirs : .mine
      return choice
    }
  }

  private func visitChange(_ operation: Operation, _ visit: Visit) throws -> [FieldChange] {
    let text = text(operation.value, visit.customerID)
    var patch = Visit()
    patch.note = text
    patch.place = "\(text) place"
    switch operation.verb {
    case .note: return [.visit(visit.id, fields: ["note"], patch)]
    case .place: return [.visit(visit.id, fields: ["place"], patch)]
    case .both: return [.visit(visit.id, fields: ["note", "place"], patch)]
    case .hand:
      patch.staffID = place.staff[operation.value % place.staff.count]
      return [.visit(visit.id, fields: ["staff_id"], patch)]
    case .shift:
      (patch.startTime, patch.endTime) = slot(operation.value)
      return [.visit(visit.id, fields: ["start_time", "end_time"], patch)]
    case .attempt:
      let change = attempt(operation, visit.id, text)
      repeated[device(operation)] = change
      return [change]
    case .jot:
      var note = VisitNote()
      note.id = FieldPlace.key(12, stepNumber << 8 | operation.who)
      note.visitID = visit.id
      note.text = noteText(operation.value, visit.customerID)
      note.time = places[device(operation)].clock.now()
      repeated[device(operation)] = .note(note)
      return [.note(note)]
    case .finish:
      return [attempt(operation, visit.id, text), .step(visit.id, Self.step(to: .done))]
    default:
      let states: [VisitState] = [
        .confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled, .enRoute, .done,
      ]
      return [.step(visit.id, Self.step(to: states[operation.value % states.count]))]
    }
  }

  private static func step(to state: VisitState) -> VisitStep {
    var step = VisitStep()
    step.to = state
    if state == .noShow || state == .cancelled { step.reason = "as it happened" }
    return step
  }

  private func attempt(
    _ operation: Operation, _ visit: VisitID, _ text: String
  ) -> FieldChange {
    let value = operation.value
    var attempt = VisitAttempt()
    attempt.id = FieldPlace.key(11, stepNumber << 16 | value % 65_536)
    attempt.visitID = visit
    attempt.outcome = [.met, .noAnswer, .refused][value % 3]
    attempt.note = text
    attempt.time = places[device(operation)].clock.now()
    return .attempt(attempt)
  }

  /// One of the times at which visits are moved or planned: few, so that they are wanted twice.
  func slot(_ value: Int) -> (Timestamp, Timestamp) {
    let day = Int(FieldScope.day(clock.now()) - FieldScope.day(FieldPlace.start)) + value % 4
    let hour = 13 + value / 4 % 6
    return (
      FieldPlace.at(day: day, hour: hour), FieldPlace.at(day: day, hour: hour, minute: 50)
    )
  }

  private func customerChange(_ operation: Operation, _ customer: Customer) -> [FieldChange] {
    var patch = customer
    switch operation.verb {
    case .phone:
      patch.contactPoints = [FieldPlace.phone(operation.value)]
      return [.customer(customer.id, fields: ["contact_points"], patch)]
    case .tongue:
      patch.language = ["ko", "en", "vi", "zh", "th"][operation.value % 5]
      return [.customer(customer.id, fields: ["language"], patch)]
    case .label:
      let label = "label-\(operation.value % 5)"
      if patch.tags.contains(label) {
        patch.tags.removeAll { $0 == label }
      } else {
        patch.tags.append(label)
      }
      return [.customer(customer.id, fields: ["tags"], patch)]
    default:
      var visit = Visit()
      visit.id = FieldPlace.key(3, stepNumber << 8 | operation.who)
      visit.customerID = customer.id
      visit.staffID = staff(of: device(operation))
      visit.purpose = "first_visit"
      (visit.startTime, visit.endTime) = slot(operation.value)
      visit.outsideHours = "as agreed"
      return [.newVisit(visit)]
    }
  }

  // MARK: Between device and server

  private func sync(_ operation: Operation, blocked: String? = nil) throws {
    let number = device(operation)
    let network = places[number].network
    network.weather = Weather(operation.value)
    network.blocked = blocked
    var wasOff = false
    do throws(Status) {
      try places[number].device.sync(network)
    } catch {
      outcome.tally.refusals["sync: \(error.info.reason)", default: 0] += 1
      wasOff = error.info.reason == "SWITCHED_OFF"
      if wasOff { network.forgetAnswer() }
    }
    network.blocked = nil
    network.between = nil
    network.weather = .fair
    try places[number].device.revive()
    try checkDevice(number, wasOff: wasOff)
  }

  /// A pull in short pages, and the office changes something after the first of them.
  private func interrupted(_ operation: Operation) throws {
    let number = device(operation)
    let verbs: [Verb] = [.reassign, .worker, .delete, .officeNote, .officeShift, .officePlan]
    let change = Operation(
      verbs[operation.what % verbs.count], operation.value % 3, operation.value / 3 % 12,
      operation.value)
    places[number].network.between = { [unowned self] in
      do {
        try self.performInOffice(change)
      } catch {
        self.breach(0, "the office could not work: \(error)")
      }
    }
    // Fair weather with pages of one to four rows.
    var value = operation.value
    while !Weather(value).isSlow { value += 1 }
    try sync(Operation(.sync, operation.who, operation.what, value))
  }

  private func die(_ operation: Operation) {
    places[device(operation)].device.die(at: operation.value % 14)
  }

  private func jump(_ operation: Operation) {
    let years: Int64 = 3 * 365 * 86_400
    let jumps: [Int64] = [years, -years, 0, 7200, -7200, 0]
    let place = places[device(operation)]
    place.clock.jump(seconds: jumps[operation.value % jumps.count])
    if operation.value % 5 == 0 { place.clock.boot() }
  }

  /// A cursor of another device, of nobody, or cut short.
  private func forge(_ operation: Operation) throws {
    let number = device(operation)
    // Its own last one it may have been given without storing what came with it: then it would deceive itself.
    let from = operation.what % places.count
    let other = from == number ? nil : places[from].network.lastCursor
    let forged =
      switch operation.value % 3 {
      case 0: other ?? "AAAA"
      case 1: String((other ?? "").prefix(operation.value % 40)) + "A"
      default: "no cursor at all"
      }
    places[number].network.forged = forged
    try sync(Operation(.sync, operation.who, 0, Weather.fairValue))
    places[number].network.forged = nil
  }

  private func full(_ operation: Operation) throws {
    server.fill(true)
    isFull = true
    try sync(operation)
    isFull = false
    server.fill(false)
  }

  /// A push that arrives in disorder: what cannot be in its place is not taken.
  private func disorder(_ operation: Operation) throws {
    let network = places[device(operation)].network
    network.disorder =
      operation.verb == .beyond
      ? .trunkBeyond : FaultyNetwork.Disorder(rawValue: operation.value % 4)
    try sync(Operation(.sync, operation.who, 0, Weather.fairValue))
    network.disorder = nil
  }

  /// A number that was used comes again with something else, as from a device that was copied.
  private func reuse(_ operation: Operation) throws {
    let number = device(operation)
    guard var push = places[number].network.lastPush,
      let index = push.mutations.firstIndex(where: { $0.visit != nil && $0.op == .patch }),
      let branch = model.branches[push.deviceID], push.mutations[index].n <= branch.lastN,
      push.epoch == (try server.standing().epoch), !isOut(number)
    else { return }
    push.mutations[index].visit?.note = "t\(operation.value) something else"
    push.mutations = [push.mutations[index]]
    do throws(Status) {
      let answer = try deliver(number, "pcrm.v1.FieldSyncService/Push", push.binary())
      // After a quarter of a year the server knows that the number was taken, and not for what any more.
      let outcome = (try? PushResponse(binary: answer))?.results.first?.outcome
      if !places[number].network.isLastPushOld || outcome != .duplicate {
        breach(3, "number \(push.mutations[0].n) came again with something else, and was taken")
      }
    } catch {
      if error.info.reason != "MUTATION_REUSED" {
        breach(3, "a number that came again with something else was answered with \(error)")
      }
    }
  }

  // MARK: Looking at the device

  /// I1, I5, I7: right after a pull that was complete, a device has what the server has for it, and nothing else; and
  /// nothing at all once it was told to wipe what it carries.
  ///
  /// - Parameter wasOff: it was switched off in the middle, and has had no time for that.
  func checkDevice(_ number: Int, wasOff: Bool = false) throws {
    // A device that is out may be back with a store that was put back: what it took over shows there, too.
    if places[number].network.completePulls > places[number].completePulls {
      places[number].completePulls = places[number].network.completePulls
      try forgetAnswered(number)
    }
    let device = places[number].device
    if try device.isWiped() {
      let held = try device.held()
      if held > 0 && !wasOff {
        breach(5, "device \(number) was told to wipe what it carries, and has \(held) rows")
      }
      return
    }
    if isOut(number) { return }
    try checkOwnWrites(number)
    guard let answer = places[number].network.lastAnswer, answer.method.hasSuffix("/Pull"),
      let response = try? PullResponse(binary: answer.bytes), response.complete
    else { return }
    let scope = FieldScope(of: staff(of: number), in: facts, now: clock.now())
    let rows: [String: SyncRow]
    do {
      rows = try device.cleanRows()
    } catch let status as Status where status.info.reason == "LEASE_OVER" {
      return
    }
    for what in Checker.differences(rows, staff(of: number), scope, facts) {
      breach(1, "device \(number): \(what)")
    }
  }

  /// I8: what was done on a device shows there, until the server's rows have it or it was decided otherwise.
  func checkOwnWrites(_ number: Int) throws {
    let device = places[number].device
    for mutation in try device.waiting() where mutation.entity == .visit && mutation.op == .patch {
      guard mutation.fields?.paths.contains("note") == true, let patch = mutation.visit,
        let id = VisitID(mutation.entityID)
      else { continue }
      ownNotes[number, default: [:]][id] = (mutation.id, patch.note)
    }
    guard let branch = model.branches[try device.id] else { return }
    for (id, note) in ownNotes[number] ?? [:] {
      let became = branch.outcomes[note.change]
      let stands = [nil, .applied, .merged].contains(became)
      guard stands, let visit = try? device.visit(id) else {
        ownNotes[number]?[id] = nil
        continue
      }
      if visit.note != note.text {
        breach(8, "device \(number) does not show the note that was written on it")
      }
    }
  }

  /// A device has taken over what the server has: from now on that shows.
  private func forgetAnswered(_ number: Int) throws {
    let waiting = Set(try places[number].device.waiting().map(\.id))
    for (id, note) in ownNotes[number] ?? [:] where !waiting.contains(note.change) {
      ownNotes[number]?[id] = nil
    }
  }
}
