/// How many must stand behind what is shown, as data: nothing about fewer leaves the server.
public struct DisclosureRule: Hashable, Sendable {
  /// The fewest people behind a figure (k).
  public var groupMin: Int
  /// The fewest answers among which free text is shown: the words themselves can give somebody away.
  public var textMin: Int

  public init(groupMin: Int = 5, textMin: Int = 10) {
    self.groupMin = groupMin
    self.textMin = textMin
  }

  /// Whether figures of a group of so many may be shown. That a group is empty says nothing about anybody.
  public func shows(group count: Int) -> Bool {
    count == 0 || count >= groupMin
  }

  /// Whether free text of a group of so many may be shown.
  public func showsText(of count: Int) -> Bool {
    count >= max(textMin, groupMin)
  }

  /// Whether the counts of single values of a group may be shown beside its scores.
  ///
  /// All or none: with the mean and the interval that are shown of the group, two or three hidden counts could be
  /// worked out from the others.
  public func shows(distribution counts: [Int]) -> Bool {
    shows(group: counts.reduce(0, +)) && counts.allSatisfy { shows(group: $0) }
  }

  /// Whether a change between two times may be shown: both groups are large enough, and either nobody moved or at least
  /// so many did.
  public func shows(change earlier: Int, _ later: Int, movers: Int) -> Bool {
    earlier >= groupMin && later >= groupMin && shows(group: movers)
  }
}
