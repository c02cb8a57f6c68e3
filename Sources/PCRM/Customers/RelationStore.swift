import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Relation {
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    customerID = row.id(2)
    relatedCustomerID = row.id(3)
    kind = row.enumeration(4)
    validFrom = row.day(5)
    validTo = row.day(6)
    note = row.text(7)
    createTime = row.time(8)
    updateTime = row.time(9)
  }
}

extension Reader {
  func relation(_ id: RelationID) throws(Status) -> Relation? {
    try first("SELECT relation.* FROM relation WHERE id = $1", .id(id)) { (row) throws(Status) in
      Relation(row)
    }
  }

  /// Walks a customer's relations from whichever end, in the order of their ids. Each end's part is bounded by itself,
  /// so that a hospital with many relations is listed as fast as anybody.
  ///
  /// - Parameter day: only those that hold on this day; nil for all.
  func relations(
    of customer: CustomerID, after: RelationID, on day: CivilDate?, kind: RelationKind, most: Int,
    row take: (Relation) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT * FROM (
        SELECT * FROM (
          SELECT relation.* FROM relation
          WHERE customer = $1 AND id > $2 AND ($3 < 0 OR valid_from <= $3 AND $3 < valid_to)
            AND ($4 = 0 OR kind = $4)
          ORDER BY id LIMIT $5) AS seen
        UNION ALL
        SELECT * FROM (
          SELECT relation.* FROM relation
          WHERE related = $1 AND id > $2 AND ($3 < 0 OR valid_from <= $3 AND $3 < valid_to)
            AND ($4 = 0 OR kind = $4)
          ORDER BY id LIMIT $5) AS shown) AS found
      ORDER BY id
      """,
      [
        .id(customer), .place(after), .integer(day?.number ?? -1), .enumeration(kind),
        .integer(Int64(most)),
      ]
    ) { (row) throws(Status) in try take(Relation(row)) }
  }
}

extension Writer {
  func insert(_ relation: Relation) throws(Status) {
    try execute(
      "INSERT INTO relation VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", .id(relation.id),
      .integer(relation.version), .id(relation.customerID), .id(relation.relatedCustomerID),
      .enumeration(relation.kind), .first(relation.validFrom), .end(relation.validTo),
      .text(relation.note), .time(relation.createTime), .time(relation.updateTime))
  }

  func update(_ relation: Relation) throws(Status) {
    try execute(
      """
      UPDATE relation SET version = $2, kind = $3, valid_from = $4, valid_to = $5, note = $6,
        updated_at = $7
      WHERE id = $1
      """, .id(relation.id), .integer(relation.version), .enumeration(relation.kind),
      .first(relation.validFrom), .end(relation.validTo), .text(relation.note),
      .time(relation.updateTime))
  }

  func delete(_ relation: Relation) throws(Status) {
    try execute("DELETE FROM relation WHERE id = $1", .id(relation.id))
  }
}
