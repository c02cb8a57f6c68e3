import Foundation
import Import

/// A mapping on disk.
enum MappingFile {
  static func read(_ path: String) throws -> Mapping {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure.usage("\(path): cannot be read as UTF-8 text")
    }
    do throws(ImportFailure) {
      return try Mapping(yaml: text)
    } catch {
      throw CommandFailure.usage("\(path): \(error)")
    }
  }
}
