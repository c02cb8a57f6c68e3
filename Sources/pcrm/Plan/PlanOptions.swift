import ArgumentParser

/// What every command that applies a document takes.
struct PlanOptions: ParsableArguments {
  @Argument(help: "The document, YAML or JSON; - for standard input.")
  var file: String?

  @Option(
    help: ArgumentHelp(
      "A document that ships with this program, instead of a file; see pcrm preset list.",
      valueName: "name"))
  var preset: String?

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Apply without asking.")
  var yes = false

  func validate() throws {
    if (file == nil) == (preset == nil) {
      throw ValidationError(
        "give either a file or --preset; pcrm preset list names those there are")
    }
    if dryRun && yes { throw ValidationError("--dry-run and --yes contradict each other") }
    if file == "-" && !yes && !dryRun {
      throw ValidationError(
        "a document from standard input leaves nobody to ask; give --yes or --dry-run")
    }
  }
}
