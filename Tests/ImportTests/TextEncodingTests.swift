import Foundation
import Import
import Testing

@Suite struct TextEncodingTests {
  @Test func readsEverySyllableOfCP949() throws {
    // "똠방각하 펲시콜라 쩶": syllables that EUC-KR lacks and CP949 has.
    let bytes: [UInt8] = [0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf]
    #expect(TextEncoding.cp949.text(bytes) == "똠방각하")
  }

  @Test(arguments: ["cp949", "CP949", "euc-kr", "EUC_KR", "ms949", "ks_c_5601-1987", "windows-949"])
  func knowsTheNamesOfCP949(_ name: String) {
    #expect(TextEncoding(name: name) == .cp949)
  }

  @Test(arguments: ["utf-16", "UTF-16LE", "ISO-2022-KR", "no such set", ""])
  func refusesWhatIsNoASCII(_ name: String) {
    #expect(TextEncoding(name: name) == nil)
  }

  @Test(arguments: [[0xff], [0x8c], [0xb0, 0xa2, 0xc7], [0x80, 0x41]] as [[UInt8]])
  func refusesBrokenCP949(_ bytes: [UInt8]) {
    #expect(TextEncoding.cp949.text(bytes) == nil)
  }

  @Test(
    arguments: [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]]
      as [[UInt8]])
  func refusesBrokenUTF8(_ bytes: [UInt8]) {
    #expect(TextEncoding.utf8.text(bytes) == nil)
  }

  struct File: Sendable, CustomTestStringConvertible {
    var what: String
    var bytes: [UInt8]
    var encoding: TextEncoding
    var testDescription: String { what }
  }

  static let korean: [UInt8] = [0xb1, 0xe8, 0xb9, 0xce, 0xbc, 0xf6]  // 김민수 in CP949

  static let files: [File] = [
    File(what: "ASCII", bytes: Array("a,b\n1,2\n".utf8), encoding: .utf8),
    File(what: "UTF-8", bytes: Array("이름\n김민수\n".utf8), encoding: .utf8),
    File(
      what: "UTF-8 with a mark", bytes: [0xef, 0xbb, 0xbf] + Array("이름\n".utf8), encoding: .utf8),
    File(what: "CP949", bytes: Array("name\n".utf8) + korean + [0x0a], encoding: .cp949),
    File(
      what: "UTF-8 with one broken row",
      bytes: Array("이름\n김민수\n홍길동\n".utf8) + [0xff, 0x0a], encoding: .utf8),
    File(
      what: "CP949 with one broken row",
      bytes: korean + [0x0a] + korean + [0x0a, 0xff, 0x0a], encoding: .cp949),
  ]

  @Test(arguments: files) func findsOutTheEncoding(_ file: File) throws {
    let path = try TemporaryFile(file.bytes)
    #expect(try EncodingDetector.detect(path: path.path) == file.encoding)
  }

  @Test func saysThatAFileIsUTF16() throws {
    let path = try TemporaryFile([0xff, 0xfe, 0x61, 0x00])
    #expect(throws: ImportFailure.self) { try EncodingDetector.detect(path: path.path) }
  }
}

/// A file that goes away with its test.
final class TemporaryFile {
  let path: String

  init(_ bytes: [UInt8], name: String = "file") throws {
    let folder = NSTemporaryDirectory() + "pcrm-import-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String, name: String = "file") throws {
    try self.init(Array(text.utf8), name: name)
  }

  deinit {
    try? FileManager.default.removeItem(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }
}
