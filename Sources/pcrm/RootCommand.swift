import ArgumentParser

/// `pcrm`: everything below it.
struct RootCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pcrm",
    abstract: "Work with a PCRM server.",
    discussion: """
      The server, the token and the form of output come from flags, else from the environment \
      (PCRM_SERVER, PCRM_TOKEN or PCRM_TOKEN_FILE, PCRM_OUTPUT, PCRM_TLS_CA), else from \
      ~/.config/pcrm/config.yaml or the file that PCRM_CONFIG names (keys server, token_file, \
      output, tls_ca), else the server is 127.0.0.1:7420.

      EXAMPLES
        export PCRM_TOKEN_FILE=/var/lib/pcrm/admin.token
        pcrm status
        pcrm customer list --page-size 5
        pcrm --server unix:/run/pcrm.sock customer lookup --phone 010-1234-5678
        pcrm call pcrm.v1.CustomerService/ListCustomers '{"pageSize": 1}'
        pcrm describe pcrm.v1.Customer

      EXIT CODES
        0 done; 1 the server refused, or rows of an import were rejected; 2 wrong usage or an \
      unreadable file; 3 no connection; 130 interrupted.

      COMPLETION
        pcrm --generate-completion-script bash > /etc/bash_completion.d/pcrm  (also zsh, fish)
      """,
    version: ProgramVersion.text,
    subcommands: [
      CustomerCommand.self, CaseCommand.self, ClassifyCommand.self, SegmentCommand.self,
      AssignmentCommand.self, ProgrammeCommand.self, VisitCommand.self, FieldCommand.self,
      SurveyCommand.self, CalendarCommand.self,
      CaseTypeCommand.self, PresetCommand.self, CallCommand.self, DescribeCommand.self,
      StatusCommand.self, TokenCommand.self, PrincipalCommand.self, SchemaCommand.self,
    ])
}

/// The version of this program.
enum ProgramVersion {
  static let text = "0.1.0"
}
