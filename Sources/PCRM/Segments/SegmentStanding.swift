package import PCRMCore
package import PCRMModel
import ProtobufCodec
package import Storage

/// How a segment stands: its size, and how far a build is.
struct SegmentStanding: Sendable {
  let state: SegmentState
  let size: Int64
  /// All who ever entered, and all who ever left.
  let entered: Int64
  let departed: Int64
  /// Names the build that is under way, or was the last.
  let build: Int64
  /// The feed's end when the build began: whoever lists members meanwhile sees those of then.
  let buildSequence: Int64
  let buildSize: Int64
  let buildCause: MembershipCause
  /// In thousandths.
  let progress: Int32
  let builtAt: Timestamp?
  let auditedAt: Timestamp?
  let drift: Int64

  fileprivate init(_ row: any Row) {
    state = row.enumeration(0)
    size = row.integer(1)
    entered = row.integer(2)
    departed = row.integer(3)
    buildSequence = row.integer(4)
    buildSize = row.integer(5)
    buildCause = row.enumeration(6)
    progress = Int32(truncatingIfNeeded: row.integer(7))
    builtAt = row.timeOrNil(8)
    auditedAt = row.timeOrNil(9)
    drift = row.integer(10)
    build = row.integer(11)
  }

  /// The size that callers are told: that of before, while a build is under way.
  var shownSize: Int64 { state == .building ? buildSize : size }
}

extension Reader {
  func standing(of segment: Int64) throws(Status) -> SegmentStanding {
    let found = try first(
      """
      SELECT state, size, entered, departed, build_seq, build_size, build_cause, build_progress,
        built_at, audited_at, drift, build
      FROM segment_state WHERE segment = $1
      """, .integer(segment)
    ) { (row) throws(Status) in SegmentStanding(row) }
    guard let found else { throw .internalError }
    return found
  }

  /// The sum of all drift that was ever found, for the metrics.
  package func segmentDrift() throws(Status) -> Int64 {
    try first("SELECT coalesce(sum(drift), 0) FROM segment_state") { $0.integer(0) } ?? 0
  }

  /// How many segments are in a state, for the metrics.
  package func segmentCount(_ state: SegmentState) throws(Status) -> Int64 {
    try first(
      """
      SELECT count(*) FROM segment_state s JOIN segment g ON g.number = s.segment
      WHERE s.state = $1 AND g.deleted_at IS NULL
      """, .enumeration(state)
    ) { $0.integer(0) } ?? 0
  }
}

extension Writer {
  /// Counts who entered and who left.
  func count(entered: Int64, departed: Int64, of segment: Int64) throws(Status) {
    try execute(
      """
      UPDATE segment_state SET size = size + $2 - $3, entered = entered + $2, departed = departed + $3
      WHERE segment = $1
      """, .integer(segment), .integer(entered), .integer(departed))
  }

  /// Marks the beginning of a build: members as of now are shown until it is done.
  ///
  /// A build that follows another before it is done goes on showing the members of before that one.
  ///
  /// - Parameter sequence: the feed's end.
  func beginBuild(
    _ build: Int64, of segment: Int64, cause: MembershipCause, sequence: Int64
  ) throws(Status) {
    try execute(
      """
      UPDATE segment_state SET build_seq = CASE WHEN state = $4 THEN build_seq ELSE $2 END,
        build_size = CASE WHEN state = $4 THEN build_size ELSE size END,
        state = $4, build_cause = $3, build_progress = 0, build = $5
      WHERE segment = $1
      """, .integer(segment), .integer(sequence), .enumeration(cause),
      .enumeration(SegmentState.building), .integer(build))
  }

  func setProgress(_ thousandths: Int64, of segment: Int64) throws(Status) {
    try execute(
      "UPDATE segment_state SET build_progress = $2 WHERE segment = $1", .integer(segment),
      .integer(thousandths))
  }

  func endBuild(of segment: Int64, _ state: SegmentState) throws(Status) {
    try execute(
      "UPDATE segment_state SET state = $2, built_at = $3, build_progress = 1000 WHERE segment = $1",
      .integer(segment), .enumeration(state), .time(now))
  }

  /// Notes what a comparison of all members found.
  func noteAudit(of segment: Int64, drift: Int64, isFull: Bool) throws(Status) {
    try execute(
      """
      UPDATE segment_state
      SET drift = drift + $2, audited_at = CASE WHEN $3 = 1 THEN $4 ELSE audited_at END
      WHERE segment = $1
      """, .integer(segment), .integer(drift), .bool(isFull), .time(now))
  }
}
