import PCRMCore
import PCRMModel
import Storage

extension Reader {
  /// Refuses a decision that the caller may not make alone; every call that decides asks this.
  ///
  /// The caller's roles are those of its principal and those that its member of staff has today. A decision that no
  /// limit speaks of is left to the permission alone.
  ///
  /// - Parameters:
  ///   - decision: the decision's code, as authority limits call it.
  ///   - amountWon: its amount; nil for one without.
  ///   - field: what of the request is refused.
  @discardableResult
  func checkAuthority(
    _ caller: Caller, decision: String, amountWon: Int64?, field: String = "decision"
  ) throws(Status) -> Authority {
    try checkAuthority(caller, .decision, decision, amountWon: amountWon, field: field)
  }

  /// The same for a task or a recovery.
  @discardableResult
  func checkAuthority(
    _ caller: Caller, _ kind: AuthorityKind, _ code: String, amountWon: Int64?, field: String
  ) throws(Status) -> Authority {
    if let amountWon, amountWon < 0 {
      throw .outOfRange("amount_won", min: 0, max: Int64.max)
    }
    let limits = try rules(.authority)
    if limits.limits.isEmpty { return Authority() }
    let verdict = limits.verdict(
      kind, code, roles: try authorityRoles(of: caller), on: BusinessDay.today(now))
    var answer = Authority()
    switch verdict {
    case .unlimited: return answer
    case .missing:
      throw Status.precondition(
        "AUTHORITY_MISSING", field, "none of your roles may decide \(code) alone"
      ).with("decision", code)
    case .upTo(let role, let limit):
      answer.limited = true
      answer.role = role
      answer.limit = limit.map { .amountWon($0) }
      if let limit, let amountWon, amountWon > limit {
        throw Status.precondition(
          "AUTHORITY_EXCEEDED", field,
          "you may decide \(code) up to \(limit) won alone; ask somebody who may decide more"
        ).with("decision", code).with("limit", String(limit))
      }
      return answer
    }
  }

  /// The names of the roles by which a caller has authority now.
  func authorityRoles(of caller: Caller) throws(Status) -> Set<String> {
    var names: Set<String> = []
    let bits = try first("SELECT roles FROM principal WHERE id = $1", .id(caller.principal)) {
      $0.integer(0)
    }
    for role in RoleBits.roles(bits ?? 0) { names.insert(role.authorityName) }
    if !caller.staff.isEmpty {
      names.formUnion(try staffRoles(caller.staff, on: BusinessDay.today(now)))
    }
    return names
  }
}
