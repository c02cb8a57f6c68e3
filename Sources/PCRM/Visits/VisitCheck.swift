public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

extension Reader {
  /// Findings told at most.
  private static let visitFindingsMax = 100

  /// Checks that the claims, tries and links of all visits agree with them; for `pcrmd verify`.
  ///
  /// - Returns: what is wrong, a line each, without personal data; at most 100 lines.
  public func checkVisits() throws(Status) -> [String] {
    var findings: [String] = []
    var claims: Int64 = 0
    var place = VisitID()
    while findings.count < Self.visitFindingsMax {
      // A page is read before it is checked, so that no statement stays open under the others.
      let page = try all(
        "SELECT visit.* FROM visit WHERE id > $1 ORDER BY id LIMIT 500", .place(place)
      ) { (row) throws(Status) in
        (id: row.id(VisitRow.id, of: VisitID.self), visit: try? VisitRow.document(row))
      }
      guard let last = page.last else { break }
      for stored in page where findings.count < Self.visitFindingsMax {
        guard let visit = stored.visit else {
          findings.append("visit \(stored.id): the document cannot be read")
          continue
        }
        claims += Int64(VisitClaims(visit).holders.count)
        for finding in try check(visit) { findings.append("visit \(visit.id): \(finding)") }
      }
      place = last.id
    }
    // Every claim that should be there is; as many rows as claims means that there are no others.
    let stored = try first("SELECT count(*) FROM slot_claim") { $0.integer(0) } ?? 0
    if findings.isEmpty && stored != claims {
      findings.append("slot_claim: \(stored) rows where the visits have \(claims) claims")
    }
    return findings
  }

  private func check(_ visit: Visit) throws(Status) -> [String] {
    var findings: [String] = []
    let wanted = VisitClaims(visit)
    for holder in wanted.holders {
      let isThere = try first(
        """
        SELECT 1 FROM slot_claim WHERE holder = $1 AND from_at = $2 AND to_at = $3 AND visit = $4
          AND coalesce(expires_at, 0) = $5
        """, .id(holder.id), .integer(wanted.from), .integer(wanted.to), .id(visit.id),
        .integer(wanted.expires ?? 0)
      ) { _ in true }
      if isThere == nil { findings.append("slot_claim does not have \(holder.field)") }
    }
    let tries = try first("SELECT count(*) FROM attempt WHERE visit = $1", .id(visit.id)) {
      $0.integer(0)
    }
    if tries != Int64(visit.attempts) { findings.append("attempts is not how many there are") }
    if !visit.nextID.isEmpty {
      let back = try first("SELECT previous FROM visit WHERE id = $1", .id(visit.nextID)) {
        $0.id(0, of: VisitID.self)
      }
      if back != visit.id { findings.append("next_id names a visit that does not follow it") }
    }
    return findings
  }
}
