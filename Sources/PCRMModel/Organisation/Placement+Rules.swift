public import PCRMCore

extension [Placement] {
  /// The placements after a move on a day: what holds then ends there, what comes later is dropped, what was stays.
  ///
  /// - Parameter parent: the new unit above; empty for the top.
  public func moved(under parent: UnitID, from day: CivilDate) -> [Placement] {
    var result: [Placement] = []
    for placement in self where (placement.validFrom?.number ?? Period.beginning) < day.number {
      var kept = placement
      if (kept.validTo?.number ?? Period.end) > day.number { kept.validTo = day }
      result.append(kept)
    }
    if !parent.isEmpty {
      var placement = Placement()
      placement.parentID = parent
      placement.validFrom = day
      result.append(placement)
    }
    return result
  }

  /// The unit above on a day; nil at the top.
  public func parent(on day: CivilDate) -> UnitID? {
    first {
      ($0.validFrom?.number ?? Period.beginning) <= day.number
        && day.number < ($0.validTo?.number ?? Period.end)
    }?.parentID
  }
}
