public import PCRMCore
import ProtobufCodec

extension AuthorityLimits {
  /// Refuses a document that breaks a rule.
  public func check(_ field: String = "limits") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    if limits.count > 1000 { throw .tooMany("\(field).limits", max: 1000) }
    var seen: [String: [Int]] = [:]
    for (index, limit) in limits.enumerated() {
      let place = "\(field).limits[\(index)]"
      try limit.check(place)
      for other in seen[limit.name, default: []]
      where Period.overlap(
        limit.validFrom, limit.validTo, limits[other].validFrom, limits[other].validTo)
      {
        throw .duplicate(
          place, "limits the same role and \(limit.code) at the same time as another")
      }
      seen[limit.name, default: []].append(index)
    }
  }

  /// What some roles may do in one matter on a day.
  public enum Verdict: Equatable, Sendable {
    /// No limit speaks of the matter: the permission alone decides.
    case unlimited
    /// Limits speak of it, and none of them of these roles on that day.
    case missing
    /// The role that allows it furthest, and how far; nil = any amount.
    case upTo(role: String, amountWon: Int64?)
  }

  /// What somebody with these roles may do on a day.
  ///
  /// A matter that any limit speaks of, on whatever day, is limited: authority that has run out leaves nobody
  /// entitled rather than everybody.
  public func verdict(
    _ kind: AuthorityKind, _ code: String, roles: Set<String>, on day: CivilDate
  ) -> Verdict {
    let about = limits.filter { $0.kind == kind && $0.code == code }
    if about.isEmpty { return .unlimited }
    var best = Verdict.missing
    for limit in about
    where roles.contains(limit.role) && Period.holds(limit.validFrom, limit.validTo, on: day) {
      guard case .amountWon(let amount)? = limit.limit else {
        return .upTo(role: limit.role, amountWon: nil)
      }
      if case .upTo(_, let most?) = best, most >= amount { continue }
      best = .upTo(role: limit.role, amountWon: amount)
    }
    return best
  }
}

extension AuthorityLimit {
  /// What the limit is about, without its time.
  public var name: String { "\(role) \(kind.rawValue) \(code)" }

  fileprivate func check(_ field: String) throws(Status) {
    try TextRules.checkCode(role, "\(field).role", max: 64, others: "_-.")
    try kind.checkRequired("\(field).kind")
    try TextRules.checkCode(code, "\(field).code", max: 64, others: "_-.")
    if case .amountWon(let amount)? = limit, amount < 0 {
      throw .outOfRange("\(field).amount_won", min: 0, max: Int64.max)
    }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
  }
}

extension Role {
  /// The name under which authority limits speak of a principal's role: "manager".
  public var authorityName: String {
    (name ?? "").dropFirst("ROLE_".count).lowercased()
  }

  /// The names of all principals' roles, which no role of staff may have.
  public static let authorityNames: Set<String> = Set(
    names.filter { $0.0 != 0 }.map { Role(rawValue: $0.0).authorityName })
}
