import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// The rules of visits as data with versions.
struct VisitRulesTests {
  @Test func versions() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let first = try admin.rules()
      #expect(first.report?.version == 0 && first.report?.requirements.count == 2)
      #expect(first.nextTry == .initial && first.callBacks == CallBackRule())
      let draft = VisitRules.made {
        $0.report = .strict
        $0.callBacks = .sampling(100)
      }
      let dry = try admin.applyVisitRules(draft, dryRun: true)
      #expect(!dry.changes.isEmpty && dry.reportVersion == 0 && dry.callBacksVersion == 0)
      #expect(try admin.rules() == first)
      let applied = try admin.applyVisitRules(draft)
      #expect(applied.changes == dry.changes)
      #expect(applied.reportVersion == 1 && applied.callBacksVersion == 1)
      #expect(applied.nextTryVersion == 0 && applied.qualityVersion == 0, "they stay as they are")
      let same = try admin.applyVisitRules(draft)
      #expect(same.reportVersion == 1 && !same.changes.contains { $0.kind != .unchanged })
      var second = draft
      second.report?.giftDays = 60
      second.report?.version = 1
      #expect(try admin.applyVisitRules(second).reportVersion == 2)
      #expect(try admin.rules(.report, version: 1).report?.giftDays == 30)
      #expect(try admin.rules(.report).report?.giftDays == 60)
      #expect(try admin.rules(.report).callBacks == nil)
      let refusal = try admin.reportsRefusal(
        "ApplyVisitRules", ApplyVisitRulesRequest.made { $0.rules = second })
      #expect(refusal == Refusal(.aborted, "VERSION_MISMATCH", "version"))
    }
  }

  /// Every rule of the documents, with the path of the field.
  @Test func refusals() throws {
    typealias Fault = (reason: String, field: String, change: (inout VisitRules) -> Void)
    let malformed = "FIELD_MALFORMED"
    let range = "FIELD_OUT_OF_RANGE"
    let faults: [Fault] = [
      ("FIELD_REQUIRED", "rules", { $0 = VisitRules() }),
      (range, "rules.report.gift_won_max", { $0.report?.giftWonMax = -1 }),
      (range, "rules.report.gift_sum_won_max", { $0.report?.giftSumWonMax = -1 }),
      (range, "rules.report.gift_days", { $0.report?.giftDays = 0 }),
      (
        "FIELD_REQUIRED", "rules.report.requirements[0].code",
        { $0.report?.requirements = [ReportRequirement()] }
      ),
      (
        "FIELD_REQUIRED", "rules.report.requirements[0].parts",
        { $0.report?.requirements = [.made { $0.code = "a" }] }
      ),
      (
        "DUPLICATE_ITEM", "rules.report.requirements[1].code",
        { rules in
          let one = ReportRequirement.made {
            $0.code = "a"
            $0.parts = [.contact]
          }
          rules.report?.requirements = [one, one]
        }
      ),
      (
        "FIELD_REQUIRED", "rules.report.requirements[0].management_levels[0]",
        {
          $0.report?.requirements = [
            .made {
              $0.code = "a"
              $0.managementLevels = [.unspecified]
            }
          ]
        }
      ),
      (
        "DUPLICATE_ITEM", "rules.report.hardships[1].code",
        { $0.report?.hardships += ReportRules.strict.hardships }
      ),
      ("FIELD_REQUIRED", "rules.next_try.steps", { $0.nextTry?.steps = [] }),
      (range, "rules.next_try.steps[0].after_tries", { $0.nextTry?.steps[0].afterTries = 0 }),
      (malformed, "rules.next_try.steps[0].outcome", { $0.nextTry?.steps[0].outcome = .met }),
      (range, "rules.next_try.steps[0].wait_hours", { $0.nextTry?.steps[0].waitHours = 9000 }),
      (malformed, "rules.next_try.steps[0].give_up", { $0.nextTry?.steps[0].giveUp = true }),
      (
        "DUPLICATE_ITEM", "rules.next_try.steps[1].after_tries",
        { $0.nextTry?.steps[1].afterTries = 1 }
      ),
      ("FIELD_REQUIRED", "rules.next_try.bands", { $0.nextTry?.bands = [] }),
      (range, "rules.next_try.bands[0].to_minute", { $0.nextTry?.bands[0].toMinute = 540 }),
      (range, "rules.next_try.bands[2].to_minute", { $0.nextTry?.bands[2].toMinute = 1441 }),
      (
        "DUPLICATE_ITEM", "rules.next_try.bands[1].from_minute",
        { $0.nextTry?.bands[1].fromMinute = 719 }
      ),
      ("DUPLICATE_ITEM", "rules.next_try.bands[1].code", { $0.nextTry?.bands[1].code = "morning" }),
      (range, "rules.quality.parts_weight", { $0.quality?.partsWeight = 1001 }),
      (range, "rules.quality.grace_hours", { $0.quality?.graceHours = -1 }),
      (
        "FIELD_REQUIRED", "rules.quality.parts_weight",
        { $0.quality = .made { $0.graceHours = 1 } }
      ),
      (
        malformed, "rules.quality.part_weights",
        { rules in
          rules.quality?.partWeights = ReportPart.all.map { part in .made { $0.part = part } }
        }
      ),
      (
        "DUPLICATE_ITEM", "rules.quality.part_weights[1].part",
        { rules in
          let one = PartWeight.made { $0.part = .contact }
          rules.quality?.partWeights = [one, one]
        }
      ),
      (range, "rules.call_backs.share_permille", { $0.callBacks?.sharePermille = 1001 }),
      (range, "rules.call_backs.due_hours", { $0.callBacks?.dueHours = 0 }),
    ]
    try withPCRM { pcrm in
      for (reason, field, change) in faults {
        var rules = VisitRules.made {
          $0.report = .strict
          $0.nextTry = .initial
          $0.quality = .initial
          $0.callBacks = .sampling(100)
        }
        change(&rules)
        let refusal = try pcrm.admin.reportsRefusal(
          "ApplyVisitRules", ApplyVisitRulesRequest.made { $0.rules = rules })
        let expected = Refusal(.invalidArgument, reason, field)
        #expect(refusal == expected, "\(refusal.map(\.description) ?? "done")")
      }
      #expect(try pcrm.admin.rules().report?.version == 0)
      let get = { (request: GetVisitRulesRequest) in
        try pcrm.admin.reportsRefusal("GetVisitRules", request)
      }
      #expect(
        try get(.made { $0.version = 1 }) == Refusal(.invalidArgument, "FIELD_REQUIRED", "kind"))
      #expect(
        try get(
          .made {
            $0.kind = .quality
            $0.version = 1
          }) == Refusal(.notFound, "NOT_FOUND", "version"))
      #expect(
        try get(.made { $0.kind = VisitRuleKind(rawValue: 9) })
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "kind"))
    }
  }

  /// Would catch a visitor who can reckon beforehand which visits will be asked about.
  @Test func theSeedIsForThoseWhoSetIt() throws {
    try withPCRM { pcrm in
      var rules = VisitRules()
      rules.callBacks = .sampling(100)
      rules.callBacks?.seed = 42
      _ = try pcrm.admin.reportsRefusal(
        "ApplyVisitRules", ApplyVisitRulesRequest.made { $0.rules = rules })
      let field = try pcrm.caller(as: .field)
      for kind in [VisitRuleKind.unspecified, .callBacks] {
        #expect(try pcrm.admin.rules(kind).callBacks?.seed == 42)
        #expect(try field.rules(kind).callBacks?.seed == 0)
        #expect(try field.rules(kind).callBacks?.sharePermille == 100)
      }
    }
  }
}
