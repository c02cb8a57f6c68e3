import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// Bulks: idempotent by external id, each item on its own.
struct CustomersBulkTests {
  /// Would catch a damaged or full store that is told as the fault of one row after another.
  @Test func storeFaultsEndTheCall() {
    let ofItems: Set<StatusCode> = [
      .ok, .invalidArgument, .notFound, .alreadyExists, .permissionDenied, .failedPrecondition,
      .aborted, .outOfRange, .unimplemented, .unauthenticated,
    ]
    for code in StatusCode.allCases {
      #expect(code.endsBulk != ofItems.contains(code), "\(code.name)")
    }
  }

  @Test func twice() throws {
    try withPCRM { pcrm in
      let items = (0..<50).map { index in
        Customer.insured("B-\(index)", "김민수").with {
          $0.contactPoints = [.mobile("010-0111-\(1000 + index)")]
          $0.externalIDs.append(ExternalID(scheme: "old_system", value: "\(index)"))
        }
      }
      let first = try pcrm.admin.bulk(items)
      #expect(first.createdCount == 50 && first.failedCount == 0)
      let feed = try pcrm.feed()
      pcrm.clock.advance(seconds: 60)
      let second = try pcrm.admin.bulk(items)
      #expect(second.unchangedCount == 50 && second.results.map(\.id) == first.results.map(\.id))
      #expect(second.results.allSatisfy { $0.version == 1 && $0.outcome == .unchanged })
      #expect(try pcrm.feed() == feed, "what is unchanged leaves no trace in the feed")
      var changed = items
      changed[7].contactPoints = [.mobile("010-0222-3333")]
      let third = try pcrm.admin.bulk(changed)
      #expect(
        third.updatedCount == 1 && third.unchangedCount == 49 && third.results[7].version == 2)
      #expect(try pcrm.admin.lookup(phone: "01002223333").map(\.id) == [first.results[7].id])
    }
  }

  @Test func eachOnItsOwn() throws {
    try withPCRM { pcrm in
      let gone = try pcrm.admin.create(.insured("gone"))
      _ = try pcrm.admin.delete(gone.id)
      let there = try pcrm.admin.create(.insured("there"))
      let items: [Customer] = [
        .insured("new"), .insured("bad", ""), .person(), .insured("gone", "박영수"),
        .insured("there").with {
          $0.version = 9; $0.language = "en"
        },
        .insured("there").with { $0.id = gone.id },
        .insured("new", "이영희"),
        .insured("two").with {
          $0.externalIDs.append(ExternalID(scheme: "insured_number", value: "three"))
        },
        .insured("there").with {
          $0.version = there.version; $0.language = "ko"
        },
      ]
      let response = try pcrm.admin.bulk(items)
      let reasons = try response.results.map { result in
        try result.error?.details.first.map { try ErrorInfo(binary: $0.value).reason } ?? ""
      }
      #expect(
        reasons == [
          "", "FIELD_REQUIRED", "FIELD_REQUIRED", "DELETED", "VERSION_MISMATCH",
          "EXTERNAL_ID_TAKEN", "", "DUPLICATE_ITEM", "",
        ])
      #expect(
        response.results.map(\.outcome) == [
          .created, .failed, .failed, .failed, .failed, .failed, .updated, .failed, .updated,
        ])
      #expect(response.results[0].id == response.results[6].id, "an item meets those before it")
      #expect(response.createdCount == 1 && response.updatedCount == 2 && response.failedCount == 6)
    }
  }

  @Test func rehearsed() throws {
    try withPCRM { pcrm in
      let there = try pcrm.admin.create(.insured("there"))
      let feed = try pcrm.feed()
      let items: [Customer] = [
        .insured("new"), .insured("new", "이영희"), .insured("there", "박영수"), .insured("bad", ""),
      ]
      let rehearsal = try pcrm.admin.bulk(items, validateOnly: true)
      #expect(rehearsal.results.map(\.outcome) == [.created, .updated, .updated, .failed])
      #expect(try pcrm.admin.list() == [there])
      #expect(try pcrm.feed() == feed)
      let response = try pcrm.admin.bulk(items)
      #expect(response.results.map(\.outcome) == rehearsal.results.map(\.outcome))
    }
  }

  @Test func masksAndNumbers() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(
        .insured("A", "김민수").with {
          $0.language = "ko"
          $0.externalIDs.append(ExternalID(scheme: "other", value: "1"))
        })
      let masked = try pcrm.admin.bulk(
        [.insured("A", "박영수").with { $0.language = "en" }], mask: ["language"])
      #expect(masked.updatedCount == 1)
      let after = try pcrm.admin.get(made.id)
      #expect(
        after.language == "en" && after.displayName == "김민수"
          && after.externalIDs == made.externalIDs)
      _ = try pcrm.admin.bulk([
        .insured("A", "").with {
          $0.names = []
          $0.externalIDs.append(ExternalID(scheme: "third", value: "3"))
        }
      ])
      let schemes = try pcrm.admin.get(made.id).externalIDs.map(\.scheme)
      #expect(schemes == ["insured_number", "other", "third"], "added, never taken away")
    }
  }
}

extension PCRMFixture {
  /// All changes so far.
  func feed(after sequence: Int64 = 0, _ types: [EntityType] = []) throws -> [FeedChange] {
    var request = WatchChangesRequest()
    request.afterSequence = sequence
    request.stopAtEnd = true
    request.entityTypes = types
    return try admin.stream("pcrm.v1.CustomerService/WatchChanges", request)
      .all(WatchChangesResponse.self).flatMap(\.changes)
  }
}
