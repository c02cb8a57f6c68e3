import Foundation

/// A file that answers are to be kept in.
struct AnswerFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Refuses a place where nothing can be written, before anybody is asked anything.
  ///
  /// It is tried with a file of its own beside it, as the answers will be: what is there is not touched.
  func tryOut() throws {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isFolder.boolValue, !isThere || FileManager.default.isWritableFile(atPath: path) else {
      throw refusal
    }
    let trial = URL(filePath: path).deletingLastPathComponent()
      .appending(path: ".pcrm-\(UUID().uuidString)")
    guard (try? Data().write(to: trial)) != nil else { throw refusal }
    try? FileManager.default.removeItem(at: trial)
  }

  /// Puts a text in the place of what is there; false when that cannot be done.
  func write(_ text: String) -> Bool {
    (try? text.write(toFile: path, atomically: true, encoding: .utf8)) != nil
  }

  private var refusal: CommandFailure {
    .usage(Language.current("\(path): cannot be written", "\(path): 쓸 수 없습니다."))
  }
}
