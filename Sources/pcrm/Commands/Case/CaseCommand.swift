import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case`: matters of customers.
struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Open cases, take them through their stages, record what happens.",
    discussion: """
      A case is named by its number, or by its id.

      EXAMPLES
        pcrm case open injury insured_number=0123456789 --severity ais:3
        pcrm case advance INJ-2026-000001 phone_counselling --reason "called in"
        pcrm case show INJ-2026-000001
      """,
    subcommands: [
      CaseOpen.self, CaseShow.self, CaseList.self, CaseAdvance.self, CasePhaseCommand.self,
      CaseSeverity.self, CaseSuspend.self, CaseResume.self, CaseClose.self, CaseReopen.self,
      CaseMigrate.self, CaseTouchpoint.self, CaseTouchpoints.self, CaseNeeds.self,
      CaseQuality.self, CaseBenefit.self, CaseServices.self, CaseEvents.self,
    ])

  static let service = "pcrm.v1.CaseService"

  /// The id of a case that is named by its number or its id.
  static func id(_ text: String, _ server: Server) async throws -> CaseID {
    if let id = CaseID(text), !id.isEmpty { return id }
    var request = ListCasesRequest()
    request.number = text
    let answer: ListCasesResponse = try await server.call("\(service)/ListCases", request)
    guard let found = answer.cases.first else {
      throw CommandFailure(code: 1, message: "not_found: case \(text)")
    }
    return found.id
  }

  static let columns: [Column<Case>] = [
    Column("NUMBER") { $0.number },
    Column("TYPE") { $0.type },
    Column("STATUS") { $0.status.word },
    Column("STAGE") { $0.stage },
    Column("PHASE") { $0.phase },
    Column("SEVERITY") { severity($0.severity) },
    Column("SUPPORT") { $0.supportGroup.word },
    Column("LEVEL") { $0.managementLevel.word },
    Column("CUSTOMER") { $0.customerID.description },
    Column("OPENED") { $0.openTime.text },
  ]

  static let one: [Column<Case>] = [
    Column("NUMBER") { $0.number },
    Column("ID") { $0.id.description },
    Column("VERSION") { String($0.version) },
    Column("CUSTOMER") { $0.customerID.description },
    Column("TYPE") { "\($0.type), version \($0.typeVersion)" },
    Column("STATUS") { $0.status.word },
    Column("STAGE") { since($0.stage, $0.stageSince) },
    Column("PHASE") { since($0.phase, $0.phaseSince) },
    Column("SEVERITY") { severity($0.severity) },
    Column("SUPPORT GROUP") { $0.supportGroup.word },
    Column("MANAGEMENT LEVEL") { $0.managementLevel.word },
    Column("NEED SCORE") { $0.needScore.map(thousandths) ?? "" },
    Column("OFFICE") { $0.officeID.isEmpty ? "" : $0.officeID.description },
    Column("CASE WORKER") { $0.caseWorkerID.isEmpty ? "" : $0.caseWorkerID.description },
    Column("SUMMARY") { $0.summary },
    Column("DIAGNOSES") { $0.diagnosisCodes.joined(separator: ", ") },
    Column("NEEDS") { $0.needs.joined(separator: ", ") },
    Column("HARDSHIPS") { $0.hardships.joined(separator: ", ") },
    Column("CARE SINCE") { $0.careSince.map(CustomerColumns.date) ?? "" },
    Column("APPROVED") { since($0.approvalKind.word, $0.approveTime) },
    Column("OPENED") { $0.openTime.text },
    Column("SUSPENDED") { $0.suspendTime.text },
    Column("CLOSED") { $0.closeTime.text },
    Column("CHANGED") { $0.updateTime.text },
  ]

  static func severity(_ severity: Severity?) -> String {
    severity.map { "\($0.scheme.word.uppercased()) \($0.grade)" } ?? ""
  }

  /// `1.25` for 1,250 thousandths.
  static func thousandths(_ number: Int64) -> String {
    var digits = String(number.magnitude % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (number < 0 ? "-" : "") + "\(number.magnitude / 1000)"
      + (digits.isEmpty ? "" : ".\(digits)")
  }

  private static func since(_ word: String, _ time: Timestamp?) -> String {
    word.isEmpty ? "" : time.map { "\(word), since \($0.text)" } ?? word
  }
}
