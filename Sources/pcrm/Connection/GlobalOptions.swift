import ArgumentParser

/// Where the server is, who calls, and how answers look: options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The server: HOST:PORT or unix:PATH.", valueName: "address"))
  var server: String?

  @Option(help: ArgumentHelp("A file that holds the token.", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "Speak TLS and trust the system's authorities.")
  var tls = false

  @Option(
    help: ArgumentHelp("Speak TLS and trust the authorities in this PEM file.", valueName: "file"))
  var tlsCa: String?

  @Option(help: ArgumentHelp("The client's certificate, PEM.", valueName: "file"))
  var tlsCert: String?

  @Option(help: ArgumentHelp("The key of the client's certificate, PEM.", valueName: "file"))
  var tlsKey: String?

  @Option(
    help: ArgumentHelp("The name in the server's certificate, if not its host.", valueName: "name"))
  var tlsServerName: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for an answer: 500ms, 30s, 2m.", valueName: "duration"))
  var timeout: TimeSpan?

  @Option(name: [.short, .long], help: "How to print.")
  var output: OutputFormat?

  @Option(help: "The language of reasons: en or ko.")
  var language: Language?

  func validate() throws {
    if (tlsCert == nil) != (tlsKey == nil) {
      throw ValidationError("--tls-cert and --tls-key go together; give both or neither")
    }
  }
}

extension GlobalOptions {
  private static let withValue: Set<String> = [
    "--server", "--token-file", "--tls-ca", "--tls-cert", "--tls-key", "--tls-server-name",
    "--timeout", "--output", "-o", "--language",
  ]
  private static let flags: Set<String> = ["--tls"]

  /// Moves options that stand before the command behind it, where the parser looks for them:
  /// `--server X customer list` becomes `customer list --server X`.
  static func hoisted(_ arguments: [String]) -> [String] {
    var moved: [String] = []
    var rest = arguments[...]
    while let word = rest.first {
      let name = String(word.prefix { $0 != "=" })
      if flags.contains(word) || withValue.contains(name) && name != word {
        moved.append(word)
        rest.removeFirst()
      } else if withValue.contains(word), rest.count > 1 {
        moved += rest.prefix(2)
        rest.removeFirst(2)
      } else {
        break
      }
    }
    guard !moved.isEmpty, let first = rest.first, !first.hasPrefix("-") else { return arguments }
    var commands: [any ParsableCommand.Type] = RootCommand.configuration.subcommands
    var path: [String] = []
    while let word = rest.first, let command = commands.first(where: { $0.isCalled(word) }) {
      path.append(word)
      rest.removeFirst()
      commands = command.configuration.subcommands
    }
    // An unknown command: let the parser say so.
    if path.isEmpty { return arguments }
    return path + moved + rest
  }
}

extension ParsableCommand {
  /// Whether this is the command of a name, or of another one that it has.
  fileprivate static func isCalled(_ word: String) -> Bool {
    _commandName == word || configuration.aliases.contains(word)
  }
}

/// A span of time on the command line: `500ms`, `30s`, `2m`, or a bare number of seconds.
struct TimeSpan: ExpressibleByArgument, Equatable {
  var duration: Duration

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int64(digits), number > 0, number <= 1_000_000_000 else { return nil }
    switch argument.dropFirst(digits.count) {
    case "ms": duration = .milliseconds(number)
    case "s", "": duration = .seconds(number)
    case "m": duration = .seconds(number * 60)
    case "h": duration = .seconds(number * 3600)
    default: return nil
    }
  }
}
