import ProtobufCodec
import Testing

@Suite struct FieldListTests {
  @Test func listsSayWhatTheContractSays() {
    let fields = Choice.fieldList
    #expect(fields.map(\.number) == Array(1...21))
    #expect(fields[0].name == "before")
    #expect(fields[0].label == .singular)
    #expect(fields[1].label == .member)
    #expect(fields[1].name == "a_int32")
    #expect(fields[1].jsonName == "aInt32")
    guard case .message(let type) = fields[17].kind else {
      Issue.record("a_tree is no message")
      return
    }
    #expect(type.protoName == "pcrm.testing.Tree")
    #expect(type.fieldList.map(\.name) == ["name", "left", "right", "children"])
    #expect(type.fieldList.map(\.label) == [.singular, .optional, .optional, .repeated])
    #expect(Lists.fieldList[0].isPacked)
    #expect(!Unpacked.fieldList[0].isPacked)
    #expect(!Lists.fieldList[13].isPacked)
    #expect(Keeper.keepsUnknownFields)
    #expect(!Scalars.keepsUnknownFields)
  }

  @Test func keptFieldsStandAsTheyCame() throws {
    let bytes: [UInt8] = [8, 1, 0xBB, 1, 8, 1, 0xBC, 1, 114, 1, 97, 0x98, 6, 5]
    let keeper = try Keeper(binary: bytes)
    #expect(keeper.unknown.bytes == [0xBB, 1, 8, 1, 0xBC, 1, 0x98, 6, 5])
    #expect(keeper.aString == "a")
    #expect(keeper.binary() == [8, 1, 114, 1, 97, 0xBB, 1, 8, 1, 0xBC, 1, 0x98, 6, 5])
    // A known number in another wire type is as unknown as any.
    #expect(try Keeper(binary: [10, 1, 7]).unknown.bytes == [10, 1, 7])
  }
}
