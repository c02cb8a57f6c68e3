public import PCRMCore

/// What a visit claims: the time of everybody who goes and of everything that is booked with it.
///
/// A visit that was missed or cancelled claims nothing; one that took place keeps what it used of its time.
public struct VisitClaims: Equatable, Sendable {
  /// A holder and the field of the visit that names it.
  public struct Holder: Equatable, Sendable {
    public let id: HolderID
    public let field: String
  }

  /// Who and what, each once, in the order of their keys: so that two calls lock in one order.
  public private(set) var holders: [Holder] = []
  /// In microseconds.
  public let from: Int64
  public let to: Int64
  /// Until when a proposal holds; nil when it is planned.
  public let expires: Int64?

  /// What a visit claims; nothing when it has no times.
  public init(_ visit: Visit) {
    from = visit.startTime?.microseconds ?? 0
    var end = visit.endTime?.microseconds ?? 0
    if visit.state == .done, let finish = visit.finishTime { end = min(end, finish.microseconds) }
    to = end
    expires = visit.state == .proposed ? visit.holdUntil?.microseconds : nil
    guard visit.state.isClaiming, from < to else { return }
    holders.append(Holder(id: HolderID(visit.staffID), field: "staff_id"))
    for (index, participant) in visit.participants.enumerated() where !participant.staffID.isEmpty {
      holders.append(
        Holder(id: HolderID(participant.staffID), field: "participants[\(index)].staff_id"))
    }
    for (index, resource) in visit.resourceIDs.enumerated() {
      holders.append(Holder(id: HolderID(resource), field: "resource_ids[\(index)]"))
    }
    holders.sort { $0.id < $1.id }
  }

  /// Whether two visits claim the same of the same.
  public static func == (a: VisitClaims, b: VisitClaims) -> Bool {
    a.holders.map(\.id) == b.holders.map(\.id)
      && (a.holders.isEmpty || a.from == b.from && a.to == b.to && a.expires == b.expires)
  }
}
