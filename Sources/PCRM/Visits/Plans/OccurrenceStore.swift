import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// An occurrence's row, column by column, as every statement here selects it.
private enum OccurrenceRow {
  static let columns = """
    series, at, state, visit, starts_at, ends_at, shift, edited, holiday, reason
    """

  static func occurrence(_ row: any Row) -> SeriesOccurrence {
    var occurrence = SeriesOccurrence()
    occurrence.seriesID = row.id(0)
    occurrence.occurrenceTime = row.time(1)
    occurrence.state = row.enumeration(2)
    occurrence.visitID = row.id(3)
    occurrence.startTime = row.timeOrNil(4)
    occurrence.endTime = row.timeOrNil(5)
    occurrence.shiftMinutes = Int32(truncatingIfNeeded: row.integer(6))
    occurrence.edited = row.bool(7)
    occurrence.holiday = row.text(8)
    occurrence.reason = row.text(9)
    return occurrence
  }
}

extension SeriesOccurrence {
  /// RECURRENCE-ID, in microseconds.
  var at: Int64 { occurrenceTime?.microseconds ?? 0 }
}

extension Reader {
  func occurrence(at: Int64, of series: SeriesID) throws(Status) -> SeriesOccurrence? {
    try first(
      SQL(
        built: """
          SELECT \(OccurrenceRow.columns) FROM series_occurrence WHERE series = $1 AND at = $2
          """), .id(series), .integer(at)
    ) { OccurrenceRow.occurrence($0) }
  }

  /// The occurrences that were handled, from an instant on, some at most.
  func occurrences(
    of series: SeriesID, from: Int64, before: Int64 = .max, state: OccurrenceState = .unspecified,
    most: Int
  ) throws(Status) -> [SeriesOccurrence] {
    try all(
      SQL(
        built: """
          SELECT \(OccurrenceRow.columns) FROM series_occurrence
          WHERE series = $1 AND at >= $2 AND at < $3 AND ($4 = 0 OR state = $4)
          ORDER BY at LIMIT $5
          """), .id(series), .integer(from), .integer(before), .enumeration(state),
      .integer(Int64(most))
    ) { OccurrenceRow.occurrence($0) }
  }
}

extension Writer {
  /// Stores what became of an occurrence, in the place of what was stored.
  func put(_ occurrence: SeriesOccurrence) throws(Status) {
    try execute(
      """
      INSERT INTO series_occurrence (series, at, state, visit, starts_at, ends_at, shift, edited,
        holiday, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (series, at) DO UPDATE SET state = excluded.state, visit = excluded.visit,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, shift = excluded.shift,
        edited = excluded.edited, holiday = excluded.holiday, reason = excluded.reason
      """, .id(occurrence.seriesID), .integer(occurrence.at), .enumeration(occurrence.state),
      .id(occurrence.visitID), .time(occurrence.startTime), .time(occurrence.endTime),
      .integer(Int64(occurrence.shiftMinutes)), .bool(occurrence.edited),
      .text(occurrence.holiday), .text(occurrence.reason))
  }

  func remove(_ occurrence: SeriesOccurrence) throws(Status) {
    try execute(
      "DELETE FROM series_occurrence WHERE series = $1 AND at = $2", .id(occurrence.seriesID),
      .integer(occurrence.at))
  }
}
