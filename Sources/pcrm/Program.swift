import ArgumentParser
import Dispatch
import Foundation
import Import
import PCRMCore
import TTRPC

/// The command line of PCRM.
@main
struct Program {
  static func main() async {
    // A pager that was closed ends the command by an error of write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    let work = Task { await run(Array(CommandLine.arguments.dropFirst())) }
    let interrupted = onInterrupt { work.cancel() }
    let code = await work.value
    interrupted.cancel()
    exit(code)
  }

  /// Parses the arguments, does what they ask for, and answers with the exit code.
  static func run(_ arguments: [String]) async -> Int32 {
    do {
      var command = try RootCommand.parseAsRoot(GlobalOptions.hoisted(arguments))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      try Console.flush()
      return 0
    } catch {
      let ending = Ending(error)
      try? Console.flush()
      if !ending.output.isEmpty { Console.writeNow(ending.output + "\n", to: STDOUT_FILENO) }
      if !ending.complaint.isEmpty {
        Console.writeNow(ending.complaint + "\n", to: STDERR_FILENO)
      }
      return ending.code
    }
  }

  /// The first Ctrl-C lets the command end in order; the second one ends it at once.
  private static func onInterrupt(_ act: @escaping @Sendable () -> Void) -> any DispatchSourceSignal
  {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    let first = Once()
    source.setEventHandler {
      guard first.take() else { _exit(130) }
      act()
    }
    source.resume()
    return source
  }
}
