import Foundation
import Glibc

/// Colours, where the output is a terminal that wants them.
struct Ink {
  let isOn: Bool

  /// Standard output: no colours into files, nor where NO_COLOR is set or the terminal is dumb.
  static let output: Ink = {
    let environment = ProcessInfo.processInfo.environment
    return Ink(
      isOn: isatty(STDOUT_FILENO) == 1 && environment.given("NO_COLOR") == nil
        && environment["TERM"] != "dumb")
  }()

  func bold(_ text: String) -> String { marked(text, "1") }
  func dim(_ text: String) -> String { marked(text, "2") }
  func red(_ text: String) -> String { marked(text, "31") }
  func green(_ text: String) -> String { marked(text, "32") }
  func yellow(_ text: String) -> String { marked(text, "33") }

  private func marked(_ text: String, _ code: String) -> String {
    isOn ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
