import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SlotClaim {
  /// Reads the columns that every statement here selects, in their order.
  fileprivate init(_ row: any Row) {
    self.init()
    holderID = row.id(0)
    fromTime = row.time(1)
    toTime = row.time(2)
    expireTime = row.timeOrNil(3)
    visitID = row.id(4)
  }
}

extension Reader {
  /// The claims on somebody's or something's time that meet a period, oldest first; holds that have ended are left out.
  func claims(
    of holder: HolderID, from: Timestamp, before: Timestamp
  ) throws(Status) -> [SlotClaim] {
    try claims(of: holder, from: from.microseconds, before: before.microseconds).filter {
      !$0.isEnded(at: now)
    }
  }

  /// The claims that meet a period, oldest first, holds that have ended too.
  private func claims(
    of holder: HolderID, from: Int64, before: Int64
  ) throws(Status) -> [SlotClaim] {
    var claims: [SlotClaim] = []
    // Claims do not overlap: in the order of their ends they are in the order of their beginnings too.
    try each(
      """
      SELECT holder, from_at, to_at, expires_at, visit FROM slot_claim
      WHERE holder = $1 AND to_at > $2 ORDER BY to_at
      """, [.id(holder), .integer(from)]
    ) { (row) throws(Status) in
      if row.integer(1) >= before { return false }
      claims.append(SlotClaim(row))
      return true
    }
    return claims
  }

  /// Refuses claims that meet one of another visit.
  ///
  /// - Parameter besides: visits whose claims will be gone.
  /// - Returns: proposals in the way whose holds have ended.
  func checkFree(
    _ wanted: VisitClaims, besides: [VisitID]
  ) throws(Status) -> [VisitID] {
    var ended: [VisitID] = []
    for holder in wanted.holders {
      for claim in try claims(of: holder.id, from: wanted.from, before: wanted.to) {
        if besides.contains(claim.visitID) { continue }
        guard claim.isEnded(at: now) else { throw .slotTaken(claim, holder.field) }
        if !ended.contains(claim.visitID) { ended.append(claim.visitID) }
      }
    }
    return ended
  }
}

extension SlotClaim {
  /// Whether it is a hold whose time is over.
  fileprivate func isEnded(at now: Timestamp) -> Bool {
    expireTime.map { $0.microseconds <= now.microseconds } ?? false
  }
}

extension Writer {
  /// Holds off others from all whose time is wanted, refuses when it is claimed, and lets proposals in the way go whose
  /// holds have ended. Nothing is written before all is checked.
  mutating func makeRoom(for wanted: VisitClaims, besides: [VisitID]) throws(Status) {
    for holder in wanted.holders { try lock(.staff(holder.id.staff)) }
    for id in try reader.checkFree(wanted, besides: besides) {
      try apart { (part) throws(Status) in try HoldExpiry.end(id, &part) }
    }
  }

  /// Stores claims where there is room for them.
  func insert(_ claims: VisitClaims, of visit: VisitID) throws(Status) {
    for holder in claims.holders {
      let before = try reader.first(
        """
        SELECT to_at FROM slot_claim WHERE holder = $1 AND to_at <= $2 ORDER BY to_at DESC LIMIT 1
        """, .id(holder.id), .integer(claims.from)
      ) { (row) throws(Status) in row.integer(0) }
      // What follows gives up what it follows now, and then follows the new one.
      try follow(claims.to, instead: before, of: holder.id)
      try execute(
        """
        INSERT INTO slot_claim (holder, from_at, to_at, previous_to, kind, visit, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """, .id(holder.id), .integer(claims.from), .integer(claims.to),
        before.map { .integer($0) } ?? .null,
        .integer(claims.expires == nil ? 2 : 1), .id(visit),
        claims.expires.map { .integer($0) } ?? .null)
    }
  }

  /// Takes all claims of a visit away.
  func removeClaims(of visit: VisitID) throws(Status) {
    let claims = try reader.all(
      "SELECT holder, to_at, previous_to FROM slot_claim WHERE visit = $1", .id(visit)
    ) { (row) throws(Status) in
      (
        holder: row.id(0, of: HolderID.self), to: row.integer(1),
        previous: row.isNull(2) ? nil : row.integer(2)
      )
    }
    for claim in claims {
      try execute(
        "DELETE FROM slot_claim WHERE holder = $1 AND to_at = $2", .id(claim.holder),
        .integer(claim.to))
      try follow(claim.previous, instead: claim.to, of: claim.holder)
    }
  }

  /// Lets the claim that follows one end of a claim follow another one; nil stands for the beginning of the chain.
  private func follow(_ end: Int64?, instead earlier: Int64?, of holder: HolderID) throws(Status) {
    let value = end.map { Value.integer($0) } ?? .null
    if let earlier {
      try execute(
        "UPDATE slot_claim SET previous_to = $3 WHERE holder = $1 AND previous_to = $2",
        .id(holder), .integer(earlier), value)
    } else {
      try execute(
        "UPDATE slot_claim SET previous_to = $2 WHERE holder = $1 AND previous_to IS NULL",
        .id(holder), value)
    }
  }
}

extension Status {
  /// Somebody or something is claimed at that time already.
  static func slotTaken(_ claim: SlotClaim, _ field: String) -> Status {
    Status.precondition(
      "SLOT_TAKEN", field, "is claimed by another visit at that time; choose another time"
    ).with("holder", claim.holderID.description)
      .with("from", claim.fromTime?.rfc3339 ?? "").with("to", claim.toTime?.rfc3339 ?? "")
  }
}
