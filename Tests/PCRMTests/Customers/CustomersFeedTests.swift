import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// The feed: every committed change once, in the order of commits.
struct CustomersFeedTests {
  @Test func order() throws {
    try withPCRM { pcrm in
      let start = try pcrm.feed().last?.sequence ?? 0
      let a = try pcrm.admin.create(.person())
      let b = try pcrm.admin.create(.person())
      pcrm.clock.advance(seconds: 5)
      _ = try pcrm.admin.update(
        a.with {
          $0.language = "ko"; $0.tags = ["x"]
        })
      let relation = try pcrm.admin.relate(a.id, b.id)
      let consent = try pcrm.admin.record(a.id, "survey")
      _ = try pcrm.admin.delete(b.id)
      let changes = try pcrm.feed(after: start)
      #expect(
        changes.map(\.entityID) == [a.id, b.id, a.id].map(\.description) + [
          relation.id.description, consent.id.description, b.id.description,
        ])
      #expect(changes.map(\.kind) == [.created, .created, .updated, .created, .created, .deleted])
      #expect(changes.map(\.version) == [1, 1, 2, 1, 1, 2])
      #expect(changes[2].changedFields == ["language", "tags"])
      #expect(changes[2].commitTime == pcrm.clock.now())
      #expect(changes.map(\.sequence) == changes.map(\.sequence).sorted())
      #expect(
        try pcrm.feed(after: changes[2].sequence) == Array(changes[3...]), "going on after a break")
      #expect(try pcrm.feed(after: start, [.consent]).map(\.entityType) == [.consent])
    }
  }

  @Test func waits() throws {
    try withPCRM { pcrm in
      let last = try pcrm.feed().last?.sequence ?? 0
      var request = WatchChangesRequest()
      request.afterSequence = last
      let path = "pcrm.v1.CustomerService/WatchChanges"
      let stream = try pcrm.admin.stream(path, request)
      let made = try pcrm.admin.create(.person())
      let message = try stream.next(WatchChangesResponse.self)
      #expect(message?.changes.map(\.entityID) == [made.id.description])
      #expect(message?.sequence == message?.changes.last?.sequence)
      stream.cancel()
      request.afterSequence = 1_000_000
      let ahead = try pcrm.admin.stream(path, request)
      do {
        _ = try ahead.next(WatchChangesResponse.self)
        Issue.record("a sequence that is not there yet")
      } catch let status as Status {
        #expect(status.code == .outOfRange && status.info.reason == "SEQUENCE_AHEAD")
        #expect(status.info.params.map(\.name) == ["sequence", "last"])
      }
      request.afterSequence = -1
      #expect(try pcrm.admin.refusal(path, request)?.info.reason == "FIELD_OUT_OF_RANGE")
    }
  }

  /// Nobody learns of customers out of reach, not even that they changed.
  @Test func scope() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let seen = try pcrm.admin.create(.person().with { $0.homeOfficeID = here })
      let hidden = try pcrm.admin.create(.person().with { $0.homeOfficeID = there })
      _ = try pcrm.admin.record(hidden.id, "survey")
      _ = try pcrm.admin.record(seen.id, "survey")
      let caller = try pcrm.caller(as: .integration, scope: .office, office: here)
      var request = WatchChangesRequest()
      request.stopAtEnd = true
      request.entityTypes = [.customer, .consent]
      let changes = try caller.stream("pcrm.v1.CustomerService/WatchChanges", request)
        .all(WatchChangesResponse.self).flatMap(\.changes)
      #expect(changes.count == 2 && changes[0].entityID == seen.id.description)
    }
  }

  /// Would catch what is written on a case and leaves no line in the feed and none in the audit log.
  @Test func whatIsRecordedOnACaseIsTold() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let id = try world.inCare().id
      func lines(_ kind: EntityType) throws -> [FeedChange] {
        var request = WatchChangesRequest()
        request.stopAtEnd = true
        request.entityTypes = [kind]
        return try pcrm.admin.stream("pcrm.v1.CustomerService/WatchChanges", request)
          .all(WatchChangesResponse.self).flatMap(\.changes)
      }
      for _ in 0..<2 { _ = try pcrm.admin.checkQuality(id, "papers") }
      for _ in 0..<2 {
        let _: NeedRecord = try pcrm.admin.cases("RecordNeeds", RecordNeedsRequest.self) {
          $0.caseID = id
          $0.needs = ["job"]
        }
      }
      for (kind, won) in [("sick_pay", 1), ("average_wage", 2), ("average_wage", 3)] {
        let _: DecideBenefitResponse = try pcrm.admin.cases(
          "DecideBenefit", DecideBenefitRequest.self
        ) {
          $0.caseID = id
          $0.kind = kind
          $0.amountWon = Int64(won)
          $0.validFrom = CivilDate(2026, 3, 1)
          $0.reason = "as counted"
        }
      }
      let checks = try lines(.qualityCheck)
      #expect(checks.map(\.kind) == [.created, .updated])
      #expect(checks.allSatisfy { $0.entityID == id.description })
      #expect(try lines(.needRecord).map(\.kind) == [.created, .created])
      // The second average wage makes the sick pay be decided anew.
      #expect(try lines(.benefit).map(\.kind) == [.created, .created, .updated, .updated])
      #expect(try lines(.benefit).last?.changedFields == ["state"])
      let audit = try pcrm.admin.audit { $0.pageSize = 1000 }
      for (method, count) in [("CheckQualityPoint", 2), ("RecordNeeds", 2), ("DecideBenefit", 4)] {
        let lines = audit.filter { $0.method == "pcrm.v1.CaseService/" + method }
        #expect(lines.count { $0.entityType != .case } == count, "\(method)")
      }
    }
  }

  /// Would catch a watcher who goes on seeing what its scope no longer covers.
  @Test func aWatchEndsWhenItsScopeChanges() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let caller = try pcrm.caller(as: .integration, scope: .office, office: here)
      var request = WatchChangesRequest()
      request.entityTypes = [.customer]
      let stream = try caller.stream("pcrm.v1.CustomerService/WatchChanges", request)
      _ = try pcrm.admin.create(.person().with { $0.homeOfficeID = here })
      func next() throws -> [FeedChange] {
        while let message = try stream.next(WatchChangesResponse.self) {
          if !message.changes.isEmpty { return message.changes }
        }
        return []
      }
      #expect(try next().count == 1)
      var moved = Principal()
      moved.id = caller.principal
      moved.officeID = there
      _ = try pcrm.admin.update(moved, mask: ["office_id"])
      _ = try pcrm.admin.create(.person().with { $0.homeOfficeID = here })
      let status = #expect(throws: Status.self) { try next() }
      #expect(status?.code == .aborted && status?.info.reason == "SCOPE_CHANGED")
    }
  }

  /// Would catch a kind of record that tells a scoped watcher of a customer out of reach, whatever hangs on a customer.
  @Test func scopeOfWhatHangsOnACustomer() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let caller = try pcrm.caller(as: .integration, scope: .office, office: world.office)
      let there = try pcrm.office("부산지사")
      let other = try pcrm.staff("이")
      try pcrm.admin.apply(ClassificationScheme.supportGroups.with { $0.caseTypes = ["care"] })
      func ids(_ watcher: TestCaller, _ kind: EntityType) throws -> [String] {
        var request = WatchChangesRequest()
        request.stopAtEnd = true
        request.entityTypes = [kind]
        return try watcher.stream("pcrm.v1.CustomerService/WatchChanges", request)
          .all(WatchChangesResponse.self).flatMap(\.changes).map(\.entityID)
      }
      let kinds: [EntityType] = [
        .customer, .relation, .consent, .case, .touchpoint, .classification, .membership, .duty,
        .handOver, .adoption, .demand, .qualityCheck, .needRecord, .benefit,
      ]
      try recordEverything(world, in: world.office, other)
      let visible = try kinds.map { try ids(pcrm.admin, $0) }
      try recordEverything(world, in: there, other)
      for (kind, seen) in zip(kinds, visible) {
        let name = kind.name ?? ""
        #expect(!seen.isEmpty, "nothing was made of \(name)")
        #expect(try ids(pcrm.admin, kind).count > seen.count, "nothing more of \(name)")
        #expect(try ids(caller, kind) == seen, "\(name)")
      }
    }
  }

  /// Makes one of everything that belongs to a customer of an office.
  private func recordEverything(
    _ world: CaseWorld, in office: UnitID, _ other: StaffID
  ) throws {
    let admin = world.admin
    let customer = try admin.create(.person().with { $0.homeOfficeID = office }).id
    let parent = try admin.create(.person().with { $0.homeOfficeID = office }).id
    _ = try admin.relate(customer, parent)
    _ = try admin.record(customer, "hand_over")
    let id = try #require(try admin.open(customer).case?.id)
    _ = try admin.advance(id, to: "first_care", worker: world.worker)
    _ = try admin.checkQuality(id, "papers")
    let _: NeedRecord = try admin.cases("RecordNeeds", RecordNeedsRequest.self) {
      $0.caseID = id
      $0.needs = ["job"]
    }
    let _: DecideBenefitResponse = try admin.cases("DecideBenefit", DecideBenefitRequest.self) {
      $0.caseID = id
      $0.kind = "sick_pay"
      $0.validFrom = CivilDate(2026, 3, 1)
      $0.reason = "as counted"
    }
    _ = try admin.propose(id, to: other)
    var demand = RecordDemandRequest()
    demand.demand = .made {
      $0.customerID = customer
      $0.kind = .beyondAuthority
      $0.note = "at once"
    }
    let _: Demand = try admin.ask("RecordDemand", demand)
    _ = try admin.propose(id, .supportGroup)
    var programme = Programme()
    programme.name = "neighbours"
    programme.customerIDs = [customer]
    let made = try admin.create(programme)
    _ = try admin.adopt(made.id, customer, world.worker)
    if try admin.refusal(
      "pcrm.v1.SegmentService/GetSegment", GetSegmentRequest.made { $0.name = "chosen" }) != nil
    {
      try admin.apply([.list("chosen")])
    }
    try admin.addMembers("chosen", [customer])
  }
}
