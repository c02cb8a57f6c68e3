import ArgumentParser
import Foundation
import PCRMCore
import PCRMModel
import SurveyForms
import TTRPC

/// Which questionnaire a command is about: one of the server's, or one in a file.
struct FormSource: ParsableArguments {
  @Argument(help: "The questionnaire's code.")
  var name: String?

  @Option(
    help: ArgumentHelp("A form instead: .xlsx (XLSForm) or .xml (XForms).", valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("form-version"),
    help: ArgumentHelp("An earlier version.", valueName: "number"))
  var version: Int64 = 0

  func validate() throws {
    if (name == nil) == (file == nil) {
      throw ValidationError("give either a questionnaire's code or --file")
    }
    if version < 0 { throw ValidationError("--form-version must be 1 or more") }
  }

  /// The questionnaire, and how answers are to be printed; only one of the server's needs the server.
  func read(_ global: GlobalOptions) async throws -> (Questionnaire, OutputFormat) {
    if let file {
      let output = try Offline.begin(global)
      let read = try FormPath(file).read()
      try Offline.refuseUnusable(read, file)
      return (read.questionnaire, output)
    }
    let server = try await Server.connect(global)
    do {
      var request = GetQuestionnaireRequest()
      request.name = name ?? ""
      request.version = version
      let found: Questionnaire = try await server.call(
        "\(SurveyCommand.service)/GetQuestionnaire", request)
      await server.close()
      return (found, server.output)
    } catch {
      await server.close()
      throw error
    }
  }
}

/// Commands that need no server.
enum Offline {
  /// Takes over the language of this run; answers with the form of output.
  static func begin(_ flags: GlobalOptions) throws -> OutputFormat {
    let environment = ProcessInfo.processInfo.environment
    var local = flags
    // A token that is not needed is not looked for.
    local.tokenFile = nil
    let file = try ConfigFile.read(environment: environment)
    let settings = try Settings(
      local, environment: environment.filter { $0.key != "PCRM_TOKEN_FILE" },
      file: file.withoutToken)
    Language.current = settings.language
    return settings.output
  }

  static func refuseUnusable(_ read: FormImport, _ file: String) throws {
    guard !read.isUsable else { return }
    let errors = read.diagnoses.count { $0.severity == .error }
    throw CommandFailure(
      code: 1,
      message: Language.current(
        "\(file): \(errors) errors; see pcrm survey import \(file) --check",
        "\(file): 오류 \(errors)건. pcrm survey import \(file) --check 로 확인하십시오."))
  }
}

extension ConfigFile {
  fileprivate var withoutToken: ConfigFile {
    var file = self
    file.tokenFile = nil
    return file
  }
}

/// A form in a file, with what lies beside it.
struct FormPath {
  let path: String

  init(_ path: String) { self.path = path }

  func read() throws -> FormImport {
    let limits = FormFileLimits()
    try checkIsFile()
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: limits.fileBytesMax + 1) ?? Data()
    else { throw CommandFailure.usage("\(path): cannot be read") }
    if data.isEmpty {
      throw CommandFailure.usage(Language.current("\(path): is empty", "\(path): 빈 파일입니다."))
    }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    do throws(FormRefusal) {
      return try FormImporter.read(
        Array(data), name: url.deletingPathExtension().lastPathComponent,
        files: Self.files(in: folder), limits: limits)
    } catch {
      throw CommandFailure(
        code: 2, message: "\(path): \(DiagnosisWords.text(error, Language.current))")
    }
  }

  /// Says what a path without a form in it is.
  private func checkIsFile() throws {
    let language = Language.current
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure.usage(language("\(path): no such file", "\(path): 파일이 없습니다."))
    }
    if isFolder.boolValue {
      throw CommandFailure.usage(language("\(path): is a folder", "\(path): 폴더입니다."))
    }
  }

  /// Files in the form's own folder, or in the folder "media" in it; names that lead elsewhere are
  /// not followed.
  private static func files(in folder: URL) -> FormFiles {
    @Sendable func url(_ name: String) -> URL? {
      guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), name != ".." else {
        return nil
      }
      return [folder, folder.appending(path: "media")].map { $0.appending(path: name) }
        .first { FileManager.default.fileExists(atPath: $0.path) }
    }
    return FormFiles(
      has: { url($0) != nil },
      read: { name in
        guard let found = url(name), let handle = FileHandle(forReadingAtPath: found.path),
          let data = try? handle.read(upToCount: FormFileLimits().fileBytesMax)
        else { return nil }
        return Array(data)
      })
  }
}
