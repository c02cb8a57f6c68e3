import Foundation
import PCRMModel
import ProtobufCodec
import Testing

@testable import Import

/// The folder of real data, where there is one.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
    $0.isEmpty ? nil : $0
  }
  static let isThere = folder != nil
  static let missing: Comment = "PCRM_DATA is not set: this test on real data did not run"
}

@Suite(.enabled(if: RealData.isThere, RealData.missing))
struct RealDataTests {
  static let cards = [
    ("John_Doe_ANDROID.vcf", 6), ("John_Doe_IPHONE.vcf", 1), ("John_Doe_GMAIL.vcf", 1),
    ("John_Doe_MS_OUTLOOK.vcf", 1),
  ]

  @Test(arguments: cards) func losesNothingOfRealCards(_ name: String, _ count: Int) throws {
    let folder = try #require(RealData.folder)
    let (cards, rejected) = try CardTests.readings("\(folder)/vcards/\(name)")
    #expect(rejected.isEmpty)
    #expect(cards.count == count)
    for card in cards { CardLoss.expectNone(card) }
  }

  @Test func readsThePhotoOfThePhoneWhole() throws {
    let folder = try #require(RealData.folder)
    let card = try #require(
      try CardTests.readings("\(folder)/vcards/John_Doe_IPHONE.vcf").cards.first)
    let photo = try #require(CardTests.kept(card.customer, "PHOTO").first)
    let bytes = try #require(Data(base64Encoded: photo))
    #expect(bytes.starts(with: [0xff, 0xd8, 0xff]))
    #expect(bytes.suffix(2) == Data([0xff, 0xd9]))
  }

  @Test func readsEveryTelcoCustomer() throws {
    let folder = try #require(RealData.folder)
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let yaml = try String(
      contentsOfFile: "\(project)/docs/examples/telco-mapping.yaml", encoding: .utf8)
    let mapping = try Mapping(yaml: yaml)
    var source = try CSVImport(
      path: "\(folder)/telco-customers/WA_Fn-UseC_-Telco-Customer-Churn.csv", mapping: mapping)
    var keys: Set<String> = []
    var values = 0
    while let item = try source.next() {
      guard case .customer(_, let customer) = item else {
        Issue.record("\(item)")
        continue
      }
      keys.insert(customer.externalIDs.first?.value ?? "")
      values += customer.extensions.count
      var stored = customer
      stored.compose()
      try stored.check()
      var schema = ExtensionSchema()
      schema.fields = mapping.extensionFields
      try stored.checkExtensions(schema)
    }
    #expect(keys.count == 7043)
    // 21 columns: the key, the sex, and nineteen of the agency's own, of which eleven cells are blank.
    #expect(mapping.columns.count == 21)
    #expect(values == 7043 * 19 - 11)
    #expect(source.notes == ["TotalCharges: empty in 11 rows, left absent"])
  }
}
