/// Makes a history that does not hold as short as it gets (delta debugging): each step that is left is needed.
public enum Shrinker {
  /// - Parameters:
  ///   - runsMax: how many histories may be tried.
  ///   - fails: whether a history fails in the way that matters.
  public static func shrink(
    _ history: History, runsMax: Int = 400, fails: (History) -> Bool
  ) -> History {
    var best = history
    var runs = 0
    func stillFails(_ operations: [Operation]) -> Bool {
      if runs >= runsMax { return false }
      runs += 1
      var shorter = best
      shorter.operations = operations
      if !fails(shorter) { return false }
      best = shorter
      return true
    }
    var pieces = 2
    while best.operations.count > 1 && runs < runsMax {
      let count = best.operations.count
      let size = max(1, (count + pieces - 1) / pieces)
      var isShorter = false
      // From the end on: what comes last is least often needed.
      var end = count
      while end > 0 && runs < runsMax {
        let start = max(0, end - size)
        var rest = best.operations
        rest.removeSubrange(start..<end)
        if stillFails(rest) { isShorter = true }
        end = start
      }
      if isShorter { continue }
      if size == 1 { break }
      pieces = min(count, pieces * 2)
    }
    return best
  }
}
