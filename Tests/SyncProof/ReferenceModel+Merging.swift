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

  mutating func patchVisit(
    _ mutation: Mutation, _ result: MutationResult, _ moment: PushMoment
  ) -> [Breach] {
    if result.outcome == .rejected { return mayRefuse(mutation) }
    guard let patch = mutation.visit, var row = rows[mutation.entityID] else {
      return [Breach(2, "changed a visit that is not there")]
    }
    let values = ReferenceText.fields(of: patch)
    let names = mutation.fields?.paths ?? []
    let isMove = names.contains("start_time")
    let isEnded = Self.ended.contains(row.fields["state"]?.value ?? "")
    let held = heldBack(result, moment)
    var breaches: [Breach] = []
    var moved = false
    for name in names {
      guard let value = values[name] else { continue }
      let isTheirs =
        name == "staff_id"
        ? row.fields[name]?.value != value
        : mustConflict(row, name, value, mutation, moment.device)
      if isTheirs && !held.contains(name) && !isEnded && !(isMove && result.nextVisitID.isEmpty) {
        breaches.append(Breach(2, "\(name) of others was written over"))
      }
      if !isTheirs && held.contains(name) && !isMove && !isEnded {
        breaches.append(Breach(2, "a conflict about \(name), which nobody else has changed"))
      }
      if held.contains(name) || row.fields[name]?.value == value { continue }
      touched.insert(mutation.entityID)
      if name == "start_time" || name == "end_time" {
        moved = true
      } else {
        row.set(name, value, version: version(of: result), by: moment.device)
      }
    }
    if moved && !result.nextVisitID.isEmpty {
      expected[result.nextVisitID.description] = [
        "start_time": values["start_time"] ?? "", "staff_id": row.fields["staff_id"]?.value ?? "",
      ]
      if !isEnded {
        row.set("state", "8", version: version(of: result), by: moment.device)
      }
    } else if moved && held.isEmpty && result.outcome != .conflict {
      breaches.append(Breach(2, "accepted another time, and named no visit at that time"))
    }
    rows[mutation.entityID] = row
    if result.outcome == .conflict { touched.insert(mutation.entityID) }
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
      if !isTheirs && held.contains(name) {
        breaches.append(Breach(2, "a conflict about \(name), which nobody else has changed"))
      }
      if held.contains(name) || row.fields[name]?.value == value { continue }
      touched.insert(mutation.entityID)
      row.set(name, value, version: version(of: result), by: moment.device)
    }
    rows[mutation.entityID] = row
    return breaches
  }

  mutating func step(_ mutation: Mutation, _ result: MutationResult) -> [Breach] {
    guard let row = rows[mutation.entityID], let to = mutation.step?.to,
      let from = row.fields["state"].flatMap({ Int32($0.value) })
    else { return result.outcome == .rejected ? [] : [Breach(2, "a step of no visit")] }
    let isLegal = Self.isStep(from: from, to: to.rawValue)
    touched.insert(mutation.entityID)
    switch result.outcome {
    case .rejected, .duplicate: return []
    case .conflict:
      open.insert("\(mutation.entityID) state")
      return isLegal && from != 8 ? [Breach(2, "a conflict about a step that is free")] : []
    default:
      if from == to.rawValue { return [] }
      if !isLegal { return [Breach(12, "went from \(from) to \(to.rawValue)")] }
      let version = version(of: result)
      rows[mutation.entityID]?.set("state", "\(to.rawValue)", version: version, by: nil)
      return []
    }
  }

  mutating func append(
    _ mutation: Mutation, _ result: MutationResult, to row: String?, _ name: String
  ) -> [Breach] {
    guard let row else { return [Breach(4, "an addition to nothing was taken")] }
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

  mutating func create(_ mutation: Mutation, _ result: MutationResult) -> [Breach] {
    guard let visit = mutation.visit else { return [] }
    if result.outcome == .applied || result.outcome == .merged {
      expected[mutation.entityID] = [
        "start_time": ReferenceText.text(visit.startTime), "state": "2",
      ]
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
    chosen(conflict)
    return []
  }

  /// Somebody has chosen: what the fields are now, the facts tell.
  mutating func chosen(_ conflict: SyncConflict) {
    touched.insert(conflict.entityID)
    for field in conflict.fields { open.insert("\(conflict.entityID) \(field.name)") }
    // A choice may move a visit.
    for name in ["state", "start_time", "end_time", "staff_id"] {
      open.insert("\(conflict.entityID) \(name)")
    }
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
    guard let row = rows[mutation.entityID] else { return [] }
    let isEnded = Self.ended.contains(row.fields["state"]?.value ?? "")
    let isPlan = names.contains("start_time") || names.contains("staff_id")
    return isEnded || isPlan || !mutation.groupID.isEmpty
      ? [] : [Breach(2, "refused, though nothing stands in the way")]
  }
}
