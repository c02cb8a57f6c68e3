import Foundation
import Glibc
import Import

/// The file of rejected records: `line,field,reason`. It is made when the first one comes.
final class RejectionReport {
  let path: String
  private var file: FileHandle?

  init(path: String) {
    self.path = path
  }

  /// `FILE.rejected.csv` beside the file, or here when that folder takes no files.
  static func path(beside file: String) -> String {
    let folder = (file as NSString).deletingLastPathComponent
    let name = (file as NSString).lastPathComponent + ".rejected.csv"
    let writable = access(folder.isEmpty ? "." : folder, W_OK) == 0
    return writable ? (folder as NSString).appendingPathComponent(name) : name
  }

  /// Takes the report of an earlier run away: it would be read as this one's.
  func removeOld() throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    // Only what is surely a report is taken away.
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    guard let text, text.isEmpty || text.hasPrefix("line,field,reason") else {
      throw CommandFailure.usage(
        "\(path) is there and is no report of rejected rows; name another with --report")
    }
    try FileManager.default.removeItem(atPath: path)
  }

  func add(_ rejection: Rejection) throws {
    if file == nil { try write(CSVText.record(["line", "field", "reason"])) }
    try write(CSVText.record([String(rejection.line), rejection.field, rejection.reason]))
  }

  func close() throws {
    try file?.close()
    file = nil
  }

  private func write(_ text: String) throws {
    if file == nil {
      guard FileManager.default.createFile(atPath: path, contents: nil),
        let opened = FileHandle(forWritingAtPath: path)
      else {
        throw CommandFailure.usage(
          "\(path) cannot be written; name a place for rejected rows with --report")
      }
      file = opened
    }
    try file?.write(contentsOf: Data(text.utf8))
  }
}
