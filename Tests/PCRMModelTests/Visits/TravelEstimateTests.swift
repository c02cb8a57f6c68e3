import PCRMCore
import PCRMModel
import Testing

/// How long ways are and take, where no road was measured.
struct TravelEstimateTests {
  private static let city = RouteRules.initial.travel(for: UnitID())

  /// Each row would catch a part of the way at another part's speed, or time for a way that leads nowhere.
  @Test func theTableOfSpeeds() {
    // Five minutes for every way; 18 km/h up to 5 km, 30 km/h up to 20 km, 60 km/h beyond.
    let rows: [(metres: Int32, seconds: Int32)] = [
      (0, 0), (1, 301), (1_000, 500), (5_000, 1_300), (5_001, 1_301), (20_000, 3_100),
      (80_000, 6_700),
    ]
    for row in rows {
      #expect(Self.city.seconds(metres: row.metres) == row.seconds, "\(row.metres) m")
    }
    var before: Int32 = 0
    for metres in stride(from: Int32(0), to: 60_000, by: 7) {
      let seconds = Self.city.seconds(metres: metres)
      #expect(seconds >= before, "a longer way takes less at \(metres) m")
      before = seconds
    }
  }

  /// Would catch an area that is taken for another office's.
  @Test func anOfficeHasItsArea() throws {
    let office = UnitID(high: 0x7001, low: 1 << 63)
    var rules = RouteRules.initial
    var country = TravelArea()
    country.name = "country"
    country.detourPermille = 1_200
    country.speeds = [TravelSpeed(from: 0, speed: 60_000)]
    country.officeIDs = [office]
    rules.areas.insert(country, at: 0)
    try rules.check()
    #expect(rules.travel(for: office).seconds(metres: 60_000) == 3_600)
    #expect(rules.travel(for: UnitID()) == Self.city)
    let here = SpherePoint(latitudeE7: 375_665_000, longitudeE7: 1_269_780_000)
    let there = SpherePoint(latitudeE7: 376_665_000, longitudeE7: 1_269_780_000)
    // A tenth of a degree of latitude is 11,119 m.
    #expect(rules.travel(for: office).metres(here, there) == 13_343)
    #expect(Self.city.metres(here, there) == 15_011)
  }
}
