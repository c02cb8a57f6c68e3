/// What a misspelt word was likely meant to be.
enum Spelling {
  /// The candidate that is at most two changes away, and a third of the word's length.
  static func nearest(_ word: String, to candidates: [String]) -> String? {
    // Long words are not misspelt names of columns or types.
    guard (3...40).contains(word.count) else { return nil }
    let most = min(2, word.count / 3)
    var best: (changes: Int, word: String)?
    for candidate in candidates {
      let changes = distance(Array(word.unicodeScalars), Array(candidate.unicodeScalars))
      if changes <= most, changes < best?.changes ?? .max { best = (changes, candidate) }
    }
    return best?.word
  }

  /// How many letters have to be put in, taken out, changed, or exchanged with their neighbour.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for (place, letter) in a.enumerated() {
      let above = row
      row[0] = place + 1
      for (other, candidate) in b.enumerated() {
        var least = min(above[other + 1] + 1, row[other] + 1)
        least = min(least, above[other] + (letter == candidate ? 0 : 1))
        if place > 0, other > 0, letter == b[other - 1], a[place - 1] == candidate {
          least = min(least, before[other - 1] + 1)
        }
        row[other + 1] = least
      }
      before = above
    }
    return row[b.count]
  }
}
