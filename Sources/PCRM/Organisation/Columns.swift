import PCRMModel
import Storage

/// How days and places stand in columns.
extension Value {
  /// The first day of a period; absent is before every day.
  static func first(_ day: CivilDate?) -> Value { .integer(day?.number ?? Period.beginning) }

  /// The day on which a period no longer holds; absent is after every day.
  static func end(_ day: CivilDate?) -> Value { .integer(day?.number ?? Period.end) }

  static func latitude(_ point: Coordinates?) -> Value {
    point.map { .integer(Int64($0.latitudeE7)) } ?? .null
  }

  static func longitude(_ point: Coordinates?) -> Value {
    point.map { .integer(Int64($0.longitudeE7)) } ?? .null
  }
}

extension Row {
  /// A day; absent where the period is open.
  func day(_ column: Int) -> CivilDate? {
    let number = integer(column)
    return number == Period.beginning || number == Period.end ? nil : CivilDate(number: number)
  }

  /// A point from two columns that stand side by side; absent where they are NULL.
  func coordinates(_ column: Int) -> Coordinates? {
    if isNull(column) { return nil }
    return Coordinates(
      latitudeE7: Int32(truncatingIfNeeded: integer(column)),
      longitudeE7: Int32(truncatingIfNeeded: integer(column + 1)))
  }
}
