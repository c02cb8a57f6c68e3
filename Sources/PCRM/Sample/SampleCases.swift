import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// A case of a sample with what belongs to it.
struct SampleCase: Sendable {
  var document = Case()
  var events: [CaseEvent] = []
  var touchpoints: [Touchpoint] = []
  var needs: NeedRecord?
  /// Since when somebody is in charge; nil when nobody has to be yet.
  var chargeTime: Timestamp?
}

/// Cases of a sample's customers: the same for the same seed and day.
///
/// One person in so many had a work injury; half as many hold an insurance contract, a quarter as many asked something.
public struct SampleCases: Sendable {
  /// Of a thousand injured, those with a second injury.
  private static let secondPermille = 80
  private static let suspendedPermille = 25

  private let injuryShare: Double
  private let now: Timestamp
  private let types: [String: CaseType]
  private var random: SplitMix64
  private var ids: IDSource
  /// The last number of each series and year.
  private(set) var lastNumbers: [Series: Int64] = [:]

  /// A series of numbers in a year.
  struct Series: Hashable, Sendable {
    let prefix: String
    let year: Int32
  }

  /// - Parameters:
  ///   - share: how many of the people had a work injury, 0 to 1.
  ///   - now: when the cases are as they are.
  public init(seed: UInt64, share: Double, types: [CaseType], now: Timestamp) {
    injuryShare = share
    self.now = now
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.code, $0) })
    random = SplitMix64(seed: seed ^ 0xca5e)
    ids = IDSource(seed: seed ^ 0xca5e1d)
  }

  /// The cases of a customer; none for firms.
  mutating func cases(of customer: Customer) -> [SampleCase] {
    guard customer.kind == .person else { return [] }
    var cases: [SampleCase] = []
    if chance(injuryShare) {
      if let one = make("injury", customer) { cases.append(one) }
      if chance(Double(Self.secondPermille) / 1000), let one = make("injury", customer) {
        cases.append(one)
      }
    }
    if chance(injuryShare / 2), let one = make("insurance_contract", customer) { cases.append(one) }
    if chance(injuryShare / 4), let one = make("enquiry", customer) { cases.append(one) }
    return cases
  }

  /// A key of this sample.
  mutating func id<E>(at time: Timestamp) -> ID<E> { ids.next(at: time) }

  /// Whether something happens that does so with this probability.
  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < probability
  }

  // MARK: One case

  private mutating func make(_ code: String, _ customer: Customer) -> SampleCase? {
    guard let type = types[code], let course = course(code) else { return nil }
    var times = stageTimes(course)
    let closed = course.isClosed ? now.adding(days: -days(1...1500)) : nil
    if let closed, let last = times.last {
      // A closed case was all of it earlier.
      let earlier = last.adding(days: days(course.days)).microseconds - closed.microseconds
      times = times.map { Timestamp(microseconds: $0.microseconds - max(0, earlier)) }
    }
    guard let opened = times.first, let since = times.last, let stage = course.path.last else {
      return nil
    }
    var one = SampleCase()
    one.document.id = ids.next(at: opened)
    one.document.version = 1
    one.document.customerID = customer.id
    one.document.type = type.code
    one.document.typeVersion = type.version
    one.document.number = number(type, opened)
    one.document.officeID = customer.homeOfficeID
    one.document.status = closed == nil ? .open : .closed
    one.document.stage = stage
    one.document.stageSince = since
    one.document.openTime = opened
    one.document.closeTime = closed
    one.document.createTime = opened
    one.document.updateTime = closed ?? since
    if code == "injury" { injure(&one, course, times) }
    charge(&one, type, course, times, customer)
    one.events = events(of: one.document, course, times)
    if closed == nil {
      one.touchpoints = touchpoints(of: one.document, type)
      if chance(Double(Self.suspendedPermille) / 1000) { suspend(&one) }
    }
    return one
  }

  private mutating func course(_ type: String) -> SampleCourse? {
    let courses = SampleCourse.courses(of: type)
    let sum = courses.reduce(0) { $0 + $1.weight }
    guard sum > 0 else { return nil }
    var place = Int.random(in: 0..<sum, using: &random)
    for course in courses {
      if place < course.weight { return course }
      place -= course.weight
    }
    return nil
  }

  /// When each stage of a course began, ending with the present one.
  private mutating func stageTimes(_ course: SampleCourse) -> [Timestamp] {
    // Most are in a stage for a short time, few for a long one.
    let part = Double.random(in: 0..<1, using: &random)
    let range = course.days.upperBound - course.days.lowerBound
    var time = now.adding(days: -(course.days.lowerBound + range * part * part))
    var times = [time]
    for stage in course.path.dropLast().reversed() {
      time = time.adding(days: -days(SampleCourse.stay[stage] ?? 1...10))
      times.append(time)
    }
    return times.reversed()
  }

  private mutating func days(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  private mutating func number(_ type: CaseType, _ opened: Timestamp) -> String {
    guard let series = type.numberSeries else { return "" }
    let year = series.yearly ? BusinessDay.today(opened).year : 0
    let key = Series(prefix: series.prefix, year: year)
    let number = (lastNumbers[key] ?? 0) + 1
    lastNumbers[key] = number
    return series.text(number, year: year)
  }

  // MARK: Injuries

  private mutating func injure(
    _ one: inout SampleCase, _ course: SampleCourse, _ times: [Timestamp]
  ) {
    let grade = Int32(pick(SampleInjury.grades) + 1)
    let isEarly = course.path.count < 3 && !course.isClosed
    if !isEarly || chance(0.3) {
      one.document.severity =
        chance(0.03) ? Severity(.aaam, chance(0.2) ? 9 : grade) : Severity(.ais, grade)
    }
    let fitting = SampleInjury.diagnoses.filter { $0.grades.contains(grade) }
    if let diagnosis = fitting.randomElement(using: &random) {
      one.document.diagnosisCodes = [diagnosis.code]
    }
    one.document.summary = SampleInjury.summaries.randomElement(using: &random) ?? ""
    guard let place = course.path.firstIndex(where: { $0 == "care_extension" || $0 == "care_end" })
    else { return }
    one.document.approveTime = times[place]
    one.document.approvalKind = chance(0.9) ? .new : .reapproval
    let accident = times[0]
    one.document.careSince = BusinessDay.today(accident)
    phase(&one, accident)
    if !course.isClosed && chance(0.6) { needs(&one, times[place]) }
  }

  private mutating func phase(_ one: inout SampleCase, _ accident: Timestamp) {
    let end = one.document.closeTime ?? now
    let days = Double(end.seconds - accident.seconds) / 86_400
    let phases: [(String, Double)] = [
      ("acute", 0), ("over_a_month", 30), ("subacute", 60 + Double(one.document.id.low % 60)),
      ("fixed", 240 + Double(one.document.id.low % 120)), ("healed", 600),
    ]
    let isOver = one.document.status == .closed || one.document.stage == "return_to_society"
    // Who is in care is not healed yet.
    let possible = one.document.stage == "care_extension" ? phases.dropLast() : phases[...]
    guard let found = isOver ? phases.last : possible.last(where: { $0.1 <= days }) else { return }
    one.document.phase = found.0
    let since = accident.adding(days: min(found.1, days * 0.9))
    one.document.phaseSince = since
  }

  private mutating func needs(_ one: inout SampleCase, _ time: Timestamp) {
    guard let type = types[one.document.type] else { return }
    let needs = type.needs.map(\.code).shuffled(using: &random)
      .prefix(Int.random(in: 1...4, using: &random)).sorted()
    let hardships = type.hardships.map(\.code).shuffled(using: &random)
      .prefix(Int.random(in: 0...2, using: &random)).sorted()
    one.document.needs = needs
    one.document.hardships = hardships
    var record = NeedRecord()
    record.number = 1
    record.time = time
    record.stage = one.document.stage
    record.recordedBy = SamplePresets.caller.principal
    record.needs = needs
    record.hardships = hardships
    record.appeared = needs + hardships
    one.needs = record
  }

  // MARK: What belongs to it

  private func charge(
    _ one: inout SampleCase, _ type: CaseType, _ course: SampleCourse, _ times: [Timestamp],
    _ customer: Customer
  ) {
    let needing = Set(type.stages.filter(\.needsCaseWorker).map(\.code))
    guard let place = course.path.firstIndex(where: needing.contains),
      !customer.caseWorkerID.isEmpty
    else { return }
    one.chargeTime = times[place]
    if one.document.status != .closed { one.document.caseWorkerID = customer.caseWorkerID }
  }

  private func events(
    of document: Case, _ course: SampleCourse, _ times: [Timestamp]
  ) -> [CaseEvent] {
    var events: [CaseEvent] = []
    for (place, stage) in course.path.enumerated() {
      var event = CaseEvent(
        place == 0 ? .opened : .stage, at: times[place],
        from: place == 0 ? "" : course.path[place - 1], to: stage)
      event.reason = place == 0 ? "" : "진행"
      event.exitReason = place == 0 || document.type != "injury" ? "" : "progress"
      events.append(event)
    }
    if let closed = document.closeTime {
      var event = CaseEvent(.closed, at: closed, from: document.stage)
      event.reason = "completed"
      events.append(event)
    }
    return events
  }

  private mutating func suspend(_ one: inout SampleCase) {
    guard let since = one.document.stageSince else { return }
    let part = Double(now.seconds - since.seconds) / 86_400 * 0.8
    let time = since.adding(days: part)
    one.document.status = .suspended
    one.document.suspendTime = time
    for place in one.touchpoints.indices where one.touchpoints[place].state == .planned {
      one.touchpoints[place].state = .paused
    }
    var event = CaseEvent(.suspended, at: time)
    event.reason = "고객의 요청"
    one.events.append(event)
  }

  /// A place in a list of frequencies.
  private mutating func pick(_ frequencies: [Int]) -> Int {
    var place = Int.random(in: 0..<max(1, frequencies.reduce(0, +)), using: &random)
    for (index, frequency) in frequencies.enumerated() {
      if place < frequency { return index }
      place -= frequency
    }
    return 0
  }
}

extension SampleCases {
  /// What is due in the present stage, and what was done of it.
  mutating func touchpoints(of document: Case, _ type: CaseType) -> [Touchpoint] {
    guard let stage = type.stages.first(where: { $0.code == document.stage }) else { return [] }
    var touchpoints: [Touchpoint] = []
    for rule in stage.touchpoints {
      let isForPhase = rule.phases.isEmpty || rule.phases.contains(document.phase)
      let since = rule.phases.isEmpty ? document.stageSince : document.phaseSince
      guard isForPhase, let since else { continue }
      var touchpoint = Touchpoint()
      touchpoint.id = id(at: since)
      touchpoint.version = 1
      touchpoint.caseID = document.id
      touchpoint.customerID = document.customerID
      touchpoint.code = rule.code
      touchpoint.stage = stage.code
      touchpoint.channel = rule.channel
      touchpoint.typeVersion = document.typeVersion
      touchpoint.updateTime = since
      let due = since.adding(seconds: Int64(rule.dueDays) * 86_400 + Int64(rule.dueHours) * 3600)
      touchpoint.state = .planned
      touchpoint.dueTime = due
      touchpoint.occurrence = 1
      if rule.repeatDays > 0 {
        guard forward(&touchpoint, rule) else { continue }
      } else if due.microseconds < now.microseconds && chance(0.85) {
        touchpoint.state = .done
        touchpoint.version = 2
        touchpoint.endTime = due
        touchpoint.updateTime = due
        touchpoint.staffID = document.caseWorkerID
        touchpoint.rating = chance(0.7) ? .asExpected : chance(0.6) ? .better : .worse
        touchpoint.servicesGiven = rule.services
      }
      touchpoints.append(touchpoint)
    }
    return touchpoints
  }

  /// Brings one that repeats to the first time that is to come; false when it came as often as it should.
  private func forward(_ touchpoint: inout Touchpoint, _ rule: TouchpointRule) -> Bool {
    let period = Int64(rule.repeatDays) * 86_400
    guard let due = touchpoint.dueTime, due.seconds < now.seconds else { return true }
    let times = (now.seconds - due.seconds) / period + 1
    if rule.repeatMax > 0 && times >= Int64(rule.repeatMax) { return false }
    touchpoint.occurrence = Int32(truncatingIfNeeded: times + 1)
    touchpoint.dueTime = due.adding(seconds: times * period)
    return true
  }
}

extension Timestamp {
  /// The instant so many days later, to the second.
  fileprivate func adding(days: Double) -> Timestamp { adding(seconds: Int64(days * 86_400)) }
}
