/// A document that ships with the programs, to be applied as it is or copied and changed.
///
/// docs/examples/presets has the same texts as files; a test holds the two together.
public struct Preset: Sendable {
  /// What the document says, and so by which command it is applied.
  public enum Kind: String, Sendable, CaseIterable {
    /// `pcrm casetype apply`
    case caseTypes = "casetype"
    /// `pcrm segment apply`
    case segments = "segment"
    /// `pcrm classify apply`
    case scheme = "classify"
    /// `pcrm classify needs apply`
    case needWeights = "classify needs"
    /// `pcrm classify models apply`
    case serviceModels = "classify models"
    /// `pcrm assignment matrix apply`
    case dutyMatrix = "assignment matrix"
    /// `pcrm assignment authority apply`
    case authority = "assignment authority"
    /// `pcrm assignment qualifications apply`
    case qualifications = "assignment qualifications"
    /// `pcrm programme weights apply`
    case loadWeights = "programme weights"
    /// `pcrm programme staffing apply`
    case staffing = "programme staffing"
    /// `pcrm visit plan apply`
    case visitPlans = "visit plan"
    /// `pcrm visit rules apply`
    case visitRules = "visit rules"
  }

  /// What `--preset` calls it.
  public let name: String
  public let kind: Kind
  /// What it is, in one line.
  public let summary: String
  /// The document, YAML.
  public let text: String

  init(_ name: String, _ kind: Kind, _ summary: String, text: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.text = text + "\n"
  }

  /// The preset of a name; nil if there is none.
  public static func named(_ name: String) -> Preset? { all.first { $0.name == name } }
}
