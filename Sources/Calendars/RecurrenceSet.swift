/// A start, rules, and single times added or taken away: everything that says when something comes again.
///
/// Source: RFC 5545, sections 3.8.5.1 (EXDATE), 3.8.5.2 (RDATE) and 3.8.5.3 (RRULE).
public struct RecurrenceSet: Sendable, Hashable {
  public var start: LocalTime
  public var rules: [RecurrenceRule]
  /// RDATE.
  public var added: Set<LocalTime>
  /// EXDATE.
  public var removed: Set<LocalTime>

  public init(
    start: LocalTime, rules: [RecurrenceRule], added: Set<LocalTime> = [],
    removed: Set<LocalTime> = []
  ) {
    self.start = start
    self.rules = rules
    self.added = added
    self.removed = removed
  }

  /// Occurrences, ascending, each once.
  public func occurrences(
    offset: @escaping @Sendable (LocalTime) -> Int = { _ in 9 * 3600 }
  ) -> some Sequence<LocalTime> {
    var sources = rules.map { RecurrenceExpander($0, start: start, offset: offset) }
    var heads = sources.indices.map { sources[$0].next() }
    var singles = added.sorted(by: >)
    let removed = removed
    return sequence(state: LocalTime?.none) { last in
      while true {
        var least = singles.last
        for head in heads { if let head, least.map({ head < $0 }) ?? true { least = head } }
        guard let time = least else { return nil }
        if singles.last == time { singles.removeLast() }
        for index in heads.indices where heads[index] == time {
          heads[index] = sources[index].next()
        }
        if last == time || removed.contains(time) { continue }
        last = time
        return time
      }
    }
  }

  /// The occurrences from a time on, before another.
  public func occurrences(
    from: LocalTime, before: LocalTime, max: Int = 10_000
  ) -> [LocalTime] {
    var found: [LocalTime] = []
    for time in occurrences() {
      if time >= before || found.count == max { break }
      if time >= from { found.append(time) }
    }
    return found
  }
}
