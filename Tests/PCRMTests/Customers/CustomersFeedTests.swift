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

  /// Would catch a kind of record that tells a scoped watcher of a customer out of reach: cases, touchpoints, duties.
  @Test func scopeOfCases() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let caller = try pcrm.caller(as: .integration, scope: .office, office: here)
      let seen = try pcrm.admin.create(.person().with { $0.homeOfficeID = here })
      let hidden = try pcrm.admin.create(.person().with { $0.homeOfficeID = there })
      _ = try pcrm.admin.apply(try CaseTypeDocument(json: CaseWorld.care))
      let kinds: [EntityType] = [.case, .touchpoint, .duty]
      func ids(_ watcher: TestCaller) throws -> [String] {
        var request = WatchChangesRequest()
        request.stopAtEnd = true
        request.entityTypes = kinds
        return try watcher.stream("pcrm.v1.CustomerService/WatchChanges", request)
          .all(WatchChangesResponse.self).flatMap(\.changes).map(\.entityID)
      }
      let own = try pcrm.admin.open(seen.id)
      let visible = try ids(pcrm.admin)
      #expect(visible.contains(own.case?.id.description ?? ""))
      _ = try pcrm.admin.open(hidden.id)
      #expect(try ids(pcrm.admin).count > visible.count)
      #expect(try ids(caller) == visible)
    }
  }
}
