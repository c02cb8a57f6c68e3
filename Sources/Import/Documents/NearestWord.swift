/// The word that somebody may have meant.
enum NearestWord {
  /// The candidate with the fewest letters to change, if that is at most a third of them; nil if none.
  static func to(_ word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(64))
    let nearest = candidates.map { ($0, distance(letters, Array($0.lowercased().unicodeScalars))) }
      .min { $0.1 < $1.1 }
    guard let nearest, nearest.1 <= max(1, letters.count / 3) else { return nil }
    return nearest.0
  }

  /// How many letters must be put in, left out, exchanged or swapped with their neighbour.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var best = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
