import Testing

/// The rules that the contract keeps, for those who add to it.
@Suite struct ContractStyleTests {
  @Test("Everything is commented for the person who calls it")
  func comments() throws {
    let declarations = try ContractText.declarations()
    #expect(declarations.count > 500, "the text is read at all")
    let bare = declarations.filter { $0.comment.isEmpty }.map { "\($0.place): \($0.line)" }
    #expect(bare == [])
  }

  @Test("No proto3 optional and no maps, which protoc-c refuses")
  func plainFields() throws {
    for file in try ContractText.files(in: "proto", ending: ".proto") {
      #expect(file.text.firstMatch(of: /\n *optional |\bmap</) == nil, "\(file.path)")
    }
  }

  @Test("Enums begin with UNSPECIFIED and prefix their values with their name")
  func enums() {
    for enumeration in CEnum.all where enumeration.name.hasPrefix("pcrm.v1.") {
      let name = enumeration.name.dropFirst("pcrm.v1.".count)
      let prefix =
        name.enumerated().map { $1.isUppercase && $0 > 0 ? "_\($1)" : $1.uppercased() }.joined()
        + "_"
      #expect(enumeration.values[0] == prefix + "UNSPECIFIED", "\(enumeration.name)")
      let odd = enumeration.values.values.filter { !$0.hasPrefix(prefix) }
      #expect(odd == [], "\(enumeration.name)")
    }
  }

  @Test("Every method with a permission tells how it fails, and every message stands alone")
  func errors() throws {
    for method in try ContractText.methods() where method.comment.contains("Permission:") {
      let tells = method.comment.contains("Fails with") || method.comment.contains("Fails as")
      #expect(tells || method.path.hasSuffix("/GetServerStatus"), "\(method.path)")
    }
  }

  /// Reasons for whoever starts a server or takes a backup; no caller sees them.
  static let atStart: Set = [
    "BACKUP_DAMAGED", "DATA_FOLDER", "DATA_IN_USE", "FILE_EXISTS", "NOT_DURABLE", "SCHEMA_CHANGED",
    "SCHEMA_NEWER", "SECRET_KEY",
  ]

  @Test("Every reason that the contract explains is given somewhere")
  func noStaleReasons() throws {
    let code = try ContractText.files(in: "Sources", ending: ".swift").map(\.text).joined()
    #expect(try ContractText.reasons().filter { !code.contains("\"\($0)\"") }.sorted() == [])
  }

  @Test("Every reason that the code gives is explained in the contract")
  func reasons() throws {
    let explained = try ContractText.reasons()
    #expect(explained.count > 30, "the list is read at all")
    let known = explained.union(Self.atStart)
    for file in try ContractText.files(in: "Sources", ending: ".swift") {
      for match in file.text.matches(of: /(?:reason: |precondition\(\s*)"([A-Z_]{4,})"/) {
        let reason = String(match.1)
        if !known.contains(reason) { Issue.record("\(file.path) gives \(reason)") }
      }
    }
  }
}
