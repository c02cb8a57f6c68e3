import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Forms that are being filled in, as they lie in the store: sealed with the key of the queue, since a lease that is over
/// does not take from people what they have written down.
enum FormDraftStore {
  /// What sealed bytes of a draft are bound to: they are of no use under another id.
  static func bound(_ id: SurveyAnswerID, isForm: Bool) -> [UInt8] {
    [isForm ? 4 : 3] + id.withBytes { [UInt8]($0) }
  }
}

extension Reader {
  /// A form that was kept.
  func draft(
    _ id: SurveyAnswerID, _ vault: FieldVault
  ) throws(Status) -> (form: SyncForm, answer: SyncAnswer)? {
    guard let cipher = try vault.cipher(.queue, self) else { return nil }
    return try first("SELECT form, answer FROM form_draft WHERE id = $1", .id(id)) {
      (row) throws(Status) in
      let form = try cipher.open(row.bytes(0), bound: FormDraftStore.bound(id, isForm: true))
      let answer = try cipher.open(row.bytes(1), bound: FormDraftStore.bound(id, isForm: false))
      return (try FieldStored.decode(form), try FieldStored.decode(answer))
    }
  }

  /// All forms that were kept, the newest first.
  func drafts(_ vault: FieldVault) throws(Status) -> [FieldFormDraft] {
    let kept = try all("SELECT id, updated_at FROM form_draft ORDER BY updated_at DESC, id") {
      (id: $0.id(0, of: SurveyAnswerID.self), time: $0.time(1))
    }
    var drafts: [FieldFormDraft] = []
    for (id, time) in kept {
      guard let (form, answer) = try draft(id, vault) else { continue }
      drafts.append(
        FieldFormDraft(
          id: id, form: form, values: answer.answers?.values.count ?? 0, updateTime: time))
    }
    return drafts
  }
}

extension Writer {
  /// Keeps a form; what is asked in it is stored once.
  func keepDraft(
    _ id: SurveyAnswerID, _ form: SyncForm, _ answer: SyncAnswer, _ cipher: FieldCipher
  ) throws(Status) {
    let sealed = try cipher.seal(
      answer.binary(), bound: FormDraftStore.bound(id, isForm: false))
    let known = try execute(
      "UPDATE form_draft SET answer = $2, updated_at = $3 WHERE id = $1", .id(id),
      .blob(sealed), .time(now))
    if known > 0 { return }
    try execute(
      "INSERT INTO form_draft (id, wave, updated_at, form, answer) VALUES ($1, $2, $3, $4, $5)",
      .id(id), .id(form.waveID), .time(now),
      .blob(try cipher.seal(form.binary(), bound: FormDraftStore.bound(id, isForm: true))),
      .blob(sealed))
  }

  func forgetDraft(_ id: SurveyAnswerID) throws(Status) {
    try execute("DELETE FROM form_draft WHERE id = $1", .id(id))
  }
}
