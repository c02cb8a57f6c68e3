import Foundation
import PCRMModel
import ProtobufCodec
import SurveyForms
import Testing

/// The folder of real forms, where there is one.
enum RealForms {
  static let folder = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
    $0.isEmpty ? nil : "\($0)/xlsforms"
  }
  static let isThere = folder != nil
  static let missing: Comment = "PCRM_DATA is not set: this test on real forms did not run"

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = try #require(folder)
    return Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
  }

  static func read(_ file: String, files: FormFiles = .none) throws -> FormImport {
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return try FormImporter.read(bytes(file), name: name, files: files)
  }

  static func all(_ items: [FormItem]) -> [FormItem] {
    items.flatMap { [$0] + all($0.items) }
  }
}

@Suite(.enabled(if: RealForms.isThere, RealForms.missing))
struct RealFormsTests {
  @Test func show() throws {
    for file in ["UCL_Biomass_Plot_Form.xlsx", "choice_filter_test.xlsx", "widgets.expected.xml"] {
      let read = try RealForms.read(file)
      for one in read.diagnoses { print(one.severity, one.reason, one.place, one.message) }
      for one in read.missingFiles { print(one) }
      print(read.questionnaire.json(pretty: true).prefix(3000))
      let out = XFormWriter.write(read.questionnaire)
      try out.write(toFile: "/tmp/g6/\(file).out.xml", atomically: true, encoding: .utf8)
      let again = try FormImporter.read(Array(out.utf8), name: "x")
      try read.questionnaire.json(pretty: true).write(toFile: "/tmp/g6/\(file).1.json", atomically: true, encoding: .utf8)
      try again.questionnaire.json(pretty: true).write(toFile: "/tmp/g6/\(file).2.json", atomically: true, encoding: .utf8)
      for one in again.diagnoses { print("AGAIN", one.severity, one.reason, one.place, one.message) }
    }
  }
}
