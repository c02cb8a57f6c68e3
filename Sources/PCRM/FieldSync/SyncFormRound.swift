import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Brings a form to everybody who is to carry it, takes it from everybody else, and tells who carries it that it has
/// changed: a round over all who carry anything, in short steps. Opening or closing a wave waits for none of it.
///
/// Each step looks at the wave as it is by then; a wave that changes during a round begins it anew. Who pulls before the
/// round has come to them gets, or loses, the form with that pull.
enum SyncFormRound {
  static let kind: TimerKind = "sync_form_round"
  /// Members of staff that are looked at between two looks at the clock: some milliseconds of the writer.
  private static let batch: Int64 = 100
  /// Rows that a step tells devices of. Each is another person's, in another place of every table: they cost more than
  /// the rows of one person do, of which a step has ``Writer/syncStepRowsMax``.
  static let rowsMax = 200

  /// Where a round is: the member of staff after whom it goes on.
  struct Place {
    /// The form itself may be another: who carries it is told so.
    var isChanged: Bool
    var staff = StaffID()

    init(isChanged: Bool) { self.isChanged = isChanged }

    init?(_ bytes: [UInt8]) {
      guard bytes.count == 17 else { return nil }
      isChanged = bytes[0] == 1
      staff = bytes[1...].withUnsafeBytes { StaffID(bytes: $0) } ?? StaffID()
    }

    var payload: [UInt8] { [isChanged ? 1 : 0] + staff.position }
  }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard let wave = timer.key.withUnsafeBytes({ SurveyWaveID(bytes: $0) }),
      var place = Place(timer.payload)
    else { return .done }
    let isCarried = try writer.reader.isCarriedForm(wave)
    var told = SyncBatch()
    var isOver = false
    repeat {
      let users = try writer.reader.formUsers(wave, after: place.staff, most: batch)
      for user in users {
        place.staff = user.staff
        let before: Set<SyncReason> = user.carries ? [.interviews] : []
        let after: Set<SyncReason> = isCarried && user.mayRecord ? [.interviews] : []
        if before == after && (after.isEmpty || !place.isChanged) { continue }
        let row = CarriedRow(user.staff, .surveyWave, wave)
        try told.set(row, from: before, to: after, &writer)
      }
      isOver = users.count < batch
    } while !isOver && !timer.isOverTime && told.count + Int(batch) <= rowsMax
    try told.flush(&writer)
    return isOver ? .done : .again(at: writer.now, payload: place.payload)
  }
}

extension Writer {
  /// Begins a round for a form that somebody carries, or is to carry; one that is under way begins anew.
  ///
  /// - Parameter isChanged: the form itself may be another; otherwise only who carries it.
  func startFormRound(of wave: SurveyWaveID, isChanged: Bool) throws(Status) {
    let isKnown = try reader.isCarriedByAnybody(wave)
    let isWanted = try reader.isCarriedForm(wave)
    guard isKnown || isWanted else { return }
    let pending = try reader.first(
      "SELECT payload FROM timer WHERE kind = $1 AND key = $2",
      .text(SyncFormRound.kind.rawValue), .blob(wave.position)
    ) { SyncFormRound.Place($0.bytes(0))?.isChanged }
    let place = SyncFormRound.Place(isChanged: isChanged && isKnown || (pending ?? nil) ?? false)
    try schedule(SyncFormRound.kind, key: wave.position, at: now, payload: place.payload)
  }
}

extension Reader {
  /// The forms for which a round is under way.
  func formRounds() throws(Status) -> [SurveyWaveID] {
    try all("SELECT key FROM timer WHERE kind = $1", .text(SyncFormRound.kind.rawValue)) {
      $0.id(0)
    }
  }

  /// Whether a round is under way that has not come to somebody yet: other forms are carried than are to be.
  func awaitsForms(_ staff: StaffID) throws(Status) -> Bool {
    if try formRounds().isEmpty { return false }
    return try Set(carriedForms(by: staff)) != Set(wantedForms(of: staff))
  }

  fileprivate func isCarriedByAnybody(_ wave: SurveyWaveID) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM sync_scope WHERE entity = $1 AND id = $2 LIMIT 1",
      .enumeration(EntityType.surveyWave), .id(wave)
    ) { _ in true } ?? false
  }

  /// The next who carry anything: whether this form is among it, and whether they may record answers.
  fileprivate func formUsers(
    _ wave: SurveyWaveID, after staff: StaffID, most: Int64
  ) throws(Status) -> [(staff: StaffID, carries: Bool, mayRecord: Bool)] {
    try all(
      """
      SELECT u.staff,
        EXISTS (
          SELECT 1 FROM sync_scope s WHERE s.staff = u.staff AND s.entity = $1 AND s.id = $2),
        EXISTS (
          SELECT 1 FROM principal p
          WHERE p.staff = u.staff AND p.disabled = 0 AND (p.roles & $3) <> 0)
      FROM sync_user u WHERE u.staff > $4 ORDER BY u.staff LIMIT $5
      """, .enumeration(EntityType.surveyWave), .id(wave), .integer(RoleBits.interviewers),
      .place(staff), .integer(most)
    ) { (staff: $0.id(0), carries: $0.bool(1), mayRecord: $0.bool(2)) }
  }
}
