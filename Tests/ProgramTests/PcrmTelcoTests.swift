import Foundation
import Testing

private let realData = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
  $0.isEmpty ? nil : $0
}

@Suite(
  "pcrm: segments over the Telco customers", .serialized,
  .enabled(if: realData != nil, "PCRM_DATA is not set: these tests on real data did not run"))
struct PcrmTelcoTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/examples").standardized.path

  /// The sizes are those that counting the file's rows with other tools gives.
  @Test func segmentsTheRealCustomers() throws {
    let daemon = try Daemon()
    let file = (realData ?? "") + "/telco-customers/WA_Fn-UseC_-Telco-Customer-Churn.csv"
    let imported = try PcrmRun(
      [
        "customer", "import", file, "--mapping", Self.examples + "/telco-mapping.yaml",
        "--create-schema",
      ], on: daemon)
    #expect(imported.code == 0, "\(imported.complaint)")
    let document = Self.examples + "/telco-segments.yaml"
    let plan = try PcrmRun(["segment", "apply", document, "--dry-run"], on: daemon)
    #expect(plan.code == 0 && plan.output.contains("+3875"), "\(plan.output)\(plan.complaint)")
    let applied = try PcrmRun(["segment", "apply", document, "--yes", "--wait"], on: daemon)
    #expect(applied.code == 0, "\(applied.complaint)")
    let list = try PcrmRun(["segment", "list", "-o", "csv"], on: daemon).output
    for (name, size) in Self.sizes {
      #expect(list.contains("\n\(name),rule,\(size),ready,"), "\(name): \(list)")
    }
    let risky = try PcrmRun(
      ["segment", "members", "telco.at-risk", "--page-size", "1", "-o", "csv"], on: daemon)
    let id = try #require(risky.lines.last?.split(separator: ",").first)
    let why = try PcrmRun(["segment", "explain", "telco.at-risk", String(id)], on: daemon)
    #expect(why.output.contains("is in telco.at-risk."), "\(why.complaint)")
    #expect(why.output.contains("ext.payment_method"), "\(why.output)")
    let one = try PcrmRun(
      ["segment", "explain", "telco.left", "telco=7590-VHVEG", "--language", "ko"], on: daemon)
    #expect(one.output.contains("속하지 않습니다"), "\(one.output)\(one.complaint)")
  }

  private static let sizes: [(String, Int)] = [
    ("telco.month-to-month", 3875),
    ("telco.new", 2186),
    ("telco.long-standing", 1483),
    ("telco.pays-by-check", 3977),
    ("telco.without-support", 2553),
    ("telco.high-bill", 1744),
    ("telco.left", 1869),
    ("telco.at-risk", 251),
    ("telco.seniors-alone", 561),
    ("telco.good-customers", 790),
  ]
}
