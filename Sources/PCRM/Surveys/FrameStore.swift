import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Somebody who can be asked: a customer or a member of staff.
enum SurveySubject: Sendable, Hashable {
  case customer(CustomerID)
  case staff(StaffID)

  var position: [UInt8] {
    switch self {
    case .customer(let id): id.position
    case .staff(let id): id.position
    }
  }

  init(_ row: any Row, id column: Int, isStaff: Int) {
    self = row.bool(isStaff) ? .staff(row.id(column)) : .customer(row.id(column))
  }
}

/// A line of a frame while it is made.
struct FrameLine: Sendable {
  let subject: SurveySubject
  var stratum = ""
  /// Why the subject is left out; empty = it is in the frame.
  var exclusion = ""
}

/// One who was drawn.
struct DrawnSubject: Sendable {
  let subject: SurveySubject
  let stratum: String
  let probability: Double
}

extension Reader {
  /// Those who can be drawn, in the order of their keys: a few bytes each.
  func frameSubjects(
    of wave: SurveyWaveID
  ) throws(Status) -> [(subject: SurveySubject, stratum: String)] {
    try all(
      """
      SELECT subject, staff, stratum FROM wave_frame
      WHERE wave = $1 AND exclusion = '' ORDER BY subject
      """, .id(wave)
    ) { (SurveySubject($0, id: 0, isStaff: 1), $0.text(2)) }
  }

  /// Those who were drawn, after a key, some at most.
  func drawn(
    of wave: SurveyWaveID, after: [UInt8], most: Int
  ) throws(Status) -> [DrawnSubject] {
    try all(
      """
      SELECT subject, staff, stratum, probability FROM wave_frame
      WHERE wave = $1 AND subject > $2 AND sampled = 1 ORDER BY subject LIMIT $3
      """, .id(wave), .blob(after), .integer(Int64(most))
    ) {
      DrawnSubject(
        subject: SurveySubject($0, id: 0, isStaff: 1), stratum: $0.text(2),
        probability: $0.real(3))
    }
  }

  /// Where somebody stands in a frame; the probability is 0 for those who were not drawn.
  func frameLine(
    of subject: SurveySubject, in wave: SurveyWaveID
  ) throws(Status) -> DrawnSubject? {
    try first(
      "SELECT stratum, probability FROM wave_frame WHERE wave = $1 AND subject = $2", .id(wave),
      .blob(subject.position)
    ) { DrawnSubject(subject: subject, stratum: $0.text(0), probability: $0.real(1)) }
  }

  /// One page of a frame: customers within the caller's reach, and staff of offices within it.
  func sample(
    _ request: ListSampleRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<SampleMember> {
    var rows = PageBuilder<SampleMember>(page)
    try each(
      """
      SELECT f.subject, f.staff, f.stratum, f.probability, f.sampled, f.exclusion,
        c.home_office, c.case_worker, s.office
      FROM wave_frame f
        LEFT JOIN customer c ON c.id = f.subject AND f.staff = 0
        LEFT JOIN staff s ON s.id = f.subject AND f.staff = 1
      WHERE f.wave = $1 AND f.subject > $2 AND ($3 = 0 OR f.sampled = 1)
      ORDER BY f.subject
      """, [.id(request.waveID), .blob(page.after), .bool(request.sampledOnly)]
    ) { (row) throws(Status) in
      var member = SampleMember()
      member.stratum = row.text(2)
      member.probability = row.real(3)
      member.sampled = row.bool(4)
      member.exclusion = row.text(5)
      let subject = SurveySubject(row, id: 0, isStaff: 1)
      let isReached: Bool
      switch subject {
      case .customer(let id):
        member.customerID = id
        isReached = caller.reaches(id, office: row.id(6), worker: row.id(7))
      case .staff(let id):
        member.staffID = id
        isReached = caller.reaches(office: row.id(8), worker: id)
      }
      return isReached
        ? rows.add(member, at: subject.position) : rows.pass(at: subject.position)
    }
    return rows
  }

  /// How many of a frame there are in each stratum, and were left out for each reason.
  func frameFigures(of wave: SurveyWaveID, _ frame: inout SurveyFrame) throws(Status) {
    frame.strata = try all(
      """
      SELECT stratum, count(*), sum(sampled) FROM wave_frame
      WHERE wave = $1 AND exclusion = '' GROUP BY stratum ORDER BY stratum
      """, .id(wave)
    ) { row in
      var stratum = SurveyStratum()
      stratum.name = row.text(0)
      stratum.size = row.integer(1)
      stratum.sampled = row.integer(2)
      return stratum
    }
    frame.exclusions = try all(
      """
      SELECT exclusion, count(*) FROM wave_frame
      WHERE wave = $1 AND exclusion <> '' GROUP BY exclusion ORDER BY exclusion
      """, .id(wave)
    ) { row in
      var exclusion = SurveyExclusion()
      exclusion.reason = row.text(0)
      exclusion.count = row.integer(1)
      return exclusion
    }
    frame.size = frame.strata.reduce(0) { $0 + $1.size }
    frame.sampled = frame.strata.reduce(0) { $0 + $1.sampled }
    frame.population = frame.size + frame.exclusions.reduce(0) { $0 + $1.count }
  }
}

extension Writer {
  func insert(_ line: FrameLine, into wave: SurveyWaveID) throws(Status) {
    var isStaff = false
    if case .staff = line.subject { isStaff = true }
    try execute(
      """
      INSERT INTO wave_frame (wave, subject, staff, stratum, probability, sampled, exclusion)
      VALUES ($1, $2, $3, $4, 0, 0, $5) ON CONFLICT (wave, subject) DO NOTHING
      """, .id(wave), .blob(line.subject.position), .bool(isStaff), .text(line.stratum),
      .text(line.exclusion))
  }

  /// Notes that somebody was drawn, and how probable that was.
  func mark(_ drawn: DrawnSubject, in wave: SurveyWaveID) throws(Status) {
    try execute(
      "UPDATE wave_frame SET probability = $3, sampled = 1 WHERE wave = $1 AND subject = $2",
      .id(wave), .blob(drawn.subject.position), .real(drawn.probability))
  }
}
