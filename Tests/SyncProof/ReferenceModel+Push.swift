import PCRMCore
import PCRMModel
import ProtobufCodec

/// Whether something is within what a device carries.
enum Reach {
  case inside
  case outside
  /// Only the day decides, and the server may have looked at the day before.
  case edge
}

/// What the model needs to know of the moment of a push.
struct PushMoment {
  var device: DeviceID
  /// What the member of staff carries today.
  var strict: FieldScope
  /// What it would carry if days did not count.
  var wide: FieldScope
  /// Conflicts and quarantine after the push.
  var after: ServerFacts
  /// Conflicts before it.
  var before: ServerFacts

  func reach(visit id: String) -> Reach {
    guard let id = VisitID(id) else { return .outside }
    if strict.visits.contains(id) { return .inside }
    return wide.visits.contains(id) || before.visits[id] == nil ? .edge : .outside
  }

  func reach(customer id: String) -> Reach {
    guard let id = CustomerID(id) else { return .outside }
    if strict.customers.contains(id) { return .inside }
    return wide.customers.contains(id) ? .edge : .outside
  }
}

extension ReferenceModel {
  /// Takes a push that was carried out: what its results mean, and whether they may be what they are.
  mutating func take(
    _ request: PushRequest, _ response: PushResponse, at moment: PushMoment
  ) -> [Breach] {
    var breaches: [Breach] = []
    let device = moment.device
    for result in response.results {
      guard let mutation = request.mutations.first(where: { $0.n == result.n }) else {
        breaches.append(Breach(4, "a result for \(result.n), which was not sent"))
        continue
      }
      guard let branch = branches[device] else { continue }
      if result.n <= branch.lastN {
        // Of what it said it has stored, a device hears only that it was done.
        let isForgotten = result.outcome == .duplicate && result.version == 0
        let known = branch.results[result.n]
        if !isForgotten && known != nil && known != result.binary() {
          breaches.append(Breach(3, "mutation \(result.n) was answered otherwise than before"))
        }
        continue
      }
      if result.n != branch.lastN + 1 {
        breaches.append(Breach(10, "\(result.n) was taken after \(branch.lastN)"))
      }
      branches[device]?.lastN = result.n
      branches[device]?.results[result.n] = result.binary()
      branches[device]?.outcomes[mutation.id] = result.outcome
      breaches += take(mutation, result, moment).map {
        Breach($0.invariant, "\($0.what) (\(mutation.words) → \(result.words))")
      }
    }
    if let last = branches[device]?.lastN, response.lastN != last {
      breaches.append(Breach(4, "last_n is \(response.lastN), and \(last) was answered"))
    }
    return breaches + groups(request, response)
  }

  /// All or none of a group.
  private func groups(_ request: PushRequest, _ response: PushResponse) -> [Breach] {
    var took: [SyncGroupID: Set<Bool>] = [:]
    for mutation in request.mutations where !mutation.groupID.isEmpty {
      guard let result = response.results.first(where: { $0.n == mutation.n }) else { continue }
      let isTaken = result.outcome != .rejected && result.outcome != .quarantined
      took[mutation.groupID, default: []].insert(isTaken)
    }
    return took.values.contains { $0.count > 1 } ? [Breach(3, "half of a group was done")] : []
  }

  private mutating func take(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    if result.outcome == .unspecified { return [Breach(4, "no outcome")] }
    if result.outcome == .rejected && (result.code == 0 || result.reason.isEmpty) {
      return [Breach(4, "refused without a reason")]
    }
    if result.outcome == .quarantined { return quarantined(mutation, result, moment) }
    let reach = reach(of: mutation, moment)
    if hasErased && result.outcome == .rejected && result.reason == "DELETED" && reach != .inside {
      return []
    }
    // What was done while it was the device's counts, whoever has the visit now.
    let isFact =
      mutation.op == .append
      || [.inProgress, .done, .noShow].contains(mutation.step?.to ?? .unspecified)
    if branches[moment.device]?.isRevoked == true && result.outcome != .rejected {
      return [Breach(4, "a device out of service changed something")]
    }
    if reach == .outside && !isFact && result.outcome != .rejected {
      return [Breach(5, "changed what is not its own")]
    }
    switch (mutation.op, mutation.entity) {
    case (.patch, .visit): return patchVisit(mutation, result, moment)
    case (.patch, .customer): return patchCustomer(mutation, result, moment)
    case (.transition, .visit): return step(mutation, result, moment, isOwn: reach != .outside)
    case (.transition, .syncConflict): return resolve(mutation, result, moment)
    case (.append, .attempt):
      return append(mutation, result, to: mutation.attempt?.visitID, "attempts", moment)
    case (.append, .visitNote):
      return append(mutation, result, to: mutation.note?.visitID, "notes", moment)
    case (.create, .visit): return create(mutation, result)
    default: return []
    }
  }

  /// The row that a mutation is about, and whether it is the device's.
  private func reach(of mutation: Mutation, _ moment: PushMoment) -> Reach {
    switch mutation.entity {
    case .visit:
      mutation.op == .create
        ? moment.reach(customer: mutation.visit?.customerID.description ?? "")
        // A patch goes to the visit that took the place of one that was moved: whose that is counts.
        : moment.reach(
          visit: mutation.op == .patch ? goesOn(mutation.entityID) : mutation.entityID)
    case .customer: moment.reach(customer: mutation.entityID)
    case .attempt: moment.reach(visit: mutation.attempt?.visitID.description ?? "")
    case .visitNote: moment.reach(visit: mutation.note?.visitID.description ?? "")
    case .consent: moment.reach(customer: mutation.consent?.customerID.description ?? "")
    default: .edge
    }
  }

  private func quarantined(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    guard let item = moment.after.quarantine[result.quarantineID] else {
      return [Breach(4, "in quarantine, and no supervisor sees it")]
    }
    if item.mutation?.id != mutation.id {
      return [Breach(4, "quarantine holds another change than the one that was sent")]
    }
    // What counts on a change that is in quarantine waits with it.
    let before = branches[moment.device]?.results[mutation.afterN]
      .flatMap { try? MutationResult(binary: $0) }
    if before?.outcome == .quarantined { return [] }
    let isOwn = reach(of: mutation, moment) == .inside && mutation.groupID.isEmpty
    if isOwn && branches[moment.device]?.isRevoked == false {
      return [Breach(4, "in quarantine though it is the device's own")]
    }
    return []
  }
}

extension Mutation {
  /// For people.
  var words: String {
    "n\(n) \(op) \(entity) \(entityID) trunk \(trunkVersion) \(fields?.paths ?? [])"
  }
}

extension MutationResult {
  /// For people.
  var words: String { "\(outcome) \(reason) \(field) v\(version)" }
}
