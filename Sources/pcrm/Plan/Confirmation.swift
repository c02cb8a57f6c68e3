import Glibc

/// A question before something is changed.
enum Confirmation {
  /// Goes on after a yes; anything else ends the command, and nothing was changed.
  static func ask(_ question: String) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure.usage(
        "nobody is there to be asked; give --yes to apply, or --dry-run to see only")
    }
    Console.writeNow("\(question) [y/N] ", to: STDERR_FILENO)
    var lines = InputLines()
    let answer = try lines.next()?.trimmed.lowercased() ?? ""
    guard ["y", "yes", "예", "네"].contains(answer) else {
      throw CommandFailure(code: 1, message: "not applied")
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
