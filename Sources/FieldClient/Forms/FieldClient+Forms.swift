public import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys

/// Forms that customers answer on the device, with or without a network.
extension FieldClient {
  /// The forms that the member of staff may record answers to, those that close first first.
  public func forms() throws(Status) -> [FieldForm] {
    try view { [vault] (view) throws(Status) in
      let drafts = try view.reader.drafts(vault)
      var forms: [FieldForm] = []
      for row in try view.rows(.surveyWave) {
        guard let form = row.form, let key = row.key else { continue }
        let waiting = try view.reader.queue(of: key).count {
          $0.state == .waiting || $0.state == .sent
        }
        forms.append(
          FieldForm(
            form: form, waiting: waiting, drafts: drafts.filter { $0.form.waveID == form.waveID }))
      }
      return forms.sorted {
        ($0.form.closeTime?.microseconds ?? 0, $0.form.waveID)
          < ($1.form.closeTime?.microseconds ?? 0, $1.form.waveID)
      }
    }
  }

  /// All forms that were begun and not handed in, or were refused, the newest first; also those that the device does not
  /// carry any more.
  public func drafts() throws(Status) -> [FieldFormDraft] {
    try view { [vault] (view) throws(Status) in try view.reader.drafts(vault) }
  }

  /// Begins a form with its defaults. Nothing of it is stored before it is kept or handed in.
  ///
  /// - Parameter language: in which it is asked; empty = the form's own.
  /// - Throws: `notFound` when the device does not carry the form (it was closed, or was never the member of staff's).
  public func begin(
    _ wave: SurveyWaveID, language: String = ""
  ) throws(Status) -> FormSession {
    let found = try view { (view) throws(Status) in
      (form: try view.row(SyncRowKey(.surveyWave, wave))?.form, device: view.device.id)
    }
    guard let form = found.form else {
      throw .notFound("wave_id", "this device carries no such form")
    }
    let now = settings.clock.now()
    let context = formContext(newID(), form, language, of: found.device)
    return FormSession(
      id: context.instance, form: form,
      state: FormState(try form.compiled(), context: context), startTime: now)
  }

  /// Goes on with a form that was kept, or that the server refused.
  public func resume(_ draft: SurveyAnswerID) throws(Status) -> FormSession {
    let kept = try view { [vault] (view) throws(Status) in
      (draft: try view.reader.draft(draft, vault), device: view.device.id)
    }
    guard let (form, answer, _) = kept.draft else {
      throw .notFound("draft", "this device keeps no such form")
    }
    return try session(draft, form, answer, of: kept.device)
  }

  /// Goes on with an answer that the server refused: its token was another one, or something is to be put right.
  ///
  /// - Parameter id: the mutation's.
  /// The same as ``resume(_:)`` with the draft that it is again; who has the mutation's result in hand calls this.
  ///
  /// - Throws: `notFound` when there is no such answer, or its draft was forgotten and the device does not carry the form.
  public func reopen(_ id: SyncMutationID) throws(Status) -> FormSession {
    let entry = try queue().first { $0.mutation.id == id }
    guard let mutation = entry?.mutation, let answer = mutation.answer,
      entry?.result?.outcome == .rejected
    else { throw .notFound("id", "no answer that was refused has this id") }
    let found = try view { [vault] (view) throws(Status) in
      let draft = try view.reader.draft(mutation.rowID(), vault)
      let carried = try view.row(SyncRowKey(.surveyWave, answer.waveID))?.form
      return (form: draft?.form ?? carried, device: view.device.id)
    }
    guard let form = found.form else {
      throw .notFound("wave_id", "this device carries no such form")
    }
    return try session(mutation.rowID(), form, answer, of: found.device)
  }

  /// Keeps a form that is being filled in, sealed, until it is handed in or forgotten.
  public func keep(_ session: FormSession) throws(Status) {
    var answer = session.answer(session.state.draft())
    answer.finishTime = nil
    let kept = answer
    try store.change(.draft) { [vault] (writer) throws(Status) in
      if try writer.reader.ownDevice().isRevoked { throw .deviceRevoked }
      try writer.keepDraft(session.id, session.form, kept, try vault.makeCipher(.queue, writer))
    }
  }

  /// Forgets a form that was kept, or that the server refused.
  public func forget(_ draft: SurveyAnswerID) throws(Status) {
    try store.change(.draft) { (writer) throws(Status) in try writer.forgetDraft(draft) }
  }

  /// Hands a form in: from now on it is on its way to the server, and changes no more. If it is refused there, it is a draft
  /// again, with the reason.
  ///
  /// To hand it in together with what else was done on a visit, ``change(_:together:)`` takes it among others.
  ///
  /// - Throws: `failedPrecondition` with ANSWER_INCOMPLETE when something is missing; `invalidArgument` for a token that is
  ///   none.
  public func submit(_ session: FormSession) throws(Status) -> FormReceipt {
    let dropped = session.finished(at: settings.clock.now()).dropped
    return FormReceipt(n: try change(.answer(session)), dropped: dropped)
  }

  private func session(
    _ id: SurveyAnswerID, _ form: SyncForm, _ answer: SyncAnswer, of device: DeviceID
  ) throws(Status) -> FormSession {
    let context = formContext(id, form, answer.language, of: device)
    let compiled = try form.compiled()
    let state: FormState
    do throws(FormFault) {
      state = try FormState(compiled, answers: answer.answers ?? Answers(), context: context)
    } catch {
      throw .invalid("answers", "\(error.place): \(error.message)", reason: "ANSWER_INVALID")
    }
    return FormSession(
      id: id, form: form, state: state, token: answer.token,
      startTime: answer.startTime ?? settings.clock.now())
  }

  private func formContext(
    _ id: SurveyAnswerID, _ form: SyncForm, _ language: String, of device: DeviceID
  ) -> FormContext {
    FormContext(
      now: settings.clock.now(), offset: settings.dayOffsetSeconds, instance: id,
      language: language, deviceID: device.description)
  }
}

extension FieldClient {
  /// The mutation of an answer, but for its number, id and time: what is not asked any more is left out of it.
  func draft(
    _ session: FormSession, _ view: FieldView, _ time: DeviceTime
  ) throws(Status) -> Mutation {
    let now = time.wall ?? settings.clock.now()
    let finished = session.finished(at: now)
    if let fault = finished.fault {
      throw .invalid("answers", "\(fault.place): \(fault.message)", reason: "ANSWER_INVALID")
    }
    guard finished.isComplete else { throw .answerIncomplete(finished.problems, "answers") }
    try session.checkToken()
    for row in try view.reader.queue(of: SyncRowKey(.surveyWave, session.form.waveID)) {
      let isGood = row.outcome != .rejected && row.outcome != .quarantined
      guard isGood, let cipher = try vault.cipher(.queue, view.reader) else { continue }
      if try row.mutation(cipher).answer?.token == session.token {
        throw .precondition(
          "INVITATION_ENDED", "token", "somebody has answered with this token on this device")
      }
    }
    var mutation = Mutation(.surveyAnswer, session.id, .append)
    mutation.answer = session.answer(finished.answers)
    mutation.answer?.finishTime = now
    return mutation
  }
}

extension FormSession {
  fileprivate func answer(_ answers: Answers) -> SyncAnswer {
    var answer = SyncAnswer()
    answer.waveID = form.waveID
    answer.token = token
    answer.language = state.context.language
    answer.startTime = startTime
    answer.questionnaireVersion = form.questionnaire?.version ?? 0
    answer.answers = answers
    return answer
  }

  /// Refuses what cannot be a token, so that it is noticed while the customer is there.
  fileprivate func checkToken() throws(Status) {
    if token.isEmpty { throw .required("token") }
    let digits = Set("0123456789abcdef")
    guard token.utf8.count == 32, token.allSatisfy(digits.contains) else {
      throw .malformed("token", "the 32 letters and digits of the customer's invitation")
    }
  }
}

extension SyncForm {
  /// The form as it is worked out.
  fileprivate func compiled() throws(Status) -> CompiledForm {
    do throws(FormFaults) {
      return try CompiledForm(questionnaire ?? Questionnaire())
    } catch {
      let fault = error.faults.first
      throw .precondition(
        "FORM_UNREADABLE", "form",
        "\(fault?.place ?? ""): \(fault?.message ?? "it cannot be filled in")")
    }
  }
}
