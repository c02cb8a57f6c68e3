import ArgumentParser
import Dispatch
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field sync`.
struct FieldSync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Send what you did, and fetch what changed.",
    discussion: """
      What was not done as you meant it is listed: refused, in a conflict, or kept for a \
      supervisor. The exit code is 3 when the server could not be reached; nothing is lost then.

      EXAMPLES
        pcrm field sync
        pcrm field sync --server crm.example.net:7420 --tls
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let folder = try FieldFolder(field, global)
    defer { folder.client.close() }
    let network = folder.network(global)
    // Waiting for the network would hold up the threads that it needs.
    let report = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: folder.client.sync(over: network))
        network.close()
      }
    }
    try tell(report, folder)
  }

  private func tell(_ report: FieldSyncReport, _ folder: FieldFolder) throws {
    let language = Language.current
    let bad = report.results.filter { $0.outcome != .applied && $0.outcome != .merged }
    for result in bad where result.outcome != .duplicate {
      try Console.print(FieldWords.result(result, language))
    }
    let sent = report.results.count
    if sent > 0 || report.rows > 0 || report.removals > 0 || report.filesUploaded > 0 {
      try Console.print(
        language(
          "sent \(sent), received \(report.rows), removed \(report.removals)"
            + (report.filesUploaded > 0 ? ", files \(report.filesUploaded)" : ""),
          "보냄 \(sent), 받음 \(report.rows), 지움 \(report.removals)"
            + (report.filesUploaded > 0 ? ", 파일 \(report.filesUploaded)" : "")))
    } else if report.isComplete {
      try Console.print(language("nothing to do", "할 일이 없습니다."))
    }
    try Console.flush()
    if let why = report.resync {
      Console.note(
        language("everything was fetched anew (\(why))", "처음부터 다시 받았습니다. (\(why))"))
    }
    if report.isWiped {
      Console.note(
        language(
          "this device was taken out of service: what it carried is gone",
          "이 기기는 사용이 중지되어 담고 있던 것을 모두 지웠습니다."))
    } else {
      try folder.noteUnsent()
      let open = report.isComplete ? try folder.client.conflicts().count : 0
      if open > 0 {
        Console.note(
          language(
            "\(open) \(open == 1 ? "conflict waits" : "conflicts wait") for you; "
              + "see pcrm field conflicts",
            "확인할 충돌이 \(open)건 있습니다. pcrm field conflicts를 보십시오."))
      }
    }
    if let failure = report.failure {
      // Whatever kept the call from its answer: it was no answer.
      if failure.code == .unavailable {
        throw CommandFailure(code: 3, message: failure.said)
      }
      throw failure
    }
  }
}

/// What sync says to people.
enum FieldWords {
  /// What became of one change.
  static func result(_ result: MutationResult, _ language: Language) -> String {
    let status = Status(
      StatusCode(rawValue: result.code) ?? .unknown, result.message,
      ErrorInfo(reason: result.reason, field: result.field))
    switch result.outcome {
    case .rejected:
      return language("refused", "거부됨") + " #\(result.n): "
        + StatusWords.text(status, language)
        + alternatives(result, language)
    case .quarantined:
      return language("kept for a supervisor", "관리자 확인 대기") + " #\(result.n): \(result.reason)"
    case .conflict:
      return language("in conflict", "충돌") + " #\(result.n): \(result.conflictID)"
    default:
      return language("done", "처리됨") + " #\(result.n)"
    }
  }

  private static func alternatives(_ result: MutationResult, _ language: Language) -> String {
    let times = result.alternatives.compactMap { window -> String? in
      guard let from = window.from, let to = window.to else { return nil }
      return "\(ExplanationPage.local(from))-\(to.clock)"
    }
    if times.isEmpty { return "" }
    return language("; free: ", " 가능한 시간: ") + times.joined(separator: ", ")
  }

  /// What a change is about, in a few words.
  static func change(_ mutation: Mutation, _ language: Language) -> String {
    let id = mutation.target?.id.description.suffix(6) ?? ""
    let what: String
    switch (mutation.entity, mutation.op) {
    case (.visit, .create): what = language("new visit", "새 방문")
    case (.visit, .transition): what = mutation.step?.to.word ?? ""
    case (.visit, .append): what = language("file", "파일")
    case (.visit, _), (.customer, _):
      what = language("changed ", "변경 ") + (mutation.fields?.paths.joined(separator: ", ") ?? "")
    case (.attempt, _): what = language("try", "시도") + " " + (mutation.attempt?.outcome.word ?? "")
    case (.visitNote, _): what = language("note", "메모")
    case (.visitReport, _): what = language("report", "보고서")
    case (.consent, _): what = language("consent", "동의")
    case (.visitTask, _): what = language("task done", "할 일 완료")
    case (.syncConflict, _): what = language("choice in a conflict", "충돌 선택")
    default: what = ""
    }
    return "\(what) (\(id))"
  }
}
