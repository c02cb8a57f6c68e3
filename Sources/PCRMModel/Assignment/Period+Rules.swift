extension Period {
  /// Whether a period with these ends, which may be open, holds a day.
  public static func holds(_ from: CivilDate?, _ to: CivilDate?, on day: CivilDate) -> Bool {
    (from?.number ?? beginning) <= day.number && day.number < (to?.number ?? end)
  }

  /// Whether two periods have a day in common.
  public static func overlap(
    _ from: CivilDate?, _ to: CivilDate?, _ otherFrom: CivilDate?, _ otherTo: CivilDate?
  ) -> Bool {
    (from?.number ?? beginning) < (otherTo?.number ?? end)
      && (otherFrom?.number ?? beginning) < (to?.number ?? end)
  }
}
