import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// Steps that happen in the office, to the server, and to the calendar.
extension HistoryRun {
  func performInOffice(_ operation: Operation) throws {
    switch operation.verb {
    case .officeNote, .officePlace, .officeShift, .officeStep, .officeJot, .reassign:
      let ids = facts.visits.keys.sorted()
      if ids.isEmpty { return }
      try officeVisit(operation, ids[operation.what % ids.count])
    case .officePlan: try officePlan(operation)
    case .officePhone, .officeLabel, .worker, .delete, .erase:
      try officeCustomer(operation, place.customers[operation.what % place.customers.count])
    case .officeResolve: try officeResolve(operation)
    case .release: try release(operation)
    case .crash: crash()
    case .backup: try backup(operation)
    case .restore: try restore(operation)
    case .day, .sleep: try goOn(days: 1 + operation.value % 3, withTimers: operation.verb == .day)
    case .season: try season()
    case .revoke: try revoke(operation)
    case .suspend: try suspend(operation)
    default: return
    }
    try look()
  }

  /// Calls as the office; nil when it is refused, which is fine as long as nothing has changed.
  private func office<Q: Message, A: Message>(
    _ method: String, _ request: Q, as type: A.Type = A.self
  ) throws -> A? {
    do {
      return try server.caller(0).call("pcrm.v1.\(method)", request)
    } catch let status as Status {
      outcome.tally.refusals["office: \(status.info.reason)", default: 0] += 1
      return nil
    }
  }

  private func officeVisit(_ operation: Operation, _ id: VisitID) throws {
    guard let visit = facts.visits[id] else { return }
    let text = text(operation.value, visit.customerID)
    switch operation.verb {
    case .officeNote, .officePlace:
      let isNote = operation.verb == .officeNote
      var request = UpdateVisitRequest()
      var patch = Visit()
      patch.id = id
      patch.note = text
      patch.place = "\(text) place"
      request.visit = patch
      request.updateMask = FieldMask(paths: [isNote ? "note" : "place"])
      let made: Visit? = try office("VisitService/UpdateVisit", request)
      if made != nil {
        model.office(
          id.description, isNote ? "note" : "place", isNote ? patch.note : patch.place)
      }
    case .officeShift:
      var request = RescheduleVisitRequest()
      request.id = id
      (request.startTime, request.endTime) = slot(operation.value)
      request.reason = "the customer cannot"
      let made: Visit? = try office("VisitService/RescheduleVisit", request)
      if let made {
        if !ReferenceModel.ended.contains("\(visit.state.rawValue)") {
          model.office(id.description, "state", "8")
        }
        model.touched.insert(id.description)
        model.replace(
          id.description, by: made.id.description,
          values: [
            "start_time": ReferenceText.text(request.startTime),
            "end_time": ReferenceText.text(request.endTime),
          ])
      }
    case .reassign:
      var request = ReassignVisitRequest()
      request.id = id
      request.staffID = place.staff[operation.who % place.staff.count]
      request.reason = "ill"
      let made: Visit? = try office("VisitService/ReassignVisit", request)
      if made != nil { model.office(id.description, "staff_id", request.staffID.description) }
    case .officeStep: try officeStep(operation, id)
    default:
      var request = AddVisitNoteRequest()
      var note = VisitNote()
      note.visitID = id
      note.text = noteText(operation.value, visit.customerID)
      note.restricted = true
      request.note = note
      let made: VisitNote? = try office("FieldSyncService/AddVisitNote", request)
      if let made { model.office(id.description, add: made.id.description, to: "notes") }
    }
  }

  private func officeStep(_ operation: Operation, _ id: VisitID) throws {
    let made: Visit?
    switch operation.value % 4 {
    case 0:
      var request = CancelVisitRequest()
      request.id = id
      request.reason = "the customer asked for it"
      made = try office("VisitService/CancelVisit", request)
    case 1:
      var request = ConfirmVisitRequest()
      request.id = id
      made = try office("VisitService/ConfirmVisit", request)
    case 2:
      var request = CompleteVisitRequest()
      request.id = id
      made = try office("VisitService/CompleteVisit", request)
    default:
      var request = MarkNoShowRequest()
      request.id = id
      request.reason = "nobody opened"
      made = try office("VisitService/MarkNoShow", request)
    }
    if let made { model.office(id.description, "state", "\(made.state.rawValue)") }
  }

  private func officePlan(_ operation: Operation) throws {
    var visit = Visit()
    visit.id = FieldPlace.key(4, stepNumber << 8 | operation.who)
    visit.customerID = place.customers[operation.what % place.customers.count]
    visit.staffID = place.staff[operation.who % place.staff.count]
    visit.purpose = "first_visit"
    (visit.startTime, visit.endTime) = slot(operation.value)
    visit.outsideHours = "as agreed"
    var request = CreateVisitRequest()
    request.visit = visit
    let made: Visit? = try office("VisitService/CreateVisit", request)
    if let made {
      model.expected[made.id.description] = ["staff_id": visit.staffID.description, "state": "2"]
    }
  }

  private func officeCustomer(_ operation: Operation, _ id: CustomerID) throws {
    guard let customer = facts.customers[id] else { return }
    var patch = Customer()
    patch.id = id
    var request = UpdateCustomerRequest()
    let made: Customer?
    switch operation.verb {
    case .officePhone:
      patch.contactPoints = [FieldPlace.phone(operation.value + 40_000_000)]
      request.updateMask = FieldMask(paths: ["contact_points"])
      request.customer = patch
      made = try office("CustomerService/UpdateCustomer", request)
    case .officeLabel:
      let label = "label-\(operation.value % 5)"
      patch.tags =
        customer.tags.contains(label)
        ? customer.tags.filter { $0 != label } : customer.tags + [label]
      request.updateMask = FieldMask(paths: ["tags"])
      request.customer = patch
      made = try office("CustomerService/UpdateCustomer", request)
    case .worker:
      let next = operation.who % (place.staff.count + 1)
      if next < place.staff.count { patch.caseWorkerID = place.staff[next] }
      request.updateMask = FieldMask(paths: ["case_worker_id"])
      request.customer = patch
      made = try office("CustomerService/UpdateCustomer", request)
    default:
      if customer.deleteTime != nil && operation.verb == .delete {
        var request = UndeleteCustomerRequest()
        request.id = id
        made = try office("CustomerService/UndeleteCustomer", request)
        if made != nil { erased.remove(id) }
      } else {
        var request = DeleteCustomerRequest()
        request.id = id
        made = try office("CustomerService/DeleteCustomer", request)
      }
      if operation.verb == .erase { try erase(id) }
    }
    guard let made else { return }
    let old = ReferenceText.fields(of: customer)
    for (name, value) in ReferenceText.fields(of: made) where old[name] != value {
      model.office(id.description, name, value)
    }
    model.rows[id.description]?.sets["tags"] = Set(made.tags)
    model.touched.insert(id.description)
  }

  /// Nothing that a device sent about a customer stays where only field sync keeps it.
  private func erase(_ id: CustomerID) throws {
    try server.erase(id)
    model.hasErased = true
    erased.insert(id)
    if let number = place.customers.firstIndex(of: id) {
      for what in try Checker.remains(of: number, server) { breach(11, what) }
    }
    for visit in facts.visits.values where visit.customerID == id {
      model.rows[visit.id.description]?.sets["notes"] = []
      model.touched.insert(visit.id.description)
    }
  }

  private func officeResolve(_ operation: Operation) throws {
    let open = facts.conflicts.values.filter { $0.state == .open }.sorted { $0.id < $1.id }
    if open.isEmpty { return }
    let conflict = open[operation.what % open.count]
    var request = ResolveConflictRequest()
    request.id = conflict.id
    request.version = conflict.version
    request.choices = Self.choices(conflict, operation.value)
    let made: SyncConflict? = try office("FieldSyncService/ResolveConflict", request)
    if made != nil { model.chosen(conflict) }
  }

  /// A supervisor lets something go: what an item that is taken does, the facts tell.
  private func release(_ operation: Operation) throws {
    let held = facts.quarantine.values.filter { $0.state == .held }.sorted { $0.id < $1.id }
    if held.isEmpty { return }
    let item = held[operation.what % held.count]
    var request = ReleaseQuarantineRequest()
    request.id = item.id
    request.to = operation.value % 2 == 0 ? .accepted : .discarded
    request.reason = "looked at"
    let made: ReleaseQuarantineResponse? = try office(
      "FieldSyncService/ReleaseQuarantine", request)
    guard made != nil, request.to == .accepted else { return }
    model.adoptAll = true
    model.adoptedFrom = item.deviceID
  }

  // MARK: The store

  private func backup(_ operation: Operation) throws {
    let file = try server.backup()
    let isConfirmed = operation.value % 2 == 1
    backups.append(
      Backup(
        file: file, model: model, watch: memory, suspended: suspended,
        out: Set(places.indices.filter { places[$0].isOut }), erased: erased,
        isConfirmed: isConfirmed))
    if !isConfirmed { return }
    var request = ConfirmBackupRequest()
    (request.epoch, request.sequence) = try server.standing()
    let _: ConfirmBackupResponse? = try office("FieldSyncService/ConfirmBackup", request)
  }

  /// The store is lost, and the newest backup that is known to be kept, or a newer one, takes its place.
  private func restore(_ operation: Operation) throws {
    let first = backups.lastIndex { $0.isConfirmed } ?? backups.startIndex
    let usable = backups[first...]
    if usable.isEmpty { return }
    let index = first + operation.value % usable.count
    let backup = backups[index]
    outcome.tally.restores += 1
    // Now and then somebody just copies the file back, and nobody tells the devices by a new epoch.
    var isByHand = operation.value / usable.count % 4 == 3
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.epochKeptOnRestore) { isByHand = true }
    #endif
    try server.restore(backup.file, keepingEpoch: isByHand)
    backups.removeSubrange((index + 1)...)
    model = backup.model
    model.adoptAll = false
    suspended = backup.suspended
    erased = backup.erased
    memory = backup.watch
    memory.beginEpoch()
    for number in places.indices {
      places[number].network.forget()
      // Who was taken out of service since is in service again, unless the device has heard of it.
      if backup.out.contains(number) { continue }
      places[number].isOut = try places[number].isOut && places[number].device.isWiped()
    }
    facts = try ServerFacts(of: server, customers: customers, after: facts)
  }

  // MARK: The calendar

  /// What is kept for a fortnight is not asked for after it: days are bounded.
  private func goOn(days: Int, withTimers: Bool) throws {
    if self.days + days > 12 { return }
    self.days += days
    pass(seconds: Int64(days) * 86_400)
    if withTimers { server.runTimers() }
  }

  /// So long that no backup of before is of use any more.
  private func season() throws {
    pass(seconds: 100 * 86_400)
    backups = []
    days = 99
    model.forget()
    for place in places { place.network.forgetPush() }
    server.runTimers()
  }

  private func revoke(_ operation: Operation) throws {
    let number = device(operation)
    var request = RevokeDeviceRequest()
    request.id = try places[number].device.id
    request.reason = "lost"
    let made: Device? = try office("FieldSyncService/RevokeDevice", request)
    if made == nil { return }
    model.branches[request.id]?.isRevoked = true
    places[number].isOut = true
  }

  private func suspend(_ operation: Operation) throws {
    let number = operation.who % place.staff.count
    var request = UpdatePrincipalRequest()
    var principal = Principal()
    principal.id = place.principals[number]
    principal.disabled = !suspended.contains(number)
    request.principal = principal
    request.updateMask = FieldMask(paths: ["disabled"])
    let made: Principal? = try office("AdminService/UpdatePrincipal", request)
    guard let made else { return }
    if made.disabled { suspended.insert(number) } else { suspended.remove(number) }
  }
}
