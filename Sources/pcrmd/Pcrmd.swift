import ArgumentParser

/// The daemon: serves by default; the other commands work on a data folder.
@main
struct Pcrmd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcrmd",
    abstract: "The PCRM server.",
    discussion: """
      EXAMPLES
        pcrmd --data /var/lib/pcrm --listen 127.0.0.1:7420
        pcrmd --data /var/lib/pcrm --listen '[::]:7420' --tls-cert server.pem --tls-key server.key
        pcrmd backup --data /var/lib/pcrm --to /backup/pcrm-2026-11-21.db
        pcrmd verify --data /var/lib/pcrm
      """,
    version: Version.text,
    subcommands: [
      Serve.self, BackupCommand.self, RestoreCommand.self, VerifyCommand.self, SampleCommand.self,
    ],
    defaultSubcommand: Serve.self)
}

/// What `--version` prints and the server's status answers.
enum Version {
  static let text = "0.1.0"
}
