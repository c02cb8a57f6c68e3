import Foundation
import Import
import Testing

@Suite struct PresetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/examples/presets").standardized

  /// The texts in the programs and the files that people read and copy are the same.
  @Test(arguments: Preset.all.map(\.name)) func standsInTheExamples(_ name: String) throws {
    let preset = try #require(Preset.named(name))
    let file = Self.folder.appending(path: "\(name).yaml")
    #expect(try String(contentsOf: file, encoding: .utf8) == preset.text)
    #expect(!preset.summary.isEmpty && !preset.summary.hasSuffix("."))
  }

  @Test func hasNoExampleBeside() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Preset.all.map { "\($0.name).yaml" }))
  }
}
