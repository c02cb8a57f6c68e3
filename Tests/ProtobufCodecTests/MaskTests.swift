import ProtobufCodec
import Testing

@Suite struct MaskTests {
  var tree: Tree {
    var tree = Tree()
    tree.name = "root"
    tree.left = Tree()
    tree.left?.name = "left"
    tree.left?.right = Tree()
    var child = Tree()
    child.name = "child"
    child.left = Tree()
    tree.children = [child, child]
    return tree
  }

  @Test func updatesReplaceWhatTheMaskNames() throws {
    var target = tree
    var patch = Tree()
    patch.name = "new"
    patch.left = Tree()
    patch.left?.name = "new left"
    try target.update(from: patch, mask: FieldMask(paths: ["left.name"]))
    #expect(target.name == "root")
    #expect(target.left?.name == "new left")
    #expect(target.left?.right != nil)
    try target.update(from: patch, mask: FieldMask(paths: ["left", "name"]))
    #expect(target.left == patch.left)
    #expect(target.name == "new")
    try target.update(from: patch, mask: FieldMask(paths: ["children"]))
    #expect(target.children.isEmpty)
    try target.update(from: Tree(), mask: FieldMask(paths: ["left.right.name"]))
    #expect(target.left?.right == nil, "an absent message is not made by clearing in it")
    try target.update(from: tree, mask: FieldMask(paths: ["*"]))
    #expect(target == tree)
    try target.update(from: Tree(), mask: FieldMask())
    #expect(target == tree)
  }

  @Test func updatesOfAOneofKeepToTheirMember() throws {
    var target = Choice()
    target.kind = .aString("old")
    var patch = Choice()
    patch.kind = .aInt32(5)
    try target.update(from: patch, mask: FieldMask(paths: ["a_bool"]))
    #expect(target.kind == .aString("old"))
    try target.update(from: patch, mask: FieldMask(paths: ["a_string"]))
    #expect(target.kind == nil)
    try target.update(from: patch, mask: FieldMask(paths: ["a_int32", "a_string"]))
    #expect(target.kind == .aInt32(5))
    patch.kind = .aTree(tree)
    try target.update(from: patch, mask: FieldMask(paths: ["a_tree.name"]))
    var named = Tree()
    named.name = "root"
    #expect(target.kind == .aTree(named))
  }

  @Test func masksKeepWhatTheyName() throws {
    let kept = try tree.masked(to: FieldMask(paths: ["name", "children.name"]))
    #expect(kept.name == "root")
    #expect(kept.left == nil)
    #expect(kept.children.map(\.name) == ["child", "child"])
    #expect(kept.children[0].left == nil)
    #expect(try tree.masked(to: FieldMask(paths: ["*"])) == tree)
  }

  @Test(arguments: [
    ("nme", "nme", DecodingFailure.Code.unknownField), ("left.nme", "left.nme", .unknownField),
    ("name.first", "name.first", .unknownField), ("", "", .invalidValue),
    ("left..name", "left..name", .invalidValue), ("children.name", "children.name", .invalidValue),
  ]) func strangersAreRefused(
    _ path: String, _ where: String, _ code: DecodingFailure.Code
  ) {
    var target = tree
    let failure = #expect(throws: DecodingFailure.self) {
      try target.update(from: Tree(), mask: FieldMask(paths: ["name", path]))
    }
    #expect(failure?.path == `where`)
    #expect(failure?.code == code)
    #expect(target == tree, "nothing changes when a path is refused")
  }
}
