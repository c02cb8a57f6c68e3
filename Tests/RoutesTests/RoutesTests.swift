import Foundation
import PCRMCore
import Routes
import Testing

/// One person's day: exact, by two other exact ways.
struct DayOptimumTests {
  /// Would catch a partial day dropped that leads to the best, a lunch that is lost, or a bound that promises too much.
  @Test func equalsTryingEverything() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var days = DayProblems(seed: seed)
    for number in 0..<300 {
      let problem = days.day(visits: 1 + number % 7, tight: Double(number % 3) / 2)
      let answer = RoutePlanner(rounds: 50).plan(problem)
      #expect(answer.isProven, "seed \(seed), day \(number)")
      #expect(
        abs(answer.plan.cost(problem) - EveryDay(problem).best) < 1e-3,
        "seed \(seed), day \(number)")
      #expect(RouteCheck.faults(answer.plan, problem) == [], "seed \(seed), day \(number)")
    }
  }

  /// Would catch what only longer days show: bounds by steps, dominance among many labels.
  @Test func equalsDynamicProgrammingOverSets() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var days = DayProblems(seed: seed)
    for number in 0..<12 {
      let problem = days.day(visits: 10 + number % 4, tight: 0.4 + Double(number % 3) * 0.3)
      let answer = RoutePlanner(rounds: 50).plan(problem)
      #expect(answer.isProven, "seed \(seed), day \(number)")
      #expect(
        abs(answer.plan.cost(problem) - bestDayBySets(problem)) < 1e-3,
        "seed \(seed), day \(number)")
    }
  }

  /// Would catch a proof claimed for a day that was not looked at to the end.
  @Test func saysWhenItGaveUp() {
    var days = DayProblems(seed: 5)
    let problem = days.day(visits: 20, tight: 0)
    let answer = RoutePlanner(rounds: 10, labelsMax: 10).plan(problem)
    #expect(!answer.isProven)
    #expect(RouteCheck.faults(answer.plan, problem) == [])
  }
}

/// Several people's days.
struct RouteSearchTests {
  /// Would catch a broken window, skill, capacity or lunch, a visit made twice, and costs that drift from the routes.
  @Test func everyPlanKeepsItsPromises() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var days = DayProblems(seed: seed)
    for number in 0..<40 {
      let problem = days.team(visits: 10 + number, staff: 2 + number % 6)
      let plan = RoutePlanner(seed: seed, rounds: 2_000).plan(problem).plan
      #expect(RouteCheck.faults(plan, problem) == [], "seed \(seed), day \(number)")
    }
  }

  /// Would catch an order of a hash table or the clock that finds its way into the plan.
  @Test func theSameSeedGivesTheSamePlan() {
    var days = DayProblems(seed: 11)
    let problem = days.team(visits: 60, staff: 6)
    let planner = RoutePlanner(seed: 3, rounds: 5_000)
    #expect(planner.plan(problem).plan == planner.plan(problem).plan)
  }

  /// Would catch a search that does not search: the best known distances of two published problems, within 1 %.
  @Test func comesNearTheBestKnown() throws {
    guard let data = ProcessInfo.processInfo.environment["PCRM_DATA"] else {
      print("did not run: PCRM_DATA is not set")
      return
    }
    for (name, best) in [("C101", 828.94), ("R101", 1642.88)] {
      let text = try String(
        contentsOfFile: "\(data)/solomon-vrptw/\(name).txt", encoding: .utf8)
      let problem = try SolomonFile(text).problem
      let plan = RoutePlanner(rounds: 100_000).plan(problem).plan
      #expect(RouteCheck.faults(plan, problem) == [])
      #expect(plan.left.isEmpty)
      #expect(plan.metres < best * 1.01 && plan.metres > best - 0.01, "\(name): \(plan.metres)")
    }
  }
}

/// Why a visit does not fit.
struct RouteReasonTests {
  private static let travel = TravelMatrix(
    count: 2, seconds: [0, 1_800, 1_800, 0], metres: [0, 10_000, 10_000, 0])

  private static func problem(
    _ change: (inout RouteVisit, inout RouteShift) -> Void
  )
    -> RouteProblem
  {
    var visit = RouteVisit(place: 1, service: 3_600, opens: 0, closes: 36_000)
    var shift = RouteShift(start: 0, end: 0, from: 0, to: 36_000, capacity: 3)
    change(&visit, &shift)
    return RouteProblem(travel: travel, visits: [visit], shifts: [shift])
  }

  /// Each row would catch one reason taken for another.
  @Test func eachReason() {
    let cases: [(RouteReason, RouteProblem)] = [
      (.nobodyMay, Self.problem { visit, _ in visit.shifts = [] }),
      (.tooMuch, Self.problem { visit, _ in visit.demand = 4 }),
      (.outOfReach, Self.problem { visit, _ in visit.closes = 1_799 }),
      (.tooFarFromTheEnd, Self.problem { _, shift in shift.to = 7_199 }),
      (.notWorthIt(metres: 15_000), Self.problem { visit, _ in visit.penalty = 5_000 }),
    ]
    for (reason, problem) in cases {
      let plan = RoutePlanner(rounds: 10).plan(problem).plan
      #expect(plan.left == [0])
      #expect(plan.reasons(problem) == [reason])
    }
  }

  @Test func noRoomInAFullDay() {
    var problem = Self.problem { _, shift in shift.capacity = 1 }
    problem.visits.append(problem.visits[0])
    let plan = RoutePlanner(rounds: 10).plan(problem).plan
    #expect(plan.left.count == 1)
    #expect(plan.reasons(problem) == [.noRoom])
  }
}

/// The text format.
struct SolomonFileTests {
  private static let good = """
    T1\r
    \r
    VEHICLE\r
    NUMBER     CAPACITY\r
      2         10  \r
    \r
    CUSTOMER\r
    CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\r
     \r
        0      0         0          0          0       100          0   \r
        1      3         4         10          5        50         10   \r
    """

  @Test func readsCarriageReturnsAndRunsOfBlanks() throws {
    let file = try SolomonFile(Self.good)
    #expect(file.name == "T1" && file.vehicles == 2 && file.capacity == 10)
    #expect(file.problem.travel.metres(0, 1) == 5)
    #expect(file.problem.visits[0].closes == 50)
  }

  /// Each row would catch a fault of a file that is taken in silence.
  @Test func refusesWithTheLine() {
    let cases: [(String, String)] = [
      ("", "line 1: there is no VEHICLE block"),
      (
        Self.good.replacing("    1      3", with: "    2      3"),
        "line 11: expected customer 1"
      ),
      (
        Self.good.replacing("50         10", with: "50"),
        "line 11: expected 7 numbers, found 6"
      ),
      (
        Self.good.replacing(" 5        50", with: " 51        50"),
        "line 11: the ready time is after the due date"
      ),
      (
        Self.good.replacing("2         10", with: "2.5         10"),
        "line 5: expected the number of vehicles and their capacity"
      ),
    ]
    for (text, message) in cases {
      #expect { _ = try SolomonFile(text) } throws: {
        ($0 as? SolomonFile.Failure)?.description == message
      }
    }
  }
}
