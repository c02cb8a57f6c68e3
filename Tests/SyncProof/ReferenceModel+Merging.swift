import PCRMCore
import PCRMModel
import ProtobufCodec

/// What becomes of each kind of change.
extension ReferenceModel {
  /// States that no step leads out of.
  static let ended: Set<String> = ["6", "7", "8"]

  /// Steps of a visit's life, as the contract tells them: forwards, and to the two ends before it is begun.
  static func isStep(from: Int32, to: Int32) -> Bool {
    switch (from, to) {
    case (1, 2...6), (2, 3...6), (3, 4...6), (4, 5...6), (5, 6): true
    case (1...4, 8), (2...4, 7): true
    default: false
    }
  }

  /// A conflict iff others have changed the field since the trunk, and what stands is something else.
  private func mustConflict(
    _ row: ReferenceRow, _ name: String, _ value: String, _ mutation: Mutation, _ device: DeviceID
  ) -> Bool {
    row.changedByOthers(name, since: mutation.trunkVersion, than: device)
      && row.fields[name]?.value != value
  }

  /// The visit in which one that was moved goes on.
  func goesOn(_ id: String) -> String {
    var id = id
    while let row = rows[id], Self.ended.contains(row.fields["state"]?.value ?? ""),
      !row.next.isEmpty, rows[row.next] != nil
    { id = row.next }
    return id
  }

  /// The visits in which one goes on that a device moved itself, itself first, and whether the server must go to the last.
  ///
  /// - Parameter happened: when something happened there, as far as that is known.
  func goesOn(
    _ id: String, since trunk: Int64, happened: [Timestamp?], _ moment: PushMoment
  ) -> (chain: [String], isSure: Bool) {
    var (id, trunk, isSure) = (id, trunk, true)
    var chain = [id]
    while let row = rows[id], Self.ended.contains(row.fields["state"]?.value ?? ""),
      row.nextWriter == moment.device, row.nextVersion > trunk, let next = rows[row.next],
      moment.reach(visit: row.next) != .outside
    {
      let start = next.fields["start_time"].flatMap { Int64($0.value) } ?? 0
      let earliest = start - 86_400_000_000
      let isEarly = happened.compactMap { $0?.microseconds }.contains { $0 < earliest }
      if row.isNextOld || isEarly { isSure = false }
      (id, trunk) = (row.next, 0)
      chain.append(id)
    }
    return (chain, isSure)
  }

  mutating func patchVisit(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    if result.outcome == .rejected { return mayRefuse(mutation) }
    let id = goesOn(mutation.entityID)
    guard let patch = mutation.visit, let first = rows[mutation.entityID], var row = rows[id] else {
      return [Breach(2, "changed a visit that is not there")]
    }
    let seen = mutation.visitBase.map(ReferenceText.fields(of:)) ?? [:]
    let values = ReferenceText.fields(of: patch)
    let names = mutation.fields?.paths ?? []
    let held = heldBack(result, moment)
    let isSame = id == mutation.entityID
    var breaches: [Breach] = []
    var moved = false
    for name in names {
      guard let value = values[name] else { continue }
      let isOther = row.fields[name]?.value != value
      let isTheirs =
        name == "staff_id"
        ? isOther
        : mustConflict(first, name, value, mutation, moment.device) && isOther
      if isTheirs && !held.contains(name) && isSame {
        breaches.append(Breach(2, "\(name) of others was written over"))
      }
      // Half of a time is no time: the other half may be held back with it.
      let mayBeHeld =
        isTheirs || !isSame || seen[name] != row.fields[name]?.value || name.hasSuffix("_time")
      if held.contains(name) && !mayBeHeld {
        breaches.append(Breach(2, "a conflict about \(name), which nobody else has changed"))
      }
      if held.contains(name) || !isOther { continue }
      touched.insert(id)
      if name == "start_time" || name == "end_time" {
        moved = true
      } else {
        row.set(name, value, version: version(of: result), by: moment.device)
      }
    }
    if moved && !result.nextVisitID.isEmpty {
      row.set("state", "8", version: version(of: result), by: moment.device)
      rows[id] = row
      replace(
        id, by: result.nextVisitID.description, values: values.filter { $0.key.hasSuffix("_time") })
      let version = version(of: result)
      rows[id]?.nextWriter = moment.device
      rows[id]?.nextVersion = version
      row = rows[id] ?? row
    } else if moved {
      breaches.append(Breach(2, "accepted another time, and named no visit at that time"))
    }
    rows[id] = row
    if result.outcome == .conflict { touched.insert(id) }
    return breaches
  }

  mutating func patchCustomer(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    if result.outcome == .rejected { return mayRefuse(mutation) }
    guard let patch = mutation.customer, var row = rows[mutation.entityID] else {
      return [Breach(2, "changed a customer who is not there")]
    }
    let values = ReferenceText.fields(of: patch)
    let held = heldBack(result, moment)
    var breaches: [Breach] = []
    for name in mutation.fields?.paths ?? [] {
      if name == "tags" {
        let base = Set(mutation.customerBase?.tags ?? [])
        let mine = Set(patch.tags)
        let theirs = row.sets["tags"] ?? []
        // Each of them is a matter of its own; what is added stays.
        let merged = theirs.subtracting(base.subtracting(mine)).union(mine.subtracting(base))
        if held.contains(name) { breaches.append(Breach(2, "a conflict about labels")) }
        if merged != theirs { touched.insert(mutation.entityID) }
        row.sets["tags"] = merged
        continue
      }
      guard let value = values[name] else { continue }
      let isTheirs = mustConflict(row, name, value, mutation, moment.device)
      if isTheirs && !held.contains(name) {
        breaches.append(Breach(2, "\(name) of others was written over"))
      }
      let seen = mutation.customerBase.map(ReferenceText.fields(of:))?[name]
      if !isTheirs && held.contains(name) && seen == row.fields[name]?.value {
        breaches.append(Breach(2, "a conflict about \(name), which nobody else has changed"))
      }
      if held.contains(name) || row.fields[name]?.value == value { continue }
      touched.insert(mutation.entityID)
      row.set(name, value, version: version(of: result), by: moment.device)
    }
    rows[mutation.entityID] = row
    return breaches
  }

  mutating func step(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment, isOwn: Bool
  ) -> [Breach] {
    let isFact = ![.confirmed, .cancelled].contains(mutation.step?.to ?? .unspecified)
    let (chain, isSure) = goesOn(
      mutation.entityID, since: mutation.trunkVersion, happened: isFact ? [result.occurTime] : [],
      moment)
    if !isSure { return either(chain) }
    let id = chain.last ?? ""
    guard let row = rows[id], let to = mutation.step?.to,
      let from = row.fields["state"].flatMap({ Int32($0.value) })
    else { return result.outcome == .rejected ? [] : [Breach(2, "a step of no visit")] }
    let isLegal = Self.isStep(from: from, to: to.rawValue)
    touched.insert(id)
    // What was done and does not fit is kept as a try.
    if !isLegal || !isOwn { open.insert("\(id) attempts") }
    switch result.outcome {
    case .rejected, .duplicate: return []
    case .conflict:
      // Once somebody has chosen in the same push, the visit may have been moved: only the facts tell.
      return isLegal && isOwn && !adoptAll
        ? [Breach(2, "a conflict about a step that is free")] : []
    default:
      // Past it already: nothing changes but the tries.
      if !isLegal { return [] }
      let version = version(of: result)
      rows[id]?.set("state", "\(to.rawValue)", version: version, by: nil)
      return []
    }
  }

  mutating func append(
    _ mutation: Mutation, _ result: MutationResult, to visit: VisitID?, _ name: String,
    _ moment: PushMoment
  ) -> [Breach] {
    guard let first = visit?.description else {
      return [Breach(4, "an addition to nothing was taken")]
    }
    var row = first
    // What came before stands where it went then, however often the visit was moved since.
    while rows[row]?.sets[name]?.contains(mutation.entityID) != true,
      let next = rows[row]?.next, rows[next] != nil
    { row = next }
    if rows[row]?.sets[name]?.contains(mutation.entityID) != true {
      let (chain, isSure) = goesOn(
        first, since: mutation.trunkVersion,
        happened: name == "notes" ? [] : [result.occurTime, mutation.attempt?.time], moment)
      if !isSure { return either(chain) }
      row = chain.last ?? ""
    }
    let isThere = rows[row]?.sets[name]?.contains(mutation.entityID) == true
    switch result.outcome {
    case .rejected: return []
    case .duplicate:
      return isThere ? [] : [Breach(2, "said to be there already, and is not")]
    default:
      if isThere { return [Breach(3, "added a second time")] }
      rows[row]?.sets[name, default: []].insert(mutation.entityID)
      touched.insert(row)
      return []
    }
  }

  /// Something happened to one of several visits, each of which took the place of the one before: one was moved a quarter
  /// of a year ago, or it was too early for the next one.
  private mutating func either(_ chain: [String]) -> [Breach] {
    for id in chain {
      touched.insert(id)
      for name in ["attempts", "notes", "state"] { open.insert("\(id) \(name)") }
    }
    return []
  }

  mutating func create(_ mutation: Mutation, _ result: MutationResult) -> [Breach] {
    guard let visit = mutation.visit else { return [] }
    if result.outcome == .applied || result.outcome == .merged {
      var made = ReferenceRow(visit, [], [])
      made.fields["state"]?.value = "2"
      made.version = 0
      rows[mutation.entityID] = made
      touched.insert(mutation.entityID)
    }
    return []
  }

  mutating func resolve(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    guard result.outcome == .applied || result.outcome == .merged,
      let conflict = SyncConflictID(mutation.entityID).flatMap({ moment.before.conflicts[$0] })
        ?? SyncConflictID(mutation.entityID).flatMap({ moment.after.conflicts[$0] })
    else { return [] }
    chosen(conflict, on: moment.device)
    return []
  }

  /// Somebody has chosen: what the fields are now, and in which visit they stand, the facts tell.
  mutating func chosen(_ conflict: SyncConflict, on device: DeviceID? = nil) {
    adoptAll = true
    adoptedFrom = device
  }

  /// The fields that stand in the conflict of a result.
  private func heldBack(_ result: MutationResult, _ moment: PushMoment) -> Set<String> {
    guard result.outcome == .conflict else { return [] }
    return Set(moment.after.conflicts[result.conflictID]?.fields.map(\.name) ?? [])
  }

  private func version(of result: MutationResult) -> Int64 {
    result.version > 0 ? result.version : Self.pending
  }

  /// A change of a field is refused only for a reason that the office would hear too.
  private func mayRefuse(_ mutation: Mutation) -> [Breach] {
    let names = mutation.fields?.paths ?? []
    let id = goesOn(mutation.entityID)
    guard let row = rows[id], !open.contains("\(id) state") else { return [] }
    if mutation.trunkVersion > row.version { return [] }
    let isEnded = Self.ended.contains(row.fields["state"]?.value ?? "")
    let isPlan = names.contains("start_time") || names.contains("staff_id")
    return isEnded || isPlan || !mutation.groupID.isEmpty
      ? [] : [Breach(2, "refused, though nothing stands in the way")]
  }
}
