import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Writes down the sizes of all segments at the end of each day.
enum SegmentSizes {
  static let kind: TimerKind = "segment_sizes"

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    // Late, it is still the day before that has ended.
    let today = BusinessDay.today(writer.now)
    let ended = CivilDate(daysSince1970: today.daysSince1970 - 1)
    try writer.execute(
      """
      INSERT INTO segment_size (segment, day, size, entered, departed, version)
      SELECT s.segment, $1, CASE WHEN s.state = $2 THEN s.build_size ELSE s.size END, s.entered,
        s.departed, g.version
      FROM segment_state s JOIN segment g ON g.number = s.segment
      WHERE g.deleted_at IS NULL
      ON CONFLICT (segment, day) DO NOTHING
      """, .integer(ended.number), .enumeration(SegmentState.building))
    return .again(at: next(after: writer.now))
  }

  /// The next midnight in Seoul.
  static func next(after now: Timestamp) -> Timestamp {
    Timestamp(microseconds: RuleMoment.midnight(ofDay: RuleMoment(now).day + 1))
  }
}

extension Reader {
  /// Sizes of a segment, newest first. The rows keep all who ever entered or left; a day has what was added since the
  /// day before.
  func sizes(
    of segment: Int64, from first: CivilDate?, to end: CivilDate?, before: Int64, most: Int
  ) throws(Status) -> [SegmentSize] {
    var sizes: [SegmentSize] = []
    var later: (entered: Int64, departed: Int64)?
    try each(
      """
      SELECT day, size, entered, departed, version FROM segment_size
      WHERE segment = $1 AND day < $2 ORDER BY day DESC LIMIT $3
      """,
      [
        .integer(segment), .integer(min(before, end?.number ?? .max)), .integer(Int64(most) + 1),
      ]
    ) { (row) throws(Status) in
      // The row before says how much of the last one's counts is its own.
      let counts = (entered: row.integer(2), departed: row.integer(3))
      if let later, let last = sizes.indices.last {
        sizes[last].entered = later.entered - counts.entered
        sizes[last].left = later.departed - counts.departed
      }
      later = counts
      let day = row.integer(0)
      if sizes.count == most || day < first?.number ?? 0 { return false }
      var size = SegmentSize()
      size.day = CivilDate(number: day)
      size.size = row.integer(1)
      size.entered = counts.entered
      size.left = counts.departed
      size.version = row.integer(4)
      sizes.append(size)
      return true
    }
    return sizes
  }
}
