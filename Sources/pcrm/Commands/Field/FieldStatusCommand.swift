import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field status`.
struct FieldStatusCommand: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say what the device carries, and what is not sent yet.",
    discussion: """
      As JSON it is the device with counts, "changes" (what has no answer, and what was not done and \
      is not dismissed) and "files" (what is still to go up, and what was given up).

      EXAMPLES
        pcrm field status
        pcrm field status --output json
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let status = try folder.client.status()
    guard folder.output == .table else {
      return try FieldState(status, folder.client).print(folder.output)
    }
    let language = Language.current
    var state = language("in service", "사용 중")
    if status.isRevoked { state = language("taken out of service", "사용 중지됨") }
    if status.isLeaseOver {
      state = language("away for too long: sync to see anything", "너무 오래 연결되지 않음: 동기화가 필요합니다")
    }
    try Console.write(
      TextTable.pairs([
        (language("device", "기기"), status.deviceID.description),
        (language("name", "이름"), status.name),
        (language("state", "상태"), state),
        (language("staff", "직원"), status.staffID.description),
        (language("rows", "담은 것"), String(status.rows)),
        (
          language("last sync", "마지막 동기화"),
          status.pullTime.map(ExplanationPage.local) ?? language("never", "없음")
        ),
        (
          language("readable until", "볼 수 있는 기한"),
          status.isRevoked ? "" : status.leaseEnd.map(ExplanationPage.local) ?? ""
        ),
        (language("not sent", "보내지 않음"), String(status.unsent)),
        (language("kept until a backup has it", "백업될 때까지 보관"), String(status.kept)),
        (
          language("files to upload", "올릴 파일"),
          status.filesToUpload == 0 ? "0" : "\(status.filesToUpload) (\(status.bytesToUpload) B)"
        ),
        (language("files not uploaded", "올리지 못한 파일"), String(status.filesGivenUp)),
        (
          language("last failure", "마지막 실패"),
          status.failures == 0 ? "" : "\(status.failure) ×\(status.failures)"
        ),
      ]))
    try tellQueue(folder)
    for file in try folder.client.files() where file.state == .givenUp {
      let name = DisplayWidth.harmless(file.attachment.name)
      try Console.print(
        "\(language("file not uploaded", "올리지 못한 파일")) \(FieldFolder.fileID(file.attachment)): "
          + "\(name): \(FieldWords.reason(file.reason, language))")
    }
    if !status.isRevoked && !status.isLeaseOver {
      for draft in try folder.client.drafts() {
        if let words = FieldWords.refused(draft, language) { try Console.print(words) }
      }
    }
    try Console.flush()
    if status.refused > 0 {
      Console.note(
        language(
          "next: do again what was refused, then pcrm field dismiss",
          "다음: 거부된 것을 다시 하고 pcrm field dismiss로 지우십시오."))
    }
    try folder.noteUnsent()
  }

  /// What has no answer, and what was not done as it was meant.
  private func tellQueue(_ folder: FieldFolder) throws {
    let language = Language.current
    for entry in try folder.client.queue() {
      let words = FieldWords.change(entry.mutation, language)
      if let result = entry.result {
        if entry.isToBeSeen {
          try Console.print("\(FieldWords.result(result, language)): \(words)")
        }
      } else {
        let state =
          entry.state == .waiting
          ? language("waits", "대기") : language("sent, no answer", "보냈으나 답이 없음")
        try Console.print("\(state) #\(entry.mutation.n): \(words)")
      }
    }
  }
}

extension FieldQueueEntry {
  /// It was not done as it was meant, and whoever made it has not noted that.
  var isToBeSeen: Bool {
    guard let outcome = result?.outcome, !isSeen else { return false }
    return ![.applied, .merged, .duplicate].contains(outcome)
  }
}
