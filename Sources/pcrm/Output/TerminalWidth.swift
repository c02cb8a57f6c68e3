import Foundation
import Glibc

/// How many columns the terminal has.
enum TerminalWidth {
  private static let unknown = 120

  /// What COLUMNS says, else the terminal; a usual width where the output is none.
  static var columns: Int {
    if let text = ProcessInfo.processInfo.environment.given("COLUMNS"), let number = Int(text),
      (20...1000).contains(number)
    {
      return number
    }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return unknown
    }
    return Int(size.ws_col)
  }
}
