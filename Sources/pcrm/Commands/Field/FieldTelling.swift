import FieldClient
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What a command says of a change: what it did, what waits, and what may be next.
extension FieldFolder {
  private var language: Language { Language.current }

  /// Makes a change of a visit, shows the visit as it is now, and says what may be next.
  func perform(_ change: FieldChange, on id: VisitID) throws {
    let number = try client.change(change)
    guard let shown = try client.visit(id) else { return }
    try FieldPage.show(shown, self)
    guard output == .table else { return }
    try tell(number)
    if let next = try next(after: shown) { Console.note(next) }
  }

  /// Says what was done, and what is not sent yet.
  func tell(_ number: Int64) throws {
    try Console.flush()
    if let mutation = try client.queue().last(where: { $0.mutation.n == number })?.mutation {
      Console.note("#\(number): \(FieldWords.change(mutation, language))")
    }
    try noteUnsent()
  }

  /// Says what is not sent yet.
  func noteUnsent() throws {
    try Console.flush()
    let status = try client.status()
    if status.unsent > 0 {
      Console.note(
        language(
          "\(status.unsent) \(status.unsent == 1 ? "change is" : "changes are") not sent yet; "
            + "pcrm field sync sends them",
          "아직 보내지 않은 변경이 \(status.unsent)건 있습니다. pcrm field sync로 보냅니다."))
    }
    if status.filesGivenUp > 0 {
      let count = status.filesGivenUp
      Console.note(
        language(
          "\(count) \(count == 1 ? "file" : "files") could not be uploaded; see pcrm field files",
          "올리지 못한 파일이 \(count)건 있습니다. pcrm field files를 보십시오."))
    }
  }

  /// What somebody may do next; nil when nothing is left for today.
  private func next(after shown: FieldVisit) throws -> String? {
    let id = shown.visit.id.description.suffix(6)
    let missing = shown.parts.report == nil ? shown.parts.requiredParts : []
    let how: String
    switch shown.visit.state {
    case .proposed, .planned:
      how = "confirm \(id) | set-out \(id) | start \(id)"
    case .confirmed: how = "set-out \(id) | start \(id)"
    case .enRoute: how = "start \(id) | attempt \(id) … | no-show \(id) --reason …"
    case .inProgress where !missing.isEmpty:
      let parts = missing.map { FieldWords.part($0, language) }.joined(separator: ", ")
      how = "report \(id) … (" + language("needs ", "필요: ") + parts + ")"
    case .inProgress: how = "note \(id) … | attach \(id) … | report \(id) … | complete \(id)"
    default: return try nextVisit()
    }
    return language("next: ", "다음: ") + "pcrm field \(how)"
  }

  private func nextVisit() throws -> String? {
    guard let next = try client.today().first(where: { !$0.visit.state.isEnded }) else {
      return nil
    }
    let name = DisplayWidth.harmless(next.customer?.displayName ?? "")
    return language("next visit: ", "다음 방문: ")
      + "\(VisitColumns.clock(next.visit)) \(name) (\(next.visit.id.description.suffix(6)))"
  }

  /// Says which of one's other visits a new time falls on: the server will refuse it while that one stands.
  func noteOverlaps(_ visit: Visit) throws {
    guard let from = visit.startTime?.microseconds, let to = visit.endTime?.microseconds else {
      return
    }
    let others = try client.visits { other in
      guard other.id != visit.id, !other.state.isEnded, other.staffID == visit.staffID,
        let start = other.startTime?.microseconds, let end = other.endTime?.microseconds
      else { return false }
      return start < to && from < end
    }
    for other in others {
      let name = DisplayWidth.harmless(other.customer?.displayName ?? "")
      Console.note(
        language("it falls on: ", "겹치는 방문: ") + "\(VisitColumns.span(other.visit)) \(name) "
          + "(\(other.visit.id.description.suffix(6)))")
    }
  }
}
