import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct TreeTests {
  private static let y2025 = CivilDate(2025, 1, 1)
  private static let y2026 = CivilDate(2026, 1, 1)
  private static let y2027 = CivilDate(2027, 1, 1)

  /// Would catch a re-organisation that rewrites the past, or does not come on its day.
  @Test func historyIsKept() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let head = try admin.createUnit("Head", kind: .headquarters)
      let east = try admin.createUnit("East", kind: .region, under: head.id)
      let west = try admin.createUnit("West", kind: .region, under: head.id)
      let mapo = try admin.createUnit("Mapo", under: west.id)
      _ = try admin.createUnit("Team 1", kind: .team, under: mapo.id)
      let moved = try admin.move(mapo.id, under: east.id, from: Self.y2027)
      #expect(moved.version == 2)
      #expect(moved.placements.map(\.parentID) == [west.id, east.id])
      #expect(moved.placements.map(\.validTo) == [Self.y2027, nil])
      let before = ["Head", ".East", ".West", "..Mapo", "...Team 1"]
      let after = ["Head", ".East", "..Mapo", "...Team 1", ".West"]
      #expect(try admin.tree() == before)
      #expect(try admin.tree(CivilDate(2026, 12, 31)) == before)
      #expect(try admin.tree(Self.y2027) == after)
      #expect(try admin.tree(Self.y2027, root: east.id) == [".East", "..Mapo", "...Team 1"])
      // An earlier day drops what was planned later.
      let again = try admin.move(mapo.id, under: UnitID(), from: Self.y2026)
      #expect(again.placements.map(\.parentID) == [west.id])
      #expect(try admin.tree(Self.y2027) == ["Head", ".East", ".West", "Mapo", ".Team 1"])
      // The same move again changes nothing.
      #expect(try admin.move(mapo.id, under: UnitID(), from: Self.y2026) == again)
    }
  }

  /// Would catch units that are shown before they exist, after they are closed, or lost with a closed parent.
  @Test func unitsExistForATime() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let region = try admin.createUnit(
        "Region", kind: .region, from: Self.y2025, to: Self.y2027)
      _ = try admin.createUnit("Office", under: region.id, from: Self.y2026)
      #expect(try admin.tree(CivilDate(2024, 12, 31)) == [])
      #expect(try admin.tree(Self.y2025) == ["Region"])
      #expect(try admin.tree(Self.y2026) == ["Region", ".Office"])
      #expect(try admin.tree(Self.y2027) == ["Office"])
      var list = ListUnitsRequest()
      list.asOf = Self.y2027
      let response: ListUnitsResponse = try admin.call(
        "pcrm.v1.OrganisationService/ListUnits", list)
      #expect(response.units.map(\.name) == ["Office"])
      var closed = GetTreeRequest()
      closed.rootID = region.id
      closed.asOf = Self.y2027
      #expect(
        try admin.refused("pcrm.v1.OrganisationService/GetTree", closed)
          == Refusal(.notFound, "NOT_FOUND", "root_id"))
    }
  }

  /// Would catch a unit that comes to stand below itself, at once or on a later day.
  @Test func cycles() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let a = try admin.createUnit("A")
      let b = try admin.createUnit("B", under: a.id)
      let c = try admin.createUnit("C")
      func refusal(_ unit: UnitID, _ parent: UnitID, _ day: CivilDate) throws -> Refusal? {
        try admin.refused(
          "pcrm.v1.OrganisationService/MoveUnit", MoveUnitRequest(unit, parent, day))
      }
      let cycle = Refusal(.failedPrecondition, "TREE_CYCLE", "parent_id")
      #expect(try refusal(a.id, a.id, Self.y2026) == cycle)
      #expect(try refusal(a.id, b.id, Self.y2026) == cycle)
      // From 2027 on, C stands below B: so from 2026 on, A cannot stand below C.
      _ = try admin.move(c.id, under: b.id, from: Self.y2027)
      #expect(try refusal(a.id, c.id, Self.y2026) == cycle)
      // What ended before is no cycle.
      _ = try admin.move(b.id, under: UnitID(), from: Self.y2025)
      #expect(try refusal(a.id, c.id, Self.y2026) == nil)
    }
  }

  /// Each row would catch a move that must be refused.
  @Test func refusedMoves() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let unit = try admin.createUnit("A")
      let closed = try admin.createUnit("B", to: Self.y2026)
      let nowhere = UnitID(high: 9, low: 9)
      let rows: [(Refusal, MoveUnitRequest)] = [
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "id"),
          MoveUnitRequest(UnitID(), UnitID(), Self.y2026)
        ),
        (
          .init(.notFound, "NOT_FOUND", "id"), MoveUnitRequest(nowhere, UnitID(), Self.y2026)
        ),
        (
          .init(.invalidArgument, "FIELD_REQUIRED", "valid_from"),
          MoveUnitRequest(unit.id, UnitID(), nil)
        ),
        (
          .init(.invalidArgument, "FIELD_OUT_OF_RANGE", "valid_from.day"),
          MoveUnitRequest(unit.id, UnitID(), CivilDate(2026, 2, 29))
        ),
        (
          .init(.failedPrecondition, "REFERENCE_MISSING", "parent_id"),
          MoveUnitRequest(unit.id, nowhere, Self.y2026)
        ),
        (
          .init(.failedPrecondition, "REFERENCE_MISSING", "parent_id"),
          MoveUnitRequest(unit.id, closed.id, Self.y2026)
        ),
        (
          .init(.aborted, "VERSION_MISMATCH", "version"),
          MoveUnitRequest(unit.id, UnitID(), Self.y2026, version: 2)
        ),
      ]
      for (expected, request) in rows {
        #expect(
          try admin.refused("pcrm.v1.OrganisationService/MoveUnit", request) == expected)
      }
    }
  }

  /// Would catch an order that puts a child before its parent, loses a unit, or never ends.
  @Test func randomTreesAreOrdered() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      var nodes: [TreeNode] = []
      for index in 0..<Int.random(in: 0..<40, using: &random) {
        var node = TreeNode()
        node.id = UnitID(high: 1, low: UInt64(index) + 1)
        node.name = "\(Int.random(in: 0..<9, using: &random))"
        if index > 0, Bool.random(using: &random) {
          node.parentID = nodes[Int.random(in: 0..<index, using: &random)].id
        }
        nodes.append(node)
      }
      nodes.shuffle(using: &random)
      let ordered = UnitTree.ordered(nodes)
      #expect(Set(ordered.map(\.id)) == Set(nodes.map(\.id)), "seed \(seed)")
      var depths: [UnitID: Int32] = [:]
      for node in ordered {
        let expected = node.parentID.isEmpty ? 0 : (depths[node.parentID] ?? -9) + 1
        #expect(node.depth == expected, "seed \(seed)")
        depths[node.id] = node.depth
      }
      for node in ordered {
        let below = UnitTree.ordered(nodes, root: node.id)
        #expect(below.first?.id == node.id, "seed \(seed)")
        #expect(below.dropFirst().allSatisfy { $0.depth > node.depth }, "seed \(seed)")
      }
    }
  }
}
