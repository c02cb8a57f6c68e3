import ArgumentParser
import FieldClient
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field attach`.
struct FieldAttach: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Attach a file to a visit.",
    discussion: """
      Pictures (JPEG, PNG, WebP), sound (M4A), PDF and plain text, up to 20 MiB. The file is kept \
      encrypted until the server has it, and goes in pieces: a sync that is interrupted goes on \
      where it was.

      EXAMPLES
        pcrm field attach 7d9a01 consent.jpg
        pcrm field attach 7d9a01 scan.pdf --name "동의서.pdf"
      """)

  @OptionGroup var of: FieldVisitOptions

  @Argument(help: "The file.")
  var file: String

  @Option(help: "What it is called, if not as the file.")
  var name: String?

  @Option(help: ArgumentHelp("Its media type, if the file does not show it.", valueName: "type"))
  var type: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(of.visit).visit.id
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw CommandFailure.usage("\(file): cannot be read")
    }
    // One byte more than there may be shows that there are too many.
    guard let data = try handle.read(upToCount: FieldFile.bytesMax + 1) else {
      throw CommandFailure.usage("\(file): is empty")
    }
    let bytes = [UInt8](data)
    guard let type = type ?? FileKind.mediaType(bytes) else {
      throw CommandFailure.usage(
        "\(file): is of no kind that may be attached; "
          + "it must be one of \(FieldFile.mediaTypes.joined(separator: ", "))")
    }
    let called = name ?? (file as NSString).lastPathComponent
    try folder.perform(
      .attach(id, FieldFile(name: called, mediaType: type, bytes: bytes)), on: id)
  }
}

/// What a file is, by what it begins with.
enum FileKind {
  static func mediaType(_ bytes: [UInt8]) -> String? {
    func has(_ text: String, at place: Int = 0) -> Bool {
      bytes.dropFirst(place).starts(with: Array(text.utf8))
    }
    if bytes.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return "image/png" }
    if has("RIFF"), has("WEBP", at: 8) { return "image/webp" }
    if has("%PDF-") { return "application/pdf" }
    if has("ftypM4A", at: 4) || has("ftypmp42", at: 4) || has("ftypisom", at: 4) {
      return "audio/mp4"
    }
    let isText = !bytes.contains { $0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].contains($0) }
    return isText && String(validating: bytes, as: UTF8.self) != nil ? "text/plain" : nil
  }
}

/// `pcrm field file`: what was attached here.
struct FieldFiles: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file",
    abstract: "List what was attached here and how far it is; try again, save or forget it.",
    discussion: """
      EXAMPLES
        pcrm field files
        pcrm field file retry 3f9a
        pcrm field file save 3f9a copy.jpg
        pcrm field file forget 3f9a
      """,
    subcommands: [
      FieldFileList.self, FieldFileRetry.self, FieldFileSave.self, FieldFileForget.self,
    ], defaultSubcommand: FieldFileList.self, aliases: ["files"])
}

/// `pcrm field file list`.
struct FieldFileList: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the files that were attached here and are still kept.",
    discussion: """
      A file is kept until a backup of the server has it. One that could not be uploaded is kept \
      until it is forgotten.

      EXAMPLES
        pcrm field file list
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let files = try folder.client.files()
    let language = Language.current
    let states = files.map { Self.state($0, language) }
    guard folder.output == .table else {
      var listing = Listing(folder.output, Self.csv)
      for file in files { try listing.add(file.attachment) }
      return try listing.end()
    }
    var table = TextTable([
      language("FILE", "파일"), language("STATE", "상태"), language("BYTES", "바이트"),
      language("VISIT", "방문"), "ID",
    ])
    for (file, state) in zip(files, states) {
      let one = file.attachment
      table.add([
        one.name, state, String(one.size), String(one.visitID.description.suffix(6)),
        FieldFolder.fileID(one),
      ])
    }
    if !files.isEmpty { try Console.write(table.text()) }
    try Console.flush()
    if files.isEmpty { Console.note(language("no files", "파일이 없습니다.")) }
    if files.contains(where: { $0.state == .givenUp }) {
      Console.note(
        language(
          "next: pcrm field file retry | save | forget ID",
          "다음: pcrm field file retry | save | forget ID"))
    }
  }

  private static func state(_ file: FieldUpload, _ language: Language) -> String {
    switch file.state {
    case .waiting:
      let share =
        file.attachment.size > 0 ? file.attachment.received * 100 / file.attachment.size : 0
      return language("waits, \(share) %", "대기, \(share) %")
    case .uploaded: return language("on the server", "서버에 있음")
    case .givenUp:
      return language("not uploaded: ", "올리지 못함: ") + FieldWords.reason(file.reason, language)
    }
  }

  private static let csv: [Column<VisitAttachment>] = [
    Column("sha256") { $0.sha256 },
    Column("visit_id") { $0.visitID.description },
    Column("name") { $0.name },
    Column("size") { String($0.size) },
    Column("received") { String($0.received) },
  ]
}

/// `pcrm field file retry`.
struct FieldFileRetry: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Have a file uploaded again that was given up.",
    discussion: """
      EXAMPLES
        pcrm field file retry 3f9a
      """)

  @Argument(help: "The file, as pcrm field files shows it, or the beginning of its name.")
  var file: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let found = try folder.file(file)
    try folder.client.retry(found.attachment)
    Console.note(
      Language.current(
        "the next pcrm field sync tries it again", "다음 pcrm field sync에서 다시 올립니다."))
  }
}

/// `pcrm field file save`.
struct FieldFileSave: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Write a file that is kept here out again.",
    discussion: """
      EXAMPLES
        pcrm field file save 3f9a copy.jpg
      """)

  @Argument(help: "The file, as pcrm field files shows it, or the beginning of its name.")
  var file: String

  @Argument(help: "Where to; nothing is overwritten.")
  var path: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let bytes = try folder.client.bytes(of: try folder.file(file).attachment)
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      throw CommandFailure.usage("\(path): cannot be written, or is there already")
    }
    Console.note(Language.current("saved as \(path)", "\(path)에 저장했습니다."))
  }
}

/// `pcrm field file forget`.
struct FieldFileForget: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Forget a file that could not be uploaded.",
    discussion: """
      EXAMPLES
        pcrm field file forget 3f9a
      """)

  @Argument(help: "The file, as pcrm field files shows it, or the beginning of its name.")
  var file: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let found = try folder.file(file)
    guard found.state == .givenUp else {
      throw CommandFailure(
        code: 1,
        message: Language.current(
          "\(found.attachment.name) was not given up; only such a file can be forgotten",
          "\(found.attachment.name)은(는) 포기한 파일이 아니므로 지울 수 없습니다."))
    }
    try folder.client.forget(found.attachment)
    Console.note(
      Language.current(
        "\(found.attachment.name) is forgotten", "\(found.attachment.name)을(를) 지웠습니다."))
  }
}

extension FieldFolder {
  /// What names a file to people: the first digits of its hash, and of which visit it is when one is attached twice.
  static func fileID(_ file: VisitAttachment) -> String {
    "\(file.sha256.prefix(6))-\(file.visitID.description.suffix(4))"
  }

  /// The file that a text names: its id or the beginning of that, or the beginning of its name.
  func file(_ text: String) throws -> FieldUpload {
    let wanted = text.lowercased()
    let found = try client.files().filter { file in
      Self.fileID(file.attachment).hasPrefix(wanted)
        || file.attachment.name.lowercased().hasPrefix(wanted)
    }
    return try one(found, text, "file", "파일", see: "pcrm field files")
  }
}
