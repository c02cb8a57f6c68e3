import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// Pages: bounded by rows and bytes, and together what the server had at one moment.
struct SyncPagingTests {
  /// Would catch rows that are lost or kept when they change between two pages.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func changesInBetween(seed: UInt64) throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      var random = SeededRandom(seed: seed)
      var visits: [Visit] = []
      for place in 0..<12 {
        let customer = try world.customer()
        visits.append(
          try world.visit(day: Int64(place % 4), hour: 8 + Int64(place)) {
            $0.customerID = customer
          })
      }
      let phone = try world.phone(of: world.visits.anna)
      for round in 0..<4 {
        try phone.pull(rows: Int32(1 + random.next() % 5)) { page in
          guard page < 30 else { return }
          let visit = random.pick(visits)
          let stored = try world.admin.visit(visit.id)
          switch random.next() % 4 {
          case 0:
            let other =
              stored.staffID == world.visits.anna ? world.visits.berta : world.visits.anna
            _ = try world.admin.reassign(visit.id, to: other)
          case 1:
            var changed = stored
            changed.note = "page \(page) of round \(round)"
            try world.update(changed, ["note"])
          case 2:
            let customer = try world.admin.get(visit.customerID)
            if customer.deleteTime == nil {
              _ = try world.admin.delete(customer.id)
            } else {
              _ = try world.admin.undelete(customer.id)
            }
          default: break
          }
        }
        let fresh = try world.phone(of: world.visits.anna)
        defer { _ = try? world.admin.revokeDevice(fresh.id) }
        #expect(try fresh.pull() == phone.held, "seed \(seed), round \(round)")
        for (key, row) in fresh.rows {
          var (mine, theirs) = (phone.rows[key], row)
          mine?.seq = 0
          theirs.seq = 0
          #expect(mine == theirs, "seed \(seed), round \(round): \(key)")
        }
      }
      #expect(try world.faults() == [], "seed \(seed)")
    }
  }

  /// Would catch pages that are larger than was asked for, and a row that no page ever takes.
  @Test func rowsAndBytes() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      for day in 0..<5 { _ = try world.visit(day: Int64(day)) }
      let phone = try world.phone(of: world.visits.anna)
      let all = try phone.pull()
      #expect(phone.pages == 1 && all.count == 6)
      for size in 1...8 {
        phone.forget()
        #expect(try phone.pull(rows: Int32(size)) == all)
        // Five visits, a customer and the rules.
        #expect(phone.pages == (7 + size - 1) / size, "\(size) rows")
      }
      phone.forget()
      #expect(try phone.pull(bytes: 1) == all)
      #expect(phone.pages == 7, "one row is always answered")
      for (rows, bytes, field) in [
        (501, 0, "max_rows"), (-1, 0, "max_rows"), (0, 1 << 20 + 1, "max_bytes"),
      ] as [(Int32, Int32, String)] {
        var request = PullRequest()
        request.deviceID = phone.id
        request.maxRows = rows
        request.maxBytes = bytes
        #expect(
          try phone.caller.refused("pcrm.v1.FieldSyncService/Pull", request)
            == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", field))
      }
    }
  }

  /// Would catch a cursor that gives less when it is asked a second time.
  @Test func theSameCursorTwice() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      let phone = try world.phone(of: world.visits.anna)
      let first = try phone.page(after: "")
      #expect(try phone.page(after: "").rows.map(\.id) == first.rows.map(\.id))
      _ = try world.admin.confirm(visit.id)
      let again = try phone.page(after: first.nextCursor)
      #expect(again.rows.map(\.id) == [visit.id.description])
      #expect(again.seq > first.seq && again.complete)
      #expect(try phone.page(after: first.nextCursor).rows == again.rows)
    }
  }

  /// Would catch rules that a device does not hear of, and rules that it hears of again and again.
  @Test func rulesComeOnce() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      #expect(try phone.page(after: "").rows.map(\.entity) == [.visitRule])
      try phone.pull()
      #expect(try phone.page(after: phone.cursor).rows.isEmpty)
      var request = ApplyVisitRulesRequest()
      var rules = VisitRules()
      rules.nextTry = .initial
      request.rules = rules
      let _: ApplyVisitRulesResponse = try world.admin.call(
        "pcrm.v1.VisitReportService/ApplyVisitRules", request)
      let page = try phone.page(after: phone.cursor)
      #expect(page.rows.map(\.rules?.nextTry?.version) == [1])
      #expect(page.rows.allSatisfy { ($0.rules?.callBacks?.seed ?? 0) == 0 })
    }
  }
}

extension TestCaller {
  @discardableResult
  func revokeDevice(_ id: DeviceID) throws -> Device {
    var request = RevokeDeviceRequest()
    request.id = id
    request.reason = "the test is done with it"
    return try call("pcrm.v1.FieldSyncService/RevokeDevice", request)
  }
}
