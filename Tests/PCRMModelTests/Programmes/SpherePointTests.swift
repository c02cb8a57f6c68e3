import Glibc
import PCRMModel
import PCRMTesting
import Testing

@Suite struct SpherePointTests {
  /// Source of the distances: the haversine with the library's own functions.
  private func haversine(_ a: (Int32, Int32), _ b: (Int32, Int32)) -> Double {
    let radians = Double.pi / 1_800_000_000
    let (lat1, lat2) = (Double(a.0) * radians, Double(b.0) * radians)
    let dLat = lat2 - lat1
    let dLon = Double(b.1 - a.1) * radians
    let h = pow(sin(dLat / 2), 2) + cos(lat1) * cos(lat2) * pow(sin(dLon / 2), 2)
    return 2 * SpherePoint.earthRadius * asin(min(1, h.squareRoot()))
  }

  /// Would catch a series cut too early, a wrong quadrant, and degrees taken for radians.
  @Test func theSeriesAgreeWithTheLibrary() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<20_000 {
      let a = (
        Int32.random(in: -900_000_000...900_000_000, using: &random),
        Int32.random(in: -900_000_000...900_000_000, using: &random)
      )
      let near = random.once(in: 2)
      let b =
        near
        ? (
          max(
            -900_000_000,
            min(900_000_000, a.0 + Int32.random(in: -900_000...900_000, using: &random))),
          a.1 + Int32.random(in: -900_000...900_000, using: &random)
        )
        : (
          Int32.random(in: -900_000_000...900_000_000, using: &random),
          Int32.random(in: -900_000_000...900_000_000, using: &random)
        )
      let ours = SpherePoint(latitudeE7: a.0, longitudeE7: a.1)
        .metres(to: SpherePoint(latitudeE7: b.0, longitudeE7: b.1))
      let theirs = haversine(a, b)
      // Close to the antipodes an arc sine near 1 loses digits on either side.
      let slack = theirs > 19_000_000 ? 1.0 : 0.01
      #expect(abs(ours - theirs) < slack, "\(a) \(b): \(ours) and \(theirs)")
    }
  }

  /// Would catch a wrong radius.
  @Test func seoulAndBusanLie325KilometresApart() {
    let seoul = SpherePoint(latitudeE7: 375_665_000, longitudeE7: 1_269_780_000)
    let busan = SpherePoint(latitudeE7: 351_796_000, longitudeE7: 1_290_756_000)
    #expect(abs(seoul.metres(to: busan) - 325_000) < 1000)
    #expect(WayLength(detourPermille: 1300).metres(seoul, seoul) == 0)
  }

  /// Would catch a shown distance from which a home could be found to the metre.
  @Test(arguments: [(0, 100), (1, 100), (100, 100), (101, 200), (4999, 5000)])
  func shownWaysAreWholeHundreds(_ metres: Int32, _ shown: Int32) {
    #expect(WayLength.shown(metres) == shown)
  }
}
