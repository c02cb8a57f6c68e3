import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify`: what kind of support a case gets, and who decided so.
struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Apply rules of classification, propose by them, sign off, override, and see why.",
    discussion: """
      Support group and management level are two things and never mixed. Rules propose, a team signs \
      off, somebody may override until a day.

      EXAMPLES
        pcrm classify apply --preset management-levels
        pcrm classify propose INJ-2026-000001 management_level
        pcrm classify sign-off INJ-2026-000001 management_level --team 0101-T2 --member E0001 \\
          --member E0002
        pcrm classify show INJ-2026-000001
      """,
    subcommands: [
      ClassifyApply.self, ClassifyPreview.self, ClassifyList.self, ClassifyScheme.self,
      ClassifyPropose.self, ClassifySignOff.self, ClassifyOverride.self, ClassifyLift.self,
      ClassifyShow.self, ClassifyHistory.self, ClassifyEvents.self, ClassifyRerun.self,
      ClassifyProposals.self, ClassifyDue.self, ClassifyNeeds.self, ClassifyModels.self,
    ])

  static let service = "pcrm.v1.ClassificationService"

  /// What a decision decides, in a word: `priority`, `intensive`.
  static func result(_ decision: Classification) -> String {
    result(decision.supportGroup, decision.managementLevel)
  }

  static func result(_ group: SupportGroup, _ level: ManagementLevel) -> String {
    let word = group == .unspecified ? level.word : group.word
    return word.isEmpty ? "none" : word
  }

  /// Why, in the caller's language, else in the other one.
  static func reason(_ decision: Classification) -> String {
    let texts =
      Language.current == .ko
      ? [decision.reasonKo, decision.reasonEn] : [decision.reasonEn, decision.reasonKo]
    return texts.first { !$0.isEmpty } ?? ""
  }

  static let columns: [Column<Classification>] = [
    Column("NO") { String($0.number) },
    Column("KIND") { $0.kind.word },
    Column("RESULT") { result($0) },
    Column("STATE") { $0.state.word },
    Column("BY") { $0.origin.word },
    Column("SCHEME") { $0.scheme.isEmpty ? "" : "\($0.scheme) v\($0.schemeVersion)" },
    Column("RULE") { $0.rule },
    Column("REASON") { reason($0) },
    Column("MADE") { $0.createTime.text },
    Column("ID") { $0.id.description },
  ]
}
