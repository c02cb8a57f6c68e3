import ArgumentParser
import Import
import PCRMCore
import TTRPC

/// How a command ends that did not simply do its work: the exit code, and what is said.
///
/// 0 help and the like; 1 a refused call; 2 usage, or a file that cannot be read; 3 no connection;
/// 130 Ctrl-C; 141 nobody reads the output any more.
struct Ending: Equatable {
  var code: Int32
  var output = ""
  var complaint = ""

  init(_ error: any Error) {
    switch error {
    case let status as Status where status.info.reason == "CONNECTION_LOST":
      self.init(code: 3, complaint: Self.said(status))
    case let status as Status where status.code == .cancelled && Task.isCancelled:
      self.init(code: 130, complaint: "pcrm: interrupted")
    case let status as Status:
      self.init(code: 1, complaint: Self.said(status))
    case let failure as ConnectionFailure:
      self.init(code: 3, complaint: "pcrm: \(failure)")
    case let failure as ImportFailure:
      self.init(code: 2, complaint: "pcrm: \(failure)")
    case let failure as CommandFailure:
      self.init(
        code: failure.code, complaint: failure.message.isEmpty ? "" : "pcrm: \(failure.message)")
    case is CancellationError:
      self.init(code: 130, complaint: "pcrm: interrupted")
    default:
      let success = RootCommand.exitCode(for: error) == .success
      let text = RootCommand.fullMessage(for: error)
      self.init(code: success ? 0 : 2, output: success ? text : "", complaint: success ? "" : text)
    }
  }

  private static func said(_ status: Status) -> String { "pcrm: \(status.said)" }

  private init(code: Int32, output: String = "", complaint: String = "") {
    self.code = code
    self.output = output
    self.complaint = complaint
  }
}

/// A command that cannot go on, with its exit code.
struct CommandFailure: Error {
  var code: Int32
  var message: String

  /// What was asked for makes no sense, or a file is not what it should be.
  static func usage(_ message: String) -> CommandFailure {
    CommandFailure(code: 2, message: message)
  }
}

extension Status {
  /// What a server says, in the language of this run.
  var said: String { StatusWords.text(self, Language.current) }
}
