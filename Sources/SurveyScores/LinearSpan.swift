/// What sums of rows can come to, for whole numbers counted modulo a prime: exact, but for a chance of about 10^-18 that
/// a large determinant is a multiple of the prime.
struct LinearSpan {
  private static let prime: UInt64 = (1 << 61) - 1
  /// In echelon form: each begins with a 1 at its place.
  private var rows: [(place: Int, values: [UInt64])] = []

  /// Takes a row in, unless the others make it up already.
  mutating func add(_ row: [Int]) { add(rest(of: row)) }

  /// Takes in what another span leaves of rows.
  mutating func add(_ row: [UInt64]) {
    let rest = reduced(row)
    guard let place = rest.firstIndex(where: { $0 != 0 }) else { return }
    let inverse = Self.power(rest[place], Self.prime - 2)
    rows.append((place, rest.map { Self.product($0, inverse) }))
    rows.sort { $0.place < $1.place }
  }

  /// Whether sums and differences of the rows come to this one.
  func holds(_ row: [Int]) -> Bool { rest(of: row).allSatisfy { $0 == 0 } }

  func holds(_ row: [UInt64]) -> Bool { reduced(row).allSatisfy { $0 == 0 } }

  /// What the rows leave of one: the same of two that differ by sums and differences of them, and nothing of such a sum.
  func rest(of row: [Int]) -> [UInt64] {
    reduced(row.map { $0 >= 0 ? UInt64($0) : Self.prime - UInt64(-$0) })
  }

  private func reduced(_ row: [UInt64]) -> [UInt64] {
    var rest = row
    for (place, values) in rows where rest[place] != 0 {
      let factor = Self.prime - rest[place]
      for number in place..<rest.count where values[number] != 0 {
        rest[number] = (rest[number] + Self.product(values[number], factor)) % Self.prime
      }
    }
    return rest
  }

  private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return prime.dividingFullWidth((high, low)).remainder
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, left) = (UInt64(1), base, exponent)
    while left > 0 {
      if left & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      left >>= 1
    }
    return result
  }
}
