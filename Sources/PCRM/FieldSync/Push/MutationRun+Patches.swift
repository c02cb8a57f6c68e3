import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension MutationRun {
  mutating func createVisit(_ writer: inout Writer) throws(Status) {
    guard var draft = mutation.visit else { throw .required("visit") }
    try caller.checkMay(.editVisits)
    draft.id = mutation.rowID()
    draft.seriesID = SeriesID()
    draft.occurrenceTime = nil
    draft.planID = VisitPlanID()
    if let stored = try writer.reader.visit(draft.id) {
      let draft = draft.normalised()
      guard stored.customerID == draft.customerID, stored.startTime == draft.startTime,
        stored.purpose == draft.purpose, writer.reader.isOf(device.staff, stored)
      else { throw .idTaken("entity_id") }
      customer = stored.customerID
      return end(.duplicate, version: stored.version)
    }
    guard try customer(draft.customerID, writer.reader) != nil else { return }
    do throws(Status) {
      let visit = try inside("visit") { () throws(Status) in
        try writer.planVisit(draft, by: caller)
      }
      touched = TouchedRow(.visit, visit.id, before: 0, after: visit.version)
      end(.applied, version: visit.version)
    } catch {
      try offerTimes(instead: draft, error, writer.reader)
      throw error
    }
  }

  mutating func patchVisit(_ writer: inout Writer) throws(Status) {
    guard let mine = mutation.visit, let fields = mutation.fields?.paths else {
      throw .required("visit")
    }
    try caller.checkMay(.editVisits)
    guard let found = try visit(mutation.rowID(), isFact: false, writer.reader) else { return }
    var stored = found.visit
    var row = TouchedRow(.visit, stored.id, before: stored.version, after: stored.version)
    var foreign = try foreignFields(row, since: mutation.trunkVersion, writer.reader)
    // A visit that was moved goes on in the one that took its place.
    while stored.state.isEnded, !stored.nextID.isEmpty,
      let next = try writer.reader.visit(stored.nextID)
    {
      if foreign.contains("next_id") { foreign.formUnion(["start_time", "end_time"]) }
      row = TouchedRow(.visit, next.id, before: next.version, after: next.version)
      foreign.formUnion(try foreignFields(row, since: 0, writer.reader))
      stored = next
    }
    if !isReleased && !writer.reader.isOf(device.staff, stored) { return hold("OUT_OF_SCOPE") }
    if stored.state.isEnded { throw .visitEnded(stored.state, "entity_id") }
    try stored.checkHold(at: writer.now, "entity_id")
    try caller.checkGoes(stored.staffID)
    foreign.formUnion(
      try overtaken(mutation.visitBase, stored, fields, row, known: foreign, writer))
    let merge = try FieldMerge(
      mine, seen: mutation.visitBase, stored: stored, fields: fields, foreign: foreign)
    var visit = stored
    let caller = caller
    if !merge.taken.isEmpty {
      visit = try inside("visit") { () throws(Status) in
        try writer.amendVisit(merge.row, from: stored, fields: merge.taken, by: caller)
      }
    }
    if !merge.moved.isEmpty { visit = try move(visit, to: mine, merge.moved, &writer) }
    row.after = visit.version
    touched = row
    try finish(merge, foreign, .visit, stored.id, version: visit.version, &writer)
  }

  /// Moves a visit to the device's time.
  ///
  /// - Returns: what the visit is afterwards; another one took its place.
  private mutating func move(
    _ stored: Visit, to mine: Visit, _ fields: [String], _ writer: inout Writer
  ) throws(Status) -> Visit {
    var wanted = stored
    if fields.contains("start_time") { wanted.startTime = mine.startTime }
    if fields.contains("end_time") {
      wanted.endTime = mine.endTime
    } else {
      wanted.keepLength(of: stored)
    }
    guard fields.contains("start_time") || fields.contains("end_time") else {
      throw .readOnly("outside_hours")
    }
    guard let start = wanted.startTime else { throw .required("visit.start_time") }
    guard let end = wanted.endTime else { throw .required("visit.end_time") }
    do throws(Status) {
      let next = try writer.reschedule(
        stored,
        to: VisitMove(
          start: start, end: end, staff: stored.staffID, reason: "moved on a device",
          outsideHours: fields.contains("outside_hours") ? mine.outsideHours : ""),
        by: caller)
      moved(to: next.id)
    } catch {
      try offerTimes(instead: wanted, error, writer.reader)
      throw error
    }
    guard let ended = try writer.reader.visit(stored.id) else { throw .internalError }
    return ended
  }

  /// Looks for times at which a visit could be whose time is taken.
  private mutating func offerTimes(
    instead visit: Visit, _ refusal: Status, _ reader: Reader
  ) throws(Status) {
    guard mayOffer, refusal.info.reason == "SLOT_TAKEN" else { return }
    guard let from = visit.startTime, let to = visit.endTime else { return }
    hasSearched = true
    var request = SuggestSlotsRequest()
    request.customerID = visit.customerID
    request.staffIDs = [visit.staffID]
    request.durationMinutes = Int32(
      clamping: (to.microseconds - from.microseconds + 59_999_999) / 60_000_000)
    request.fromDay = BusinessDay.today(
      Timestamp(microseconds: max(from.microseconds, reader.now.microseconds)))
    request.days = 14
    request.limit = 3
    request.anyTerritory = true
    do throws(Status) {
      offer(
        try reader.suggestSlots(request, reaching).slots.compactMap { slot in
          guard let from = slot.startTime, let to = slot.endTime else { return nil }
          return TimeWindow(from, to)
        })
    } catch {
      // It is refused for what it is refused for; that there is no other time to offer is no reason of its own.
      if error.code == .internal { throw error }
    }
  }

  mutating func patchCustomer(_ writer: inout Writer) throws(Status) {
    guard let mine = mutation.customer, let fields = mutation.fields?.paths else {
      throw .required("customer")
    }
    try caller.checkMay(.editCustomers)
    guard let stored = try customer(mutation.rowID(), writer.reader) else { return }
    var row = TouchedRow(.customer, stored.id, before: stored.version, after: stored.version)
    var foreign = try foreignFields(row, since: mutation.trunkVersion, writer.reader)
    foreign.formUnion(
      try overtaken(mutation.customerBase, stored, fields, row, known: foreign, writer))
    let merge = try FieldMerge(
      mine, seen: mutation.customerBase, stored: stored, fields: fields, foreign: foreign)
    var version = stored.version
    if !merge.taken.isEmpty {
      let (reader, caller) = (writer.reader, reaching)
      var patch = merge.row
      patch.version = 0
      let edit = try inside("customer") { () throws(Status) in
        try reader.update(
          of: stored, with: patch, mask: FieldMask(paths: merge.taken), by: caller,
          try reader.newestExtensionSchema())
      }
      version = try writer.carryOut(edit, by: caller).version
    }
    row.after = version
    touched = row
    try finish(merge, foreign, .customer, stored.id, version: version, &writer)
  }

  /// Keeps what could not be set, and says what became of the patch.
  private mutating func finish<Row: MergedRow, E>(
    _ merge: FieldMerge<Row>, _ foreign: Set<String>, _ entity: EntityType, _ id: ID<E>,
    version: Int64, _ writer: inout Writer
  ) throws(Status) {
    if merge.conflicts.isEmpty {
      return end(foreign.isEmpty ? .applied : .merged, version: version)
    }
    let conflict = try writer.openConflict(
      merge.kind, merge.conflicts, about: entity, id, customer: customer, mutation.n, of: device,
      at: occurrence.time)
    end(conflict: conflict, version: version)
  }

  /// The fields of a row that others changed since a version.
  func foreignFields(
    _ row: TouchedRow, since version: Int64, _ reader: Reader
  ) throws(Status) -> Set<String> {
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.trunkIgnored) { return [] }
    #endif
    var foreign = try reader.foreignFields(of: row, since: version, besides: device.id)
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.lastWriterWins) { foreign.remove("note") }
    #endif
    foreign.remove("")
    return foreign
  }

  /// Fields that have another value than the device saw, although no version tells of it: the store was put back, and
  /// its versions mean something else now. What the device itself changed is not among them.
  private func overtaken<Row: MergedRow>(
    _ seen: Row?, _ stored: Row, _ fields: [String], _ row: TouchedRow, known: Set<String>,
    _ writer: Writer
  ) throws(Status) -> Set<String> {
    if seen == nil && mutation.trunkVersion > row.before {
      throw Status.precondition(
        "TRUNK_AHEAD", "trunk_version",
        "the row has never had this version; pull, and send what was seen before the change"
      ).with("stored", String(row.before))
    }
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.trunkIgnored) || SyncFault.isPlanted(.lastWriterWins) { return [] }
    #endif
    // What was seen was the effect of a change that did not happen.
    if let predecessor, ![.applied, .merged, .duplicate].contains(predecessor) { return [] }
    let overtaken = Set(FieldMerge.overtaken(seen: seen, stored: stored, fields: fields))
      .subtracting(known)
    if overtaken.isEmpty { return [] }
    return overtaken.subtracting(try ownFields(of: row, since: 0, writer))
  }

  /// The fields of a row that the device itself changed since a version, in this push too.
  func ownFields(
    of row: TouchedRow, since version: Int64, _ writer: Writer
  ) throws(Status) -> Set<String> {
    var own = try writer.reader.ownFields(of: row, since: version, device.id)
    for change in writer.changes
    where change.key == (row.key.high, row.key.low) && change.version > version {
      own.formUnion(change.fields.split(separator: ",").map(String.init))
    }
    return own
  }
}

extension Visit {
  /// Ends as long after its beginning as another one does.
  mutating func keepLength(of other: Visit) {
    guard let from = other.startTime, let to = other.endTime, let start = startTime else { return }
    let (end, isOver) = start.microseconds.addingReportingOverflow(
      to.microseconds - from.microseconds)
    // There is no such visit: it is refused with the others that end before they begin.
    endTime = isOver ? start : Timestamp(microseconds: end)
  }
}
