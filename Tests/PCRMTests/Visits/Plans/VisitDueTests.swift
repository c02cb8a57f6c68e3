import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct VisitDueTests {
  /// Would catch a second run that plans what the first has planned, and a customer who is forgotten.
  @Test func whatIsPlannedIsNoLongerDue() {
    for seed in UInt64(1)...1500 {
      var random = SeededRandom(seed: seed)
      let plan = Self.plan(&random)
      var history = Self.history(&random)
      let today = 1000
      let horizon = 1 + Int(random.next() % 60)
      let rule = (900...1100).filter { $0 % 9 == 0 }
      func dues() -> [VisitDue] {
        plan.dues(
          of: history, today: today, last: today + horizon - 1, start: 940, ruleDays: rule)
      }
      let found = dues()
      #expect(Set(found.map(\.due)).count == found.count, "seed \(seed): each has its own name")
      for due in found {
        if let days = due.days {
          #expect(days.lowerBound >= today && days.contains(due.wanted), "seed \(seed)")
        }
        #expect(due.wanted <= today + horizon - 1 + Int(plan.toleranceDays), "seed \(seed)")
      }
      history.handled.formUnion(found.map(\.due))
      #expect(dues().isEmpty, "seed \(seed)")
    }
  }

  /// Would catch a rhythm that drifts, or a round in which everybody comes on the same day.
  @Test func aRhythmIsKeptAndSpread() {
    var plan = VisitPlan()
    plan.everyDays = 28
    plan.toleranceDays = 3
    var firsts: [Int: Int] = [:]
    for number in UInt64(0)..<2800 {
      var history = VisitHistory()
      history.customer = CustomerID(high: 0x0190_0000_0000_7000 &+ number << 20, low: number)
      history.since = 500
      let dues = plan.dues(of: history, today: 1000, last: 1111, start: 1000, ruleDays: [])
      #expect(dues.count == 4)
      #expect(zip(dues, dues.dropFirst()).allSatisfy { $1.due - $0.due == 28 })
      firsts[dues.first?.due ?? 0, default: 0] += 1
    }
    #expect(firsts.count == 28 && firsts.values.allSatisfy { (60...145).contains($0) })
    var history = VisitHistory()
    history.lastDone = 990
    let next = plan.dues(of: history, today: 1000, last: 1030, start: 1000, ruleDays: [])
    #expect(next == [VisitDue(due: 1018, days: 1015...1021, wanted: 1018)])
    history.lastDone = 900
    let missed = plan.dues(of: history, today: 1000, last: 1030, start: 800, ruleDays: [])
    #expect(missed.map(\.due) == [1000, 1028], "what was missed comes now, once")
    #expect(missed[0].days == 1000...1003)
  }

  /// Would catch a visit after the event that comes too late, or comes again.
  @Test func afterAnEventThereIsOneVisitInTime() {
    var plan = VisitPlan()
    plan.event = .caseApproved
    plan.withinDays = 14
    var history = VisitHistory()
    history.events = [995, 995, 980, 700]
    func dues() -> [VisitDue] {
      plan.dues(of: history, today: 1000, last: 1027, start: 900, ruleDays: [])
    }
    #expect(
      dues() == [
        VisitDue(due: 994, days: nil, wanted: 1000),
        VisitDue(due: 1009, days: 1000...1009, wanted: 1000),
      ], "one that is late is told, one of before the plan is not")
    history.lastDone = 996
    #expect(dues().isEmpty, "a visit after the event is the visit")
  }

  private static func plan(_ random: inout SeededRandom) -> VisitPlan {
    var plan = VisitPlan()
    plan.toleranceDays = Int32(random.next() % 8)
    plan.seed = Int64(random.next() % 5)
    switch random.next() % 3 {
    case 0: plan.everyDays = 1 + Int32(random.next() % 40)
    case 1: plan.rule = "FREQ=DAILY;INTERVAL=9"
    default:
      plan.event = .caseApproved
      plan.withinDays = Int32(random.next() % 20)
    }
    return plan
  }

  private static func history(_ random: inout SeededRandom) -> VisitHistory {
    var history = VisitHistory()
    history.customer = CustomerID(high: random.next(), low: random.next())
    history.since = 900 + Int(random.next() % 140)
    if random.once(in: 2) { history.lastDone = 900 + Int(random.next() % 100) }
    for _ in 0..<random.next() % 4 { history.handled.insert(940 + Int(random.next() % 90)) }
    for _ in 0..<random.next() % 4 { history.events.append(930 + Int(random.next() % 90)) }
    return history
  }
}
