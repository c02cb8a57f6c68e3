import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What the rule advises after tries in vain.
struct NextTryTests {
  /// Monday 2 March 2026, nine in the morning in Seoul.
  private static let monday = Timestamp(seconds: 1_772_409_600, nanos: 0)

  private static func attempt(
    _ outcome: AttemptOutcome, days: Int64 = 0, hours: Int64 = 0,
    _ channel: Channel = .unspecified
  ) -> VisitAttempt {
    .made {
      $0.outcome = outcome
      $0.channel = channel
      $0.time = monday.adding(seconds: days * 86_400 + hours * 3600)
    }
  }

  /// What an advice says in words, with days and hours after nine on Monday.
  private static func words(_ next: NextTry?) -> String {
    guard let next else { return "none" }
    if next.giveUp { return "give up" }
    let hours = next.notBefore.map { ($0.seconds - monday.seconds) / 3600 } ?? -1
    let name = String((next.channel.name ?? "").dropFirst("CHANNEL_".count)).lowercased()
    return "\(name) \(hours / 24)d\(hours % 24)h" + (next.otherWeekday ? " other weekday" : "")
      + (next.otherTime ? " other time" : "")
  }

  /// The rule that holds before any was applied: the ladder of visit, call, letter, and no more.
  @Test func ladder() {
    let no = AttemptOutcome.noAnswer
    let cases: [(tries: [VisitAttempt], advice: String, fault: String)] = [
      ([], "none", "advice without a try"),
      ([Self.attempt(.met)], "none", "a try although the customer was met"),
      ([Self.attempt(.doorAjar)], "none", "a door ajar is a meeting"),
      ([Self.attempt(no)], "visit 1d4h other weekday other time", "Tuesday, in the afternoon"),
      (
        [Self.attempt(no), Self.attempt(no, days: 1, hours: 4)],
        "visit 2d9h other weekday other time", "Wednesday evening: the third band"
      ),
      (
        [
          Self.attempt(no), Self.attempt(no, days: 1, hours: 4),
          Self.attempt(no, days: 2, hours: 9),
        ], "phone 3d9h", "the third in vain goes over to the phone"
      ),
      (
        [
          Self.attempt(no), Self.attempt(no, days: 1), Self.attempt(no, days: 2),
          Self.attempt(no, days: 3, .phone),
        ], "post 6d0h", "a letter after the call"
      ),
      ((0..<5).map { Self.attempt(no, days: $0) }, "give up", "no end"),
      ((0..<9).map { Self.attempt(no, days: $0) }, "give up", "beginning anew after the end"),
      (
        [Self.attempt(no), Self.attempt(no, days: 1), Self.attempt(.inside, days: 2)], "none",
        "tries before a meeting still count"
      ),
      (
        [Self.attempt(no), Self.attempt(.met, days: 1), Self.attempt(no, days: 2)],
        "visit 3d4h other weekday other time", "the meeting did not begin the count anew"
      ),
    ]
    for (tries, advice, fault) in cases {
      #expect(Self.words(NextTryRule.initial.advice(after: tries)) == advice, "\(fault)")
    }
  }

  /// Steps for one outcome go before steps for any.
  @Test func byOutcome() {
    var rule = NextTryRule.initial
    rule.version = 7
    rule.steps += [
      .made {
        $0.afterTries = 1
        $0.outcome = .inHospital
        $0.channel = .visit
        $0.waitHours = 14 * 24
      },
      .made {
        $0.afterTries = 1
        $0.outcome = .wrongAddress
        $0.giveUp = true
      },
      .made {
        $0.afterTries = 2
        $0.outcome = .refused
        $0.channel = .post
      },
    ]
    let cases: [(tries: [VisitAttempt], advice: String, fault: String)] = [
      ([Self.attempt(.inHospital)], "visit 14d0h", "another try at once at a hospital's patient"),
      ([Self.attempt(.wrongAddress)], "give up", "another try at a wrong address"),
      (
        [Self.attempt(.refused)], "visit 1d4h other weekday other time",
        "a step for more tries than there are"
      ),
      (
        [Self.attempt(.noAnswer), Self.attempt(.refused, hours: 1)], "post 0d1h", "a step left out"
      ),
      (
        [Self.attempt(.wrongAddress), Self.attempt(.noAnswer, hours: 1)],
        "visit 1d4h other weekday other time", "the step of an outcome that was not the last"
      ),
    ]
    for (tries, advice, fault) in cases {
      let next = rule.advice(after: tries)
      #expect(Self.words(next) == advice, "\(fault)")
      #expect(next?.ruleVersion == 7)
    }
  }

  /// Bands that there are on some weekdays only, tries outside of any, midnight in Seoul, and wishes that cannot be had.
  @Test func bandsAndWeekdays() {
    func rule(_ bands: [TimeBand], weekday: Bool, time: Bool, hours: Int32 = 0) -> NextTryRule {
      .made {
        $0.bands = bands
        $0.steps = [
          .made {
            $0.afterTries = 1
            $0.channel = .visit
            $0.otherWeekday = weekday
            $0.otherTime = time
            $0.waitHours = hours
          }
        ]
      }
    }
    func band(_ code: String, _ from: Int32, _ to: Int32, _ days: [Weekday] = []) -> TimeBand {
      .made {
        $0.code = code
        $0.fromMinute = from * 60
        $0.toMinute = to * 60
        $0.weekdays = days
      }
    }
    let no = Self.attempt(.noAnswer)
    let saturday = band("saturday", 10, 13, [.saturday])
    let morning = band("morning", 8, 12)
    let cases: [(rule: NextTryRule, tries: [VisitAttempt], advice: String, fault: String)] = [
      (rule([], weekday: false, time: false), [no], "visit 0d0h", "a wish that nobody has"),
      (
        rule([], weekday: true, time: false), [no], "visit 0d15h other weekday",
        "midnight in Seoul is at 15 hours after nine"
      ),
      (
        rule([morning, saturday], weekday: true, time: true), [no],
        "visit 5d1h other weekday other time", "a band on a weekday that has none"
      ),
      (
        rule([morning], weekday: true, time: true), [no], "visit 0d23h other weekday",
        "no advice where there is one band only"
      ),
      (
        rule([morning, band("late", 20, 22)], weekday: true, time: true),
        (0..<7).map { Self.attempt(.noAnswer, days: $0) }, "visit 6d11h other time",
        "no advice where every weekday was tried"
      ),
      (
        rule([morning], weekday: false, time: true), [Self.attempt(.noAnswer, hours: 6)],
        "visit 0d23h other time", "a try outside of any band takes a band away"
      ),
      (
        rule([morning], weekday: false, time: true, hours: 1), [Self.attempt(.noAnswer, hours: -8)],
        "visit 0d-1h other time", "a wait that is not looked at"
      ),
      (
        rule([morning], weekday: true, time: false), [Self.attempt(.noAnswer, .phone)],
        "visit 0d0h other weekday", "tries by phone that count at the door"
      ),
    ]
    for (rule, tries, advice, fault) in cases {
      #expect(Self.words(rule.advice(after: tries)) == advice, "\(fault)")
    }
  }

  /// Properties: advice is not before the wait, and is as different as it says that it is.
  @Test func properties() {
    let seed: UInt64 = 119_120
    var random = SeededRandom(seed: seed)
    let failures: [AttemptOutcome] = [.noAnswer, .refused, .wrongAddress, .moved, .inHospital]
    for round in 0..<2000 {
      var rule = NextTryRule.initial
      for index in rule.steps.indices where !rule.steps[index].giveUp {
        rule.steps[index].waitHours = Int32(random.next() % 100)
        rule.steps[index].otherWeekday = random.once(in: 2)
        rule.steps[index].otherTime = random.once(in: 2)
      }
      var at = Int64(random.next() % 40_000)
      let tries = (0...Int(random.next() % 6)).map { _ in
        at += Int64(random.next() % 3000)
        return VisitAttempt.made {
          $0.outcome = random.pick(failures)
          $0.time = Self.monday.adding(seconds: at * 60)
        }
      }
      let next = rule.advice(after: tries)
      #expect(next == rule.advice(after: tries))
      guard let next, let last = tries.last?.time else { continue }
      if next.giveUp {
        #expect(tries.count >= 5 && next.notBefore == nil)
        continue
      }
      guard let time = next.notBefore else {
        Issue.record("seed \(seed), round \(round): no time")
        continue
      }
      let wait = Int64(rule.steps.last { Int($0.afterTries) <= tries.count }?.waitHours ?? 0)
      #expect(time.seconds >= last.seconds + wait * 3600, "seed \(seed), round \(round)")
      guard next.channel == .visit else { continue }
      let places = tries.compactMap(\.time).map(Self.place)
      if next.otherWeekday {
        #expect(!places.map(\.weekday).contains(Self.place(time).weekday), "round \(round)")
      }
      if next.otherTime {
        let bands = places.compactMap(\.band)
        let own = Self.place(time).band
        #expect(own != nil && !bands.contains(own ?? ""), "round \(round)")
      }
    }
  }

  /// Weekday (0 = Monday) and band of the rule that holds at first, reckoned in another way than the rule does.
  private static func place(_ time: Timestamp) -> (weekday: Int64, band: String?) {
    let seconds = time.seconds - monday.seconds + 9 * 3600
    let hour = seconds % 86_400 / 3600
    let band: String? =
      switch hour {
      case 9..<12: "morning"
      case 13..<18: "afternoon"
      case 18..<20: "evening"
      default: nil
      }
    return (seconds / 86_400 % 7, band)
  }

  /// Would catch tries on visits that were moved being forgotten, and advice that is not kept with the try.
  @Test func recorded() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      func attempt(_ visit: VisitID, _ outcome: AttemptOutcome) throws -> VisitAttempt {
        try world.admin.call(
          "pcrm.v1.VisitService/RecordAttempt",
          RecordAttemptRequest.made {
            $0.attempt = .made {
              $0.visitID = visit
              $0.outcome = outcome
              $0.time = pcrm.clock.now()
            }
          })
      }
      var visit = try world.visit()
      var advice: [String] = []
      for number in 0..<4 {
        let tried = try attempt(visit.id, .noAnswer)
        advice.append(tried.nextTry?.channel.name ?? "")
        #expect(tried.nextTry?.ruleVersion == 0)
        let listed: ListAttemptsResponse = try world.admin.call(
          "pcrm.v1.VisitService/ListAttempts", ListAttemptsRequest.made { $0.visitID = visit.id })
        #expect(listed.attempts.last == tried)
        if number == 3 { break }
        visit = try world.admin.call(
          "pcrm.v1.VisitService/RescheduleVisit",
          RescheduleVisitRequest.made {
            $0.id = visit.id
            $0.startTime = world.later(hours: 24)
            $0.reason = "nobody there"
            $0.outsideHours = "as agreed"
          })
        pcrm.clock.advance(seconds: 86_400)
      }
      #expect(advice == ["CHANNEL_VISIT", "CHANNEL_VISIT", "CHANNEL_PHONE", "CHANNEL_POST"])
      #expect(try attempt(visit.id, .noAnswer).nextTry?.giveUp == true)
      #expect(try attempt(visit.id, .doorstep).nextTry == nil)
    }
  }
}
