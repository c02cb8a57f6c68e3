public import PCRMCore

extension Coordinates {
  /// Makes a point from whole 1e-7 degrees.
  public init(latitudeE7: Int32, longitudeE7: Int32) {
    self.init()
    self.latitudeE7 = latitudeE7
    self.longitudeE7 = longitudeE7
  }

  /// Refuses a point that is not on the earth.
  public func check(_ field: String) throws(Status) {
    if !(-900_000_000...900_000_000).contains(latitudeE7) {
      throw .outOfRange("\(field).latitude_e7", min: -900_000_000, max: 900_000_000)
    }
    if !(-1_800_000_000...1_800_000_000).contains(longitudeE7) {
      throw .outOfRange("\(field).longitude_e7", min: -1_800_000_000, max: 1_800_000_000)
    }
  }
}
