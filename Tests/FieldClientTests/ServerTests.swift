import FieldClient
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization
import Testing

@Suite("FieldClient against the whole server")
struct ServerTests {
  private func sync(
    _ device: TestDevice, _ network: any FieldNetwork, _ place: SourceLocation = #_sourceLocation
  ) -> FieldSyncReport {
    let report = device.client.sync(over: network)
    #expect(
      report.failure == nil && report.isComplete, "\(String(describing: report.failure))",
      sourceLocation: place)
    return report
  }

  @Test func firstSync() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let customer = try agency.customer("김하나")
      let own = try agency.customer("이둘", worker: 0)
      let other = try agency.customer("박셋", worker: 1)
      let visit = try agency.visit(customer)
      _ = try agency.visit(other, by: 1)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      #expect(try device.client.today().map(\.visit.id) == [visit.id])
      #expect(try device.client.today().first?.customer?.displayName == "김하나")
      #expect(Set(try device.client.customers().map(\.customer.id)) == [customer, own])
      #expect(try device.client.status().staffID == agency.staff[0])
      // Nothing changed: nothing comes.
      let again = sync(device, network)
      #expect(again.rows == 0 && again.removals == 0 && again.results.isEmpty)
    }
  }

  @Test func anOfflineDayAndTheReturn() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, network) = try agency.device()
      _ = sync(device, network)
      network.fate.withLock { $0 = { _ in .lost } }
      #expect(device.client.sync(over: network).failure != nil)
      fixture.clock.advance(seconds: 3600)
      try device.client.step(visit.id, to: .enRoute)
      fixture.clock.advance(seconds: 600)
      try device.client.step(visit.id, to: .inProgress)
      try device.client.attempt(visit.id, .met)
      try device.client.note(visit.id, "보호자 동석")
      fixture.clock.advance(seconds: 1800)
      try device.client.step(visit.id, to: .done)
      fixture.clock.advance(seconds: 7200)
      #expect(try agency.visit(visit.id).state == .planned)
      network.fate.withLock { $0 = { $0 == "Push" ? .answerLost : .arrives } }
      #expect(device.client.sync(over: network).failure != nil)
      try device.reopen()
      network.fate.withLock { $0 = { _ in .arrives } }
      let report = sync(device, network)
      #expect(report.results.map(\.outcome) == .init(repeating: .applied, count: 5))
      let stored = try agency.visit(visit.id)
      #expect(stored.state == .done && stored.attempts == 1)
      let shown = try #require(try device.client.visit(visit.id))
      #expect(shown.visit == stored && !shown.isUnsent)
      #expect(shown.parts.notes.map(\.text) == ["보호자 동석"])
      #expect(stored.finishTime == stored.checkIn?.time?.adding(seconds: 1800))
    }
  }

  @Test func aConflictIsShownAndResolved() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var mine = Visit()
      mine.note = "벨이 고장"
      try device.client.change(.visit(visit.id, fields: ["note"], mine))
      try agency.note(visit.id, "뒷문으로")
      let report = sync(device, network)
      #expect(report.results.map(\.outcome) == [.conflict])
      #expect(try device.client.visit(visit.id)?.visit.note == "뒷문으로")
      let conflict = try #require(try device.client.conflicts().first)
      let field = try #require(conflict.conflict.fields.first)
      #expect(field.name == "note")
      #expect(field.mine.contains("벨이 고장") && field.theirs.contains("뒷문으로"))
      try device.client.resolve(conflict.conflict.id, .mine)
      #expect(try device.client.conflicts().isEmpty)
      let after = sync(device, network)
      #expect(after.results.map(\.outcome) == [.applied])
      #expect(try agency.visit(visit.id).note == "벨이 고장")
      #expect(try device.client.visit(visit.id)?.visit.note == "벨이 고장")
      #expect(try device.client.conflicts().isEmpty)
    }
  }

  @Test func aReassignedVisitLeavesAndUnsentWorkReachesQuarantine() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (mine, myNetwork) = try agency.device(0)
      let (theirs, theirNetwork) = try agency.device(1)
      _ = sync(mine, myNetwork)
      _ = sync(theirs, theirNetwork)
      var patch = Visit()
      patch.note = "아직 못 보냄"
      try mine.client.change(.visit(visit.id, fields: ["note"], patch))
      var reassign = ReassignVisitRequest()
      reassign.id = visit.id
      reassign.staffID = agency.staff[1]
      reassign.reason = "휴가"
      let _: Visit = try agency.admin.call("pcrm.v1.VisitService/ReassignVisit", reassign)
      let report = sync(mine, myNetwork)
      #expect(report.results.map(\.outcome) == [.quarantined])
      #expect(try mine.client.visits().isEmpty && mine.client.customers().isEmpty)
      _ = sync(theirs, theirNetwork)
      #expect(try theirs.client.visits().map(\.visit.id) == [visit.id])
      let held: ListQuarantineResponse = try agency.admin.call(
        "pcrm.v1.FieldSyncService/ListQuarantine", ListQuarantineRequest())
      #expect(held.items.first?.mutation?.visit?.note == "아직 못 보냄")
    }
  }

  @Test func aRevokedDeviceIsWiped() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, network) = try agency.device()
      _ = sync(device, network)
      try device.client.note(visit.id, "마지막")
      var revoke = RevokeDeviceRequest()
      revoke.id = try device.client.deviceID()
      revoke.reason = "잃어버림"
      let _: Device = try agency.admin.call("pcrm.v1.FieldSyncService/RevokeDevice", revoke)
      let report = device.client.sync(over: network)
      #expect(report.isWiped && report.failure == nil, "\(String(describing: report.failure))")
      #expect(report.results.map(\.outcome) == [.quarantined])
      #expect(throws: Status.deviceRevoked) { try device.client.today() }
      try device.client.startAnew()
      _ = sync(device, network)
      #expect(try device.client.today().count == 1)
    }
  }

  @Test func aLeaseThatIsOverEndsWithTheNextSync() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"), hours: 24 * 20)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      try device.client.note(visit.id, "아직")
      fixture.clock.advance(seconds: 15 * 86_400)
      #expect(throws: Status.self) { try device.client.visits() }
      let report = sync(device, network)
      #expect(report.results.map(\.outcome) == [.applied] && report.rows > 1)
      #expect(try device.client.visits().first?.parts.notes.map(\.text) == ["아직"])
    }
  }

  @Test func filesAndNumbers() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, network) = try agency.device()
      _ = sync(device, network)
      #expect(throws: Status.self) { try device.client.nextNumber("receipt") }
      let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      try device.client.change(
        .attach(visit.id, FieldFile(name: "a.jpg", mediaType: "image/jpeg", bytes: bytes)))
      let report = sync(device, network)
      #expect(report.filesUploaded == 1)
      _ = sync(device, network)
      let attachment = try #require(try device.client.visit(visit.id)?.parts.attachments.first)
      #expect(attachment.received == 600_000 && attachment.completeTime != nil)
      let first = try device.client.nextNumber("receipt")
      let second = try device.client.nextNumber("receipt")
      #expect(first != second && !first.isEmpty)
    }
  }
}
