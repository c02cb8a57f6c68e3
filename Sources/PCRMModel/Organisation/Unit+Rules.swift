public import PCRMCore

extension Unit {
  /// The time zone of a unit that names none.
  public static let defaultTimeZone = "Asia/Seoul"

  /// Fields that neither a create nor an update sets.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "create_time", "update_time", "placements",
  ]

  /// The unit as it will be stored: output fields emptied, defaults filled in.
  public func normalised() -> Unit {
    var unit = self
    if unit.timeZone.isEmpty { unit.timeZone = Self.defaultTimeZone }
    return unit
  }

  /// Refuses a unit that breaks a rule of its fields.
  public func check(_ field: String = "unit") throws(Status) {
    try kind.checkRequired("\(field).kind")
    try TextRules.check(code, "\(field).code", max: 32)
    try TextRules.checkRequired(name, "\(field).name", max: 200)
    try Self.check(timeZone: timeZone, "\(field).time_zone")
    try coordinates?.check("\(field).coordinates")
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
  }

  /// Refuses what cannot be the name of a time zone. Whether the machine knows it is seen when it is used.
  private static func check(timeZone: String, _ field: String) throws(Status) {
    let isName = timeZone.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"),
        UInt8(ascii: "+"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if !isName || timeZone.utf8.count > 64 || timeZone.utf8.first == UInt8(ascii: "/") {
      throw .malformed(field, "the IANA name of a time zone such as Asia/Seoul")
    }
  }
}
