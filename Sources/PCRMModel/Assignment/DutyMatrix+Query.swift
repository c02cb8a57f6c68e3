extension DutyMatrix {
  /// What somebody asks the matrix.
  public struct Question: Sendable {
    public var day: CivilDate
    /// Code of the office; empty = one without rows of its own.
    public var office: String
    /// Only for cases of this type; empty = all.
    public var caseType: String
    /// Only at this stage; empty = all.
    public var stage: String
    /// Only this duty; empty = all.
    public var duty: String

    public init(
      on day: CivilDate, office: String = "", caseType: String = "", stage: String = "",
      duty: String = ""
    ) {
      self.day = day
      self.office = office
      self.caseType = caseType
      self.stage = stage
      self.duty = duty
    }
  }

  /// What is to be done on a day and who does it, in the document's order: one entry a duty and stage.
  public func entries(_ question: Question) -> [DutyEntry] {
    let isTeam = Set(
      teams.filter { Period.holds($0.validFrom, $0.validTo, on: question.day) }.map(\.code))
    var entries: [DutyEntry] = []
    for kind in duties where kind.isAsked(question) {
      for stage in stages(of: kind, question) {
        var entry = DutyEntry()
        entry.duty = kind.code
        entry.dutyName = kind.name
        entry.caseType = kind.caseType.isEmpty ? question.caseType : kind.caseType
        entry.stage = stage
        if let row = row(for: kind, caseType: entry.caseType, stage: stage, question) {
          // A team that is no more owns nothing, whatever a row says.
          entry.teams = row.teams.filter(isTeam.contains)
          entry.joint = entry.teams.count > 1
        }
        entry.unowned = entry.teams.isEmpty
        entries.append(entry)
      }
    }
    return entries
  }

  /// The stages that a duty is listed for: those it names, or those that its rows tell apart.
  private func stages(of kind: DutyKind, _ question: Question) -> [String] {
    if !question.stage.isEmpty { return [question.stage] }
    if !kind.stages.isEmpty { return kind.stages }
    var named: [String] = []
    var isForAll = false
    for row in rows where row.duty == kind.code && row.holds(question) {
      if row.stages.isEmpty { isForAll = true }
      for stage in row.stages where !named.contains(stage) { named.append(stage) }
    }
    return named.isEmpty || isForAll ? [""] + named : named
  }

  /// The row that counts: one of the office before one of all, then one of the stage, then one of the case type.
  private func row(
    for kind: DutyKind, caseType: String, stage: String, _ question: Question
  ) -> DutyRow? {
    var best: (rank: Int, row: DutyRow)?
    for row in rows where row.duty == kind.code && row.holds(question) {
      if !row.caseType.isEmpty && row.caseType != caseType { continue }
      if !row.stages.isEmpty && !row.stages.contains(stage) { continue }
      let rank =
        (row.officeCodes.isEmpty ? 0 : 4) + (row.stages.isEmpty ? 0 : 2)
        + (row.caseType.isEmpty ? 0 : 1)
      if rank > best?.rank ?? -1 { best = (rank, row) }
    }
    return best?.row
  }
}

extension DutyKind {
  fileprivate func isAsked(_ question: DutyMatrix.Question) -> Bool {
    (question.duty.isEmpty || question.duty == code)
      && (question.caseType.isEmpty || caseType.isEmpty || question.caseType == caseType)
      && (question.stage.isEmpty || stages.isEmpty || stages.contains(question.stage))
      && Period.holds(validFrom, validTo, on: question.day)
  }
}

extension DutyRow {
  fileprivate func holds(_ question: DutyMatrix.Question) -> Bool {
    Period.holds(validFrom, validTo, on: question.day)
      && (officeCodes.isEmpty || officeCodes.contains(question.office))
  }
}
