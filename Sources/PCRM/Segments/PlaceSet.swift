/// A set of segments, by their places in the catalogue.
struct PlaceSet: Sendable, Equatable {
  private var words: [UInt64]

  /// The empty set, with room for so many places.
  init(room: Int) {
    words = Array(repeating: 0, count: (room + 63) / 64)
  }

  /// All places.
  static func all(_ count: Int) -> PlaceSet {
    var set = PlaceSet(room: count)
    for place in 0..<count { set.insert(place) }
    return set
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ place: Int) -> Bool { words[place >> 6] & 1 << UInt64(place & 63) != 0 }

  mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  mutating func formUnion(_ other: PlaceSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  func isDisjoint(with other: PlaceSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  /// The least place in it that is not below `place`.
  func first(from place: Int) -> Int? {
    var index = place >> 6
    guard index < words.count else { return nil }
    var word = words[index] & (~0 << UInt64(place & 63))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index << 6 | word.trailingZeroBitCount
  }
}
