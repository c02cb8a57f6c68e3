import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Forms that are being filled in, as they lie in the store: sealed with the key of the queue, since a lease that is over
/// does not take from people what they have written down.
///
/// What was handed in lies there too, out of sight, for as long as its mutation is queued: the server may refuse it when
/// the device does not carry the form any more.
enum FormDraftStore {
  /// What is sealed of a draft.
  enum Part: UInt8 {
    case answer = 3
    case form, refusal
  }

  /// What sealed bytes of a draft are bound to: they are of no use under another id, or as another part.
  static func bound(_ id: SurveyAnswerID, _ part: Part) -> [UInt8] {
    [part.rawValue] + id.withBytes { [UInt8]($0) }
  }
}

extension Reader {
  /// A form that was kept, and why the server refused it, if it did.
  func draft(
    _ id: SurveyAnswerID, _ vault: FieldVault
  ) throws(Status) -> (form: SyncForm, answer: SyncAnswer, refusal: MutationResult?)? {
    guard let cipher = try vault.cipher(.queue, self) else { return nil }
    return try first(
      "SELECT form, answer, refusal FROM form_draft WHERE id = $1 AND mutation IS NULL", .id(id)
    ) { (row) throws(Status) in
      let form = try cipher.open(row.bytes(0), bound: FormDraftStore.bound(id, .form))
      let answer = try cipher.open(row.bytes(1), bound: FormDraftStore.bound(id, .answer))
      var refusal: MutationResult?
      if !row.isNull(2) {
        let sealed = row.bytes(2)
        refusal = try FieldStored.decode(
          try cipher.open(sealed, bound: FormDraftStore.bound(id, .refusal)))
      }
      return (try FieldStored.decode(form), try FieldStored.decode(answer), refusal)
    }
  }

  /// All forms that were kept, the newest first.
  func drafts(_ vault: FieldVault) throws(Status) -> [FieldFormDraft] {
    let kept = try all(
      """
      SELECT id, updated_at FROM form_draft WHERE mutation IS NULL
      ORDER BY updated_at DESC, id
      """
    ) { (id: $0.id(0, of: SurveyAnswerID.self), time: $0.time(1)) }
    var drafts: [FieldFormDraft] = []
    for (id, time) in kept {
      guard let (form, answer, refusal) = try draft(id, vault) else { continue }
      drafts.append(
        FieldFormDraft(
          id: id, form: form, values: answer.answers?.values.count ?? 0, updateTime: time,
          refusal: refusal))
    }
    return drafts
  }
}

extension Writer {
  /// Keeps a form; what is asked in it is stored once.
  func keepDraft(
    _ id: SurveyAnswerID, _ form: SyncForm, _ answer: SyncAnswer, _ cipher: FieldCipher
  ) throws(Status) {
    let sealed = try cipher.seal(answer.binary(), bound: FormDraftStore.bound(id, .answer))
    let known = try execute(
      "UPDATE form_draft SET answer = $2, updated_at = $3, mutation = NULL WHERE id = $1",
      .id(id), .blob(sealed), .time(now))
    if known > 0 { return }
    try execute(
      "INSERT INTO form_draft (id, wave, updated_at, form, answer) VALUES ($1, $2, $3, $4, $5)",
      .id(id), .id(form.waveID), .time(now),
      .blob(try cipher.seal(form.binary(), bound: FormDraftStore.bound(id, .form))),
      .blob(sealed))
  }

  /// Takes a form out of sight that a mutation hands in.
  func handIn(
    _ id: SurveyAnswerID, _ form: SyncForm, _ answer: SyncAnswer, by mutation: SyncMutationID,
    _ cipher: FieldCipher
  ) throws(Status) {
    try keepDraft(id, form, answer, cipher)
    try execute(
      "UPDATE form_draft SET mutation = $2 WHERE id = $1", .id(id), .id(mutation))
  }

  /// Makes a draft again of what a mutation was to hand in, if it was a form.
  func bringBack(
    formOf mutation: SyncMutationID, _ refusal: MutationResult, _ cipher: FieldCipher
  ) throws(Status) {
    let id = try reader.first("SELECT id FROM form_draft WHERE mutation = $1", .id(mutation)) {
      (row) throws(Status) in row.id(0, of: SurveyAnswerID.self)
    }
    guard let id else { return }
    try execute(
      "UPDATE form_draft SET mutation = NULL, updated_at = $2, refusal = $3 WHERE id = $1",
      .id(id), .time(now),
      .blob(try cipher.seal(refusal.binary(), bound: FormDraftStore.bound(id, .refusal))))
  }

  /// Forgets a form that was kept; one that was handed in stays until its mutation goes.
  func forgetDraft(_ id: SurveyAnswerID) throws(Status) {
    try execute("DELETE FROM form_draft WHERE id = $1 AND mutation IS NULL", .id(id))
  }

  /// Forgets the forms that were handed in by mutations which are gone.
  func pruneForms() throws(Status) {
    try execute(
      """
      DELETE FROM form_draft WHERE mutation IS NOT NULL AND mutation NOT IN (SELECT id FROM queue)
      """)
  }
}
