public import PCRMModel

/// What the columns of a delimited file mean: which field of a customer each one fills, and how.
public struct Mapping: Sendable, Equatable {
  /// The scheme of the external id by which a row finds its customer again.
  public var key: String
  /// The file's encoding; nil = found out.
  public var encoding: TextEncoding?
  /// What stands between two fields.
  public var delimiter = UInt8(ascii: ",")
  /// Where verbatim columns say that they came from.
  public var source = "csv"
  /// What to do with columns that the mapping does not name.
  public var unmapped = Unmapped.keep
  /// Values that every customer of the file gets.
  public var constants: [Constant] = []
  /// The columns, in the order in which they are written down.
  public var columns: [Column] = []

  /// What to do with columns that the mapping does not name.
  public enum Unmapped: String, Sendable {
    /// Keep them word by word as imported properties.
    case keep
    /// Leave them out.
    case ignore
    /// Do not import the file.
    case refuse
  }

  /// A value that every customer of the file gets.
  public struct Constant: Sendable, Equatable {
    /// The field.
    public var rule: Rule
    /// The value, written as a cell would write it.
    public var value: String
  }

  /// One column of the file.
  public struct Column: Sendable, Equatable {
    /// Its name in the first line.
    public var name: String
    /// What happens with it.
    public var rule: Rule
  }

  /// How a cell becomes a field.
  public struct Rule: Sendable, Equatable {
    /// The field.
    public var target: MappingTarget
    /// A row without a value is rejected.
    public var required = false
    /// Cells that mean "no value", besides empty ones.
    public var absent: Set<String> = []
    /// What to read instead of certain cells.
    public var values: [String: String] = [:]
    /// What stands between two values in a cell, for fields that are lists; empty = one value.
    public var separator = ""
    /// Label of a contact point or address.
    public var label = ""
    /// Purpose of a contact point.
    public var purpose = ""
    /// The contact point or address is the first of its kind.
    public var primary = false
    /// The contact point is not to be used.
    public var doNotContact = false
    /// Calendar of a date.
    public var calendar = Calendar.unspecified
    /// Declaration of an extension field.
    public var declaration: ExtensionField?

    /// Makes a rule for this field.
    public init(_ target: MappingTarget) {
      self.target = target
    }
  }

  /// The extension fields that the mapping fills, as the schema must declare them.
  public var extensionFields: [ExtensionField] {
    var fields: [ExtensionField] = []
    for rule in constants.map(\.rule) + columns.map(\.rule) {
      guard let field = rule.declaration, !fields.contains(where: { $0.name == field.name }) else {
        continue
      }
      fields.append(field)
    }
    return fields
  }
}
