import Import
import PCRMCore
import PCRMModel
import Testing

/// The case types that ship keep the rules that the server holds every case type to.
@Suite struct CaseTypePresetTests {
  @Test(arguments: Preset.all.filter { $0.kind == .caseTypes }.map(\.name))
  func isTaken(_ name: String) throws {
    let preset = try #require(Preset.named(name))
    let document = try Document<CaseTypeDocument>(preset.text, name: name).content
    #expect(throws: Never.self) { try document.check("document") }
    #expect(!document.caseTypes.isEmpty)
  }

  /// Would catch an injury cycle that is not the one of the accounts: seven stages and five phases beside them, with a
  /// register that says what to expect, to give and to improve, and a case worker from the approval on.
  @Test func injuryCycle() throws {
    let preset = try #require(Preset.named("injury-cycle"))
    let type = try Document<CaseTypeDocument>(preset.text, name: "injury").content.caseTypes[0]
    #expect(type.stages.count == 7 && type.phases.count == 5)
    #expect(Set(type.severitySchemes) == [.ais, .aaam])
    for rule in type.stages.flatMap(\.touchpoints) {
      #expect(!rule.expectedState.isEmpty && !rule.serviceGiven.isEmpty, "\(rule.code)")
      #expect(!rule.improvementWanted.isEmpty, "\(rule.code)")
    }
    let approvals = type.stages.flatMap(\.transitions).filter { $0.approval.rawValue != 0 }
    #expect(!approvals.isEmpty)
    for way in approvals { #expect(type.stage(way.to)?.needsCaseWorker == true, "\(way.to)") }
    #expect(type.services.contains { $0.basis == .statutory })
    #expect(type.services.contains { $0.basis == .extra })
    #expect(type.benefitKind("average_wage")?.reopens.isEmpty == false)
  }
}
