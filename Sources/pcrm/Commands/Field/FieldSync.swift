import ArgumentParser
import Dispatch
import FieldClient
import Glibc
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
      supervisor. What cannot stand beside what others did waits for you, see pcrm field conflicts.

      EXIT CODES
        0 all was done or waits as a conflict; 1 something was refused, kept for a supervisor or \
      could not be uploaded; 3 the server could not be reached or did not answer in time, and \
      nothing is lost.

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
        let report = folder.client.sync(over: network) { FieldProgressLine.show($0) }
        FieldProgressLine.clear()
        continuation.resume(returning: report)
        network.close()
      }
    }
    try tell(report, folder)
  }

  /// Tells what came of a sync, what waits, and what may be next.
  private func tell(_ report: FieldSyncReport, _ folder: FieldFolder) throws {
    let language = Language.current
    let bad = report.results.filter { $0.outcome != .applied && $0.outcome != .merged }
    let drafts = (try? folder.client.drafts()) ?? []
    for result in bad where result.outcome != .duplicate {
      let refused = drafts.first { $0.refusal == result }
      let words = refused.flatMap { FieldWords.refused($0, language) }
      try Console.print(words ?? FieldWords.result(result, language))
    }
    for file in report.filesGivenUp {
      let name = DisplayWidth.harmless(file.attachment.name)
      try Console.print(
        "\(language("file not uploaded", "올리지 못한 파일")): \(name): "
          + FieldWords.reason(file.reason, language))
    }
    for result in report.results {
      if let words = FieldWords.answer(result, language) { try Console.print(words) }
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
      try tellWipe(report, folder)
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
      if report.isUnanswered { throw CommandFailure(code: 3, message: failure.said) }
      throw failure
    }
    let undone = report.results.count { $0.outcome == .rejected || $0.outcome == .quarantined }
    if undone > 0 {
      Console.note(
        language(
          "\(undone) \(undone == 1 ? "change was" : "changes were") not done; see pcrm field status",
          "처리되지 않은 변경이 \(undone)건 있습니다. pcrm field status를 보십시오."))
    }
    if undone > 0 || !report.filesGivenUp.isEmpty { throw CommandFailure(code: 1, message: "") }
  }

  /// Tells what became of what a device carried that was taken out of service: it keeps what the server may still get.
  private func tellWipe(_ report: FieldSyncReport, _ folder: FieldFolder) throws {
    let language = Language.current
    if report.failure == nil {
      return Console.note(
        language(
          "this device was taken out of service: what it carried is gone",
          "이 기기는 사용이 중지되어 담고 있던 것을 모두 지웠습니다."))
    }
    Console.note(
      language(
        "this device was taken out of service: its visits and customers are gone; "
          + "what was not sent yet is kept until it is",
        "이 기기는 사용이 중지되어 방문과 고객을 지웠습니다. 아직 보내지 않은 것은 보낼 때까지 남습니다."))
    try folder.noteUnsent()
    let files = try folder.client.status().filesToUpload
    if files > 0 {
      Console.note(
        language(
          "\(files) \(files == 1 ? "file waits" : "files wait") to be uploaded; "
            + "pcrm field sync uploads them",
          "올릴 파일이 \(files)건 있습니다. pcrm field sync로 올립니다."))
    }
  }
}

/// A line on the terminal that tells how far a sync is; where standard error is no terminal it says nothing.
enum FieldProgressLine {
  private static let isShown = isatty(STDERR_FILENO) == 1

  static func show(_ progress: FieldProgress) {
    guard isShown else { return }
    Console.writeNow("\r\u{1b}[K" + text(progress, Language.current), to: STDERR_FILENO)
  }

  static func clear() {
    if isShown { Console.writeNow("\r\u{1b}[K", to: STDERR_FILENO) }
  }

  static func text(_ progress: FieldProgress, _ language: Language) -> String {
    switch progress {
    case .hello: language("connecting …", "연결하는 중 …")
    case .pushed(let done, let all): language("sent \(done) of \(all)", "보냄 \(done)/\(all)")
    case .pulled(let rows): language("received \(rows)", "받음 \(rows)")
    case .uploaded(let done, let all):
      language(
        "file: \(done * 100 / max(1, all)) %", "파일: \(done * 100 / max(1, all)) %")
    }
  }
}
