import ArgumentParser

/// The forms in which answers are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Columns for people.
  case table
  /// One JSON document.
  case json
  /// One JSON document a line.
  case ndjson
  /// RFC 4180 with a line of names.
  case csv
}
