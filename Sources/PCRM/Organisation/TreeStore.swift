import PCRMCore
import PCRMModel
import Storage

extension Reader {
  /// The units that exist on a day, each with the unit above it then, in no order.
  func treeNodes(on day: CivilDate) throws(Status) -> [TreeNode] {
    try all(
      """
      SELECT u.id, p.parent, u.kind, u.code, u.name
      FROM unit u LEFT JOIN placement p
        ON p.unit = u.id AND p.valid_from <= $1 AND $1 < p.valid_to
      WHERE u.valid_from <= $1 AND $1 < u.valid_to
      """, .integer(day.number)
    ) { row in
      var node = TreeNode()
      node.id = row.id(0)
      node.parentID = row.id(1)
      node.kind = row.enumeration(2)
      node.code = row.text(3)
      node.name = row.text(4)
      return node
    }
  }

  /// A unit and all that stand below it on a day, closed ones too, ascending: what "the office and below" means.
  func unitsBelow(_ top: UnitID, on day: CivilDate) throws(Status) -> [UnitID] {
    try all(
      """
      WITH RECURSIVE below (id) AS (
        SELECT $1
        UNION
        SELECT p.unit FROM placement p JOIN below b ON p.parent = b.id
        WHERE p.valid_from <= $2 AND $2 < p.valid_to
      )
      SELECT id FROM below ORDER BY id
      """, .id(top), .integer(day.number)
    ) { $0.id(0) }
  }

  /// Whether `unit` is `top` or stands below it on any day from `day` on.
  func isBelow(_ unit: UnitID, _ top: UnitID, from day: CivilDate) throws(Status) -> Bool {
    if unit == top { return true }
    // Who stands above changes only where a placement begins: those days tell of all days.
    let days = try all(
      "SELECT DISTINCT valid_from FROM placement WHERE valid_from > $1", .integer(day.number)
    ) { $0.integer(0) }
    for day in [day.number] + days {
      var above: UnitID? = unit
      var passed: Set<UnitID> = []
      // A unit that was passed before would be a cycle: there is none, and the writer must not hang on one.
      while let here = above, passed.insert(here).inserted {
        if here == top { return true }
        above = try first(
          """
          SELECT parent FROM placement
          WHERE unit = $1 AND valid_from <= $2 AND $2 < valid_to
          """, .id(here), .integer(day)
        ) { $0.id(0) }
      }
    }
    return false
  }
}
