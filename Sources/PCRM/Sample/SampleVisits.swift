import PCRMCore
import PCRMModel
import ProtobufCodec

/// A visit of a sample with the tries and the report that belong to it.
struct SampleVisit: Sendable {
  var visit = Visit()
  var attempts: [VisitAttempt] = []
  var report: VisitReport?
}

/// Visits of a sample's customers: those of the last four weeks with what came of them, and those of the next two.
///
/// Of each team one goes out, to customers of the whole team. The same seed and day make the same visits.
struct SampleVisits: Sendable {
  /// Customers whom one member of staff visits: however large the sample, it has no more visits than that.
  private static let customersPerVisitorMax = 24
  private static let pastDays = 20
  private static let comingDays = 10
  /// When visits begin, in minutes after midnight: a break lies between them.
  private static let slots: [Int64] = [570, 660, 810, 930]

  /// Somebody whom a member of staff visits.
  private struct Visited: Sendable {
    let customer: CustomerID
    let office: UnitID
    /// The customer's case that is cared for; nil without one.
    let document: Case?
  }

  let now: Timestamp
  private var random: SplitMix64
  private var ids: IDSource
  private var visited: [StaffID: [Visited]] = [:]

  /// - Parameter now: the beginning of a day in Korea.
  init(seed: UInt64, now: Timestamp) {
    self.now = now
    random = SplitMix64(seed: seed ^ 0x71517)
    ids = IDSource(seed: seed ^ 0x7151_71d5)
  }

  /// Lets a customer be visited by somebody, as long as that one has time for it.
  mutating func add(_ customer: Customer, _ cases: [Case], visitor: StaffID) {
    guard customer.kind == .person, !visitor.isEmpty,
      visited[visitor, default: []].count < Self.customersPerVisitorMax
    else { return }
    let document = cases.first { $0.status == .open && $0.approveTime != nil }
    visited[visitor, default: []].append(
      Visited(customer: customer.id, office: customer.homeOfficeID, document: document))
  }

  /// A key of this sample.
  mutating func id<E>(at time: Timestamp) -> ID<E> { ids.next(at: time) }

  /// Everybody who visits, with the first customer: in the order of their keys.
  var visitors: [(staff: StaffID, customer: CustomerID, office: UnitID)] {
    visited.keys.sorted().compactMap { staff in
      visited[staff]?.first.map { (staff, $0.customer, $0.office) }
    }
  }

  /// The visits of one member of staff, by their beginnings.
  ///
  /// - Parameter vehicle: what is booked with some of them; nil for nothing.
  mutating func visits(of staff: StaffID, vehicle: ResourceID?) -> [SampleVisit] {
    guard let customers = visited[staff], !customers.isEmpty else { return [] }
    var past = SampleDays(before: now, count: Self.pastDays, slots: Self.slots)
    var coming = SampleDays(from: now, count: Self.comingDays, slots: Self.slots)
    var made: [SampleVisit] = []
    for (number, customer) in customers.enumerated() {
      if chance(0.8), let start = past.take(near: Int.random(in: 0..<Self.pastDays, using: &random))
      {
        var one = self.past(customer, staff, at: start)
        // Who was missed is visited again.
        if one.visit.state == .noShow, let next = coming.take(near: 2 + number % 6) {
          var again = self.coming(customer, staff, at: next, after: one.visit.closeTime)
          again.visit.previousID = one.visit.id
          again.visit.chainNumber = 2
          one.visit.nextID = again.visit.id
          made.append(one)
          made.append(again)
          continue
        }
        made.append(one)
      }
      // Three visits for today, four for the next day of work, the rest later.
      let near = number < 3 ? 0 : number < 7 ? 1 : 2 + number % (Self.comingDays - 2)
      guard let start = coming.take(near: near) else { continue }
      var one = self.coming(customer, staff, at: start)
      if let vehicle, number == 8 { one.visit.resourceIDs = [vehicle] }
      made.append(one)
    }
    made += weekend(customers, staff)
    return made.sorted {
      ($0.visit.startTime?.microseconds ?? 0) < ($1.visit.startTime?.microseconds ?? 0)
    }
  }

  // MARK: One visit

  private mutating func visit(
    _ customer: Visited, _ staff: StaffID, at start: Timestamp, created: Timestamp
  ) -> Visit {
    var visit = Visit()
    visit.id = ids.next(at: created)
    visit.version = 1
    visit.chainNumber = 1
    visit.customerID = customer.customer
    visit.staffID = staff
    visit.officeID = customer.office
    visit.state = .planned
    visit.startTime = start
    visit.endTime = start.adding(
      seconds: [40, 50, 60].randomElement(using: &random).map { $0 * 60 } ?? 3600)
    visit.createTime = created
    visit.updateTime = created
    if let document = customer.document, document.isCaredFor(at: start) {
      visit.caseID = document.id
      visit.purpose = document.managementLevel == .intensive ? "intensive_care" : "care"
    } else {
      visit.purpose = "good_customer"
    }
    return visit
  }

  private mutating func coming(
    _ customer: Visited, _ staff: StaffID, at start: Timestamp, after earlier: Timestamp? = nil
  ) -> SampleVisit {
    let days = now.adding(seconds: -Int64.random(in: 20...150, using: &random) * 3600)
    let created = earlier.map { $0.seconds > days.seconds ? $0 : days } ?? days
    var one = SampleVisit()
    one.visit = visit(customer, staff, at: start, created: created)
    // Most can receive it in one half of the day.
    let minute = start.minuteOfDay
    if chance(0.7) {
      let isMorning = minute < 720
      one.visit.customerWindow = TimeWindow(
        start.adding(seconds: ((isMorning ? 540 : 780) - minute) * 60),
        start.adding(seconds: ((isMorning ? 720 : 1080) - minute) * 60))
    }
    if chance(0.4) {
      one.visit.state = .confirmed
      one.visit.arrivalWindow = TimeWindow(
        start.adding(seconds: -900), start.adding(seconds: 900))
    }
    return one
  }

  private mutating func past(
    _ customer: Visited, _ staff: StaffID, at start: Timestamp
  ) -> SampleVisit {
    let created = start.adding(seconds: -Int64.random(in: 48...240, using: &random) * 3600)
    var one = SampleVisit()
    one.visit = visit(customer, staff, at: start, created: created)
    let draw = Double.random(in: 0..<1, using: &random)
    if draw < 0.1 {
      one.visit.state = .noShow
      attempt(&one, .noAnswer, at: start.adding(seconds: 120))
      close(&one.visit, at: start.adding(seconds: 900), "아무도 없음")
    } else if draw < 0.17 {
      one.visit.state = .cancelled
      close(&one.visit, at: start.adding(seconds: -30 * 3600), "고객 요청")
    } else {
      if draw < 0.3 { attempt(&one, .noAnswer, at: start.adding(seconds: -5400)) }
      finish(&one, customer)
    }
    return one
  }

  private mutating func attempt(
    _ one: inout SampleVisit, _ outcome: AttemptOutcome, at time: Timestamp,
    _ relationship: RelationshipLevel = .unspecified
  ) {
    var attempt = VisitAttempt()
    attempt.id = ids.next(at: time)
    attempt.number = Int32(one.attempts.count + 1)
    attempt.visitID = one.visit.id
    attempt.customerID = one.visit.customerID
    attempt.staffID = one.visit.staffID
    attempt.time = time
    attempt.createTime = time
    attempt.outcome = outcome
    attempt.channel = .visit
    attempt.relationship = relationship
    attempt.evidence = outcome.isFailure ? ["안내문 부착"] : []
    one.attempts.append(attempt)
    one.visit.attempts = attempt.number
    if relationship != .unspecified { one.visit.relationship = relationship }
    one.visit.tryTime = one.visit.tryTime ?? time
  }

  private func close(_ visit: inout Visit, at time: Timestamp, _ reason: String) {
    visit.closeTime = time
    visit.updateTime = time
    visit.closeReason = reason
  }

  private mutating func finish(_ one: inout SampleVisit, _ customer: Visited) {
    guard let start = one.visit.startTime, let planned = one.visit.endTime else { return }
    let begun = start.adding(seconds: Int64.random(in: -4...9, using: &random) * 60)
    let end = planned.adding(seconds: -Int64.random(in: 0...8, using: &random) * 60)
    one.visit.state = .done
    one.visit.setOutTime = begun.adding(seconds: -1500)
    var checkIn = CheckIn()
    checkIn.time = begun
    one.visit.checkIn = checkIn
    one.visit.meetTime = begun
    one.visit.finishTime = end
    one.visit.closeTime = end
    one.visit.updateTime = end
    let isCase = !one.visit.caseID.isEmpty
    let report = SampleReports.report(of: one.visit, isCase ? customer.document : nil, &random)
    attempt(&one, .met, at: begun, report.contact?.relationship ?? .unspecified)
    one.report = report
  }

  /// Visits of the next Saturday and Sunday, on purpose outside of hours.
  private mutating func weekend(_ customers: [Visited], _ staff: StaffID) -> [SampleVisit] {
    var made: [SampleVisit] = []
    for (place, customer) in customers.suffix(2).enumerated() where customers.count > 4 {
      let today = BusinessDay.today(now)
      let weekday = place == 0 ? 2 : 3
      // 1 January 1970 was a Thursday: Saturdays are two days after one.
      let ahead = ((weekday - today.daysSince1970 % 7) % 7 + 7) % 7
      let start = now.adding(seconds: Int64(ahead) * 86_400 + (place == 0 ? 660 : 840) * 60)
      var one = coming(customer, staff, at: start)
      one.visit.purpose = "adoption"
      one.visit.caseID = CaseID()
      one.visit.customerWindow = nil
      one.visit.outsideHours = "주말 결연 방문"
      made.append(one)
    }
    return made
  }

  private mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < probability
  }
}

/// Days of work with their slots, each of which is taken once.
struct SampleDays {
  private let days: [Timestamp]
  private let slots: [Int64]
  private var taken: Set<Int> = []

  /// Days of work before a day's beginning, the latest first.
  init(before now: Timestamp, count: Int, slots: [Int64]) {
    days = Self.days(from: now.adding(seconds: -86_400), step: -1, count)
    self.slots = slots
  }

  /// Days of work from a day's beginning on.
  init(from now: Timestamp, count: Int, slots: [Int64]) {
    days = Self.days(from: now, step: 1, count)
    self.slots = slots
  }

  /// The first free slot of a day, or of those after it; nil when all are taken.
  mutating func take(near place: Int) -> Timestamp? {
    for offset in 0..<days.count {
      let day = (place + offset) % days.count
      for (slot, minute) in slots.enumerated() where taken.insert(day * slots.count + slot).inserted
      {
        return days[day].adding(seconds: minute * 60)
      }
    }
    return nil
  }

  private static func days(from first: Timestamp, step: Int64, _ count: Int) -> [Timestamp] {
    var days: [Timestamp] = []
    var day = first
    while days.count < count {
      let number = BusinessDay.today(day).daysSince1970
      let isWeekend = [2, 3].contains((number % 7 + 7) % 7)
      if !isWeekend && ReckonedHolidays.names(on: number..<number + 1).isEmpty { days.append(day) }
      day = day.adding(seconds: step * 86_400)
    }
    return days
  }
}

extension Case {
  /// Whether the case was approved by a time.
  fileprivate func isCaredFor(at time: Timestamp) -> Bool {
    approveTime.map { $0.seconds < time.seconds } ?? false
  }
}

extension TimeWindow {
  fileprivate init(_ from: Timestamp, _ to: Timestamp) {
    self.init()
    self.from = from
    self.to = to
  }
}

extension Timestamp {
  /// Minutes after midnight in Korea.
  fileprivate var minuteOfDay: Int64 { (seconds + 9 * 3600) % 86_400 / 60 }
}
