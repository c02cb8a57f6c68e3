public import PCRMCore
public import ProtobufCodec

/// What a case has behind it and before it when services are given.
public struct ServiceSituation: Sendable {
  /// How often each service was given on the case.
  public var given: [String: Int]
  /// Statutory touchpoints that are still to come: code, and when each is due.
  public var deadlines: [(touchpoint: String, due: Timestamp)]

  public init(given: [String: Int], deadlines: [(touchpoint: String, due: Timestamp)]) {
    self.given = given
    self.deadlines = deadlines
  }
}

extension CaseType {
  /// Refuses services that may not be given; an extra one may break neither a rule nor a deadline.
  ///
  /// - Parameters:
  ///   - codes: the services, in the order in which they are given.
  ///   - stage: the stage in which.
  ///   - time: when.
  public func checkServices(
    _ codes: [String], stage: String, _ situation: ServiceSituation, at time: Timestamp,
    _ field: String
  ) throws(Status) {
    if codes.count > 50 { throw .tooMany(field, max: 50) }
    var given = situation.given
    for (index, code) in codes.enumerated() {
      let place = "\(field)[\(index)]"
      if codes[..<index].contains(code) {
        throw .duplicate(place, "\(code) stands there already")
      }
      guard let service = service(code) else {
        throw .referenceMissing(place, "service in the case's type")
      }
      try service.checkRules(stage: stage, given: given, place)
      if service.basis == .extra { try service.checkDeadlines(situation, at: time, place) }
      given[code, default: 0] += 1
    }
  }
}

extension ServiceKind {
  /// Refuses a service that breaks one of its own rules.
  fileprivate func checkRules(
    stage: String, given: [String: Int], _ field: String
  ) throws(Status) {
    if !stages.isEmpty && !stages.contains(stage) {
      throw broken("stages", "it is given in \(stages.joined(separator: ", "))", field)
    }
    if mostPerCase > 0 && given[code, default: 0] >= Int(mostPerCase) {
      throw broken("most_per_case", "it is given \(mostPerCase) times at most", field)
    }
    if let other = excludes.first(where: { given[$0, default: 0] > 0 }) {
      throw broken("excludes", "\(other) was given on this case", field)
    }
  }

  private func broken(_ rule: String, _ why: String, _ field: String) -> Status {
    Status.precondition(
      basis == .extra ? "EXTRA_BREAKS_RULE" : "SERVICE_NOT_ALLOWED", field,
      "\(code) may not be given: \(why)"
    ).with("service", code).with("rule", rule)
  }

  /// Refuses an extra service that would hold up the case beyond a deadline.
  fileprivate func checkDeadlines(
    _ situation: ServiceSituation, at time: Timestamp, _ field: String
  ) throws(Status) {
    let end = time.adding(seconds: Int64(takesDays) * 86_400)
    let broken = situation.deadlines.filter { $0.due.microseconds < end.microseconds }
    guard let first = broken.min(by: { $0.due.microseconds < $1.due.microseconds }) else { return }
    let due = first.due.rfc3339 ?? ""
    throw Status.precondition(
      "EXTRA_BREAKS_DEADLINE", field,
      "\(code) would hold up the case beyond \(due), when \(first.touchpoint) is due by law"
    ).with("service", code).with("touchpoint", first.touchpoint).with("due", due)
  }
}
