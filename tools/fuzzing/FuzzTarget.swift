// What libFuzzer calls: bytes come in, and every law of the codec must hold of what they decode to.
import Glibc
import ProtobufCodec

/// The form that this run is about.
private let isJSON = getenv("FUZZ_FORM").map { String(cString: $0) } == "json"

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  writeSeeds()
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  try? check(Scalars.self, bytes)
  try? check(Presences.self, bytes)
  try? check(Lists.self, bytes)
  try? check(Unpacked.self, bytes)
  try? check(Tree.self, bytes)
  try? check(Choice.self, bytes)
  try? check(Familiar.self, bytes)
  try? check(Keyed.self, bytes)
  try? check(Numbered.self, bytes)
  try? check(Wide.self, bytes)
  try? check(Keeper.self, bytes)
  return 0
}

/// Decodes, and holds what came out to the laws. A refusal is thrown; a broken law stops the program.
private func check<M: Message>(_ type: M.Type, _ bytes: [UInt8]) throws {
  let types: [any Message.Type] = [Tree.self, ProtoDuration.self, AnyMessage.self]
  let message =
    isJSON
    ? try M(json: bytes, ignoringUnknownFields: bytes.count % 2 == 0, types: types)
    : try M(binary: bytes)
  let canonical = message.binary()
  law("decodes what it encoded, to the same bytes") {
    try M(binary: canonical).binary() == canonical
  }
  law("gives back its masked self") {
    if M.keepsUnknownFields { return true }
    let all = FieldMask(paths: M.fieldList.map(\.name))
    return try message.masked(to: all).binary() == canonical
  }
  law("reads the JSON that it wrote") {
    let json = message.json(alwaysPrintZeros: bytes.count % 3 == 0)
    let again = try M(json: json)
    // A NaN's other bits have no place in JSON, so it is the JSON that must agree.
    return again.json() == message.json()
  }
}

private func law(_ name: String, _ holds: () throws -> Bool) {
  do {
    guard try holds() else { fatalError("broken law: \(name)") }
  } catch {
    fatalError("broken law: \(name): \(error)")
  }
}

/// Writes messages to begin with into the folder that `FUZZ_SEEDS` names.
private func writeSeeds() {
  guard let folder = getenv("FUZZ_SEEDS").map({ String(cString: $0) }) else { return }
  var scalars = Scalars()
  scalars.aInt32 = -1
  scalars.aUInt64 = .max
  scalars.aSInt64 = .min
  scalars.aFixed32 = 7
  scalars.aFloat = 0.5
  scalars.aDouble = .infinity
  scalars.aString = "김민수 \u{1F600}\n"
  scalars.aBytes = [0, 255]
  scalars.aGrade = .below
  var lists = Lists()
  lists.aInt32 = [1, 300, -1]
  lists.aDouble = [.nan, 1e300]
  lists.aString = ["", "x"]
  lists.aGrade = [.low, Grade(rawValue: 99)]
  var tree = Tree()
  tree.name = "root"
  tree.left = Tree()
  tree.children = [tree, tree]
  var choice = Choice()
  choice.kind = .aTree(tree)
  choice.after = "after"
  var familiar = Familiar()
  familiar.at = Timestamp(seconds: 1_795_256_100, nanos: 1_000)
  familiar.span = ProtoDuration(seconds: -1, nanos: -500_000_000)
  familiar.mask = FieldMask(paths: ["name", "birth_date.year"])
  familiar.detail = AnyMessage(tree)
  var keyed = Keyed()
  keyed.keys = [Key("ABCD") ?? Key()]
  seed(scalars, folder)
  seed(lists, folder)
  seed(tree, folder)
  seed(choice, folder)
  seed(familiar, folder)
  seed(keyed, folder)
}

private func seed<M: Message>(_ message: M, _ folder: String) {
  let bytes = isJSON ? Array(message.json(types: [Tree.self]).utf8) : message.binary()
  guard let file = fopen("\(folder)/seed-\(M.protoName)", "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}
