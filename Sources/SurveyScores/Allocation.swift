extension SampleDesign.Allocation {
  /// How many of each stratum: whole numbers that make `size` in all, none more than its stratum has.
  ///
  /// One after another goes to the stratum with the highest claim, so what a full stratum cannot take goes to the
  /// others, and no rounding is left over. The claims are Sainte-Laguë's for proportional shares, and for Neyman's
  /// those that make the variance of the total as small as whole numbers can. Of equal claims the one of the greatest
  /// weight goes first, and of equal weights that of the first name: where there are fewer places than strata, it is
  /// the small ones that get none.
  ///
  /// Source: Wright, "A general exact optimal sample allocation algorithm", 2017.
  public func sizes(of size: Int, in strata: [String: Int]) -> [String: Int] {
    let names = strata.keys.filter { (strata[$0] ?? 0) > 0 }.sorted()
    let room = names.map { strata[$0] ?? 0 }
    let weights = names.indices.map { weight(names[$0], room[$0]) }
    let order = names.indices.sorted { (weights[$1], names[$0]) < (weights[$0], names[$1]) }
    var sizes = names.map { _ in 0 }
    var left = min(max(0, size), room.reduce(0, +))
    // The least that each is to have, in turns, so that a small sample reaches many strata.
    for turn in 0..<max(0, atLeast) {
      for number in order where left > 0 && room[number] > turn {
        sizes[number] += 1
        left -= 1
      }
    }
    while left > 0 {
      var best: (number: Int, claim: Double)?
      for number in order where sizes[number] < room[number] {
        let claim = claim(weights[number], sizes[number])
        if best.map({ claim > $0.claim }) ?? true { best = (number, claim) }
      }
      guard let best else { break }
      sizes[best.number] += 1
      left -= 1
    }
    return Dictionary(uniqueKeysWithValues: zip(names, sizes))
  }

  private var atLeast: Int {
    switch self {
    case .proportional(let least), .neyman(_, let least): least
    }
  }

  private func weight(_ name: String, _ count: Int) -> Double {
    switch self {
    case .proportional: Double(count)
    case .neyman(let deviations, _): Double(count) * max(0, deviations[name] ?? 1)
    }
  }

  /// How much a stratum that has so many already is entitled to one more.
  private func claim(_ weight: Double, _ size: Int) -> Double {
    let size = Double(size)
    switch self {
    case .proportional: return weight / (2 * size + 1)
    case .neyman: return weight > 0 ? weight / (size * (size + 1)).squareRoot() : 0
    }
  }
}
