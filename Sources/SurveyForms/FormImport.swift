public import PCRMModel

/// What a form's file was read as.
public struct FormImport: Sendable {
  public var questionnaire: Questionnaire
  /// What is not as it should be, in the order of the file.
  public var diagnoses: [Diagnosis]
  /// How many more there were than are told.
  public var diagnosesLeftOut = 0
  /// Files that the form names and that are not beside it.
  public var missingFiles: [MissingFile]

  /// Nothing was left out that has to be mended first.
  public var isUsable: Bool { !diagnoses.contains { $0.severity == .error } }
}

/// A file that a form names and that was not there.
public struct MissingFile: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// Choices, or a table to look things up in.
    case table
    case image, audio, video
  }

  public var name: String
  public var kind: Kind
  /// Where it is named, as "survey row 16".
  public var places: [String]
}

/// The files that lie beside a form.
public struct FormFiles: Sendable {
  /// Whether there is a file of this name.
  public var has: @Sendable (String) -> Bool
  /// Its bytes; nil when there is none, or it cannot be read.
  public var read: @Sendable (String) -> [UInt8]?

  public init(
    has: @escaping @Sendable (String) -> Bool, read: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.has = has
    self.read = read
  }

  /// No files at all.
  public static let none = FormFiles(has: { _ in false }, read: { _ in nil })
}
