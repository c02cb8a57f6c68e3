public import PCRMCore
public import ProtobufCodec

/// Where a case may go, and what has to be said when it goes there.
extension CaseType {
  /// The stage in which a case is opened.
  ///
  /// - Parameter code: the one that was asked for; empty for the first in which a case may begin.
  public func beginning(_ code: String, _ field: String) throws(Status) -> CaseStage {
    let beginnings = stages.filter(\.mayBegin)
    if let stage = code.isEmpty ? beginnings.first : beginnings.first(where: { $0.code == code }) {
      return stage
    }
    throw .noTransition(field, from: "", to: code, allowed: beginnings.map(\.code))
  }

  /// The way from a case's stage to another.
  public func transition(
    from: String, to: String, _ field: String
  ) throws(Status) -> CaseTransition {
    if to.isEmpty { throw .required(field) }
    let ways = stage(from)?.transitions ?? []
    guard let way = ways.first(where: { $0.to == to }) else {
      throw .noTransition(field, from: from, to: to, allowed: ways.map(\.to))
    }
    return way
  }

  /// Refuses a change of phase that the type does not allow; the empty code is no phase.
  public func checkPhase(from: String, to: String, _ field: String) throws(Status) {
    var allowed: [String] = []
    if let present = phase(from) {
      allowed = present.next + (present.mayEnd ? [""] : [])
    } else {
      allowed = phases.filter(\.mayBegin).map(\.code)
    }
    guard allowed.contains(to) else {
      throw .noTransition(field, from: from, to: to, allowed: allowed)
    }
  }

  /// Refuses to close a case in a stage that does not allow it.
  public func checkClosing(in code: String, _ field: String) throws(Status) {
    if stage(code)?.mayClose == true { return }
    throw .noTransition(field, from: code, to: "closed", allowed: [])
  }
}

extension Case {
  /// Refuses to go on with a case that is closed.
  public func checkNotClosed(_ field: String = "id") throws(Status) {
    if status == .closed {
      throw .precondition("CASE_CLOSED", field, "the case is closed; reopen it first")
    }
  }

  /// Refuses to go on with a case that is closed or rests.
  public func checkOpen(_ field: String = "id") throws(Status) {
    try checkNotClosed(field)
    if status == .suspended {
      throw .precondition("CASE_SUSPENDED", field, "the case is suspended; resume it first")
    }
  }
}

/// Why something was entered or left.
public enum MoveReason {
  /// Refuses a reason that is none, or not one of those that there are.
  ///
  /// - Parameter codes: the reasons to choose from; empty when any text will do.
  public static func check(
    _ reason: String, among codes: [CodeTitle], isRequired: Bool, _ field: String
  ) throws(Status) {
    if isRequired {
      try TextRules.checkRequired(reason, field, max: 500)
    } else {
      try TextRules.check(reason, field, max: 500)
    }
    guard !codes.isEmpty, !reason.isEmpty else { return }
    if !codes.contains(where: { $0.code == reason }) {
      throw .malformed(field, "one of \(codes.map(\.code).joined(separator: ", "))")
    }
  }

  /// Refuses a reason for leaving: it is required where there is a list to choose from.
  public static func checkExit(
    _ reason: String, among codes: [CodeTitle], _ field: String
  ) throws(Status) {
    try check(reason, among: codes, isRequired: !codes.isEmpty, field)
  }
}

/// When something took effect.
public enum EffectTime {
  /// The beginning of 1900, in microseconds: nothing that is recorded here is older.
  static let earliest: Int64 = -2_208_988_800_000_000

  /// The time that was asked for, or now; refused when it is still to come or before what it follows.
  public static func of(
    _ asked: Timestamp?, now: Timestamp, notBefore start: Timestamp?,
    _ field: String = "effect_time"
  ) throws(Status) -> Timestamp {
    // As it is stored, so that what is answered and what is read later are the same.
    let now = Timestamp(microseconds: now.microseconds)
    guard let asked else { return now }
    let time = Timestamp(microseconds: asked.microseconds)
    if time.microseconds > now.microseconds { throw .malformed(field, "a time that has come") }
    if time.microseconds < earliest { throw .malformed(field, "in 1900 or later") }
    if let start, time.microseconds < start.microseconds {
      throw .malformed(field, "not before \(start.rfc3339 ?? "what it follows")")
    }
    return time
  }
}

extension Status {
  /// There is no way from a stage, phase or status to another.
  public static func noTransition(
    _ field: String, from: String, to: String, allowed: [String]
  ) -> Status {
    let ways =
      allowed.isEmpty
      ? "there is no way from it"
      : "one may go to \(allowed.map { $0.isEmpty ? "none" : $0 }.joined(separator: ", "))"
    return Status.precondition(
      "TRANSITION_NOT_ALLOWED", field,
      "there is no way from \(from.isEmpty ? "nothing" : from) to \(to.isEmpty ? "nothing" : to); \(ways)"
    ).with("from", from).with("to", to).with("allowed", allowed.joined(separator: ","))
  }
}
