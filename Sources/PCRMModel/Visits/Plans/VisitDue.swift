public import PCRMCore

/// A visit that a plan owes to a customer; days are distances to 1970-01-01.
public struct VisitDue: Sendable, Equatable {
  /// What names it among the customer's: the day on which it is due.
  public var due: Int
  /// When it may be; nil when that is past.
  public var days: ClosedRange<Int>?
  /// When it should be.
  public var wanted: Int

  public init(due: Int, days: ClosedRange<Int>?, wanted: Int) {
    self.due = due
    self.days = days
    self.wanted = wanted
  }
}

/// What a plan has to know of a customer to say which visits are due.
public struct VisitHistory: Sendable {
  public var customer = CustomerID()
  /// The day on which the customer came into the population.
  public var since = 0
  /// The last visit for the plan's purpose that took place.
  public var lastDone: Int?
  /// What was due and is seen to: an open visit stands for it, or it is over for good.
  public var handled: Set<Int> = []
  /// Days of the events that the plan waits for.
  public var events: [Int] = []

  public init() {}
}

extension VisitPlan {
  /// The visits that are due to a customer from today to the last day of the horizon.
  ///
  /// Once they are planned, the same question has no answer any more: that is what makes a second run harmless.
  ///
  /// - Parameters:
  ///   - start: the day on which the plan began.
  ///   - ruleDays: the days of its rule.
  public func dues(
    of history: VisitHistory, today: Int, last: Int, start: Int, ruleDays: [Int]
  ) -> [VisitDue] {
    if everyDays > 0 { return rhythm(history, today, last, start) }
    if event != .unspecified { return afterEvents(history, today, last, start) }
    let tolerance = Int(toleranceDays)
    return ruleDays.filter { day in
      let seen = history.lastDone.map { abs($0 - day) <= tolerance } ?? false
      return day + tolerance >= today && day <= last && day >= max(history.since, start)
        && !seen && !history.handled.contains(day)
    }.map { day in
      VisitDue(
        due: day, days: max(day - tolerance, today)...(day + tolerance), wanted: max(day, today))
    }
  }

  /// So many days after the last one; the first are spread over the first round, so that they do not all come at once.
  private func rhythm(
    _ history: VisitHistory, _ today: Int, _ last: Int, _ start: Int
  ) -> [VisitDue] {
    let (every, tolerance) = (Int(everyDays), Int(toleranceDays))
    let latest = [history.lastDone, history.handled.max()].compactMap { $0 }.max()
    let spread = Int(VisitPlacing.rank(history.customer, seed: seed) % UInt64(every))
    var due = latest.map { $0 + every } ?? max(start, history.since) + spread
    // What was missed comes now, once.
    if due + tolerance < today { due = today }
    var dues: [VisitDue] = []
    while due <= last {
      dues.append(
        VisitDue(
          due: due, days: max(due - tolerance, today)...max(due + tolerance, today),
          wanted: max(due, today)))
      due += every
    }
    return dues
  }

  /// As soon as possible after each event.
  private func afterEvents(
    _ history: VisitHistory, _ today: Int, _ last: Int, _ start: Int
  ) -> [VisitDue] {
    var dues: [VisitDue] = []
    for event in Set(history.events).sorted() where event >= start && event <= last {
      let due = event + Int(withinDays)
      let isSeen = history.lastDone.map { $0 >= event } ?? false
      if isSeen || history.handled.contains(due) { continue }
      let first = max(event, today)
      let end = due + Int(toleranceDays)
      dues.append(
        VisitDue(due: due, days: first <= end ? first...end : nil, wanted: first))
    }
    return dues
  }
}
