import Storage

extension Schema {
  /// What rules ask about a customer and the document does not have in a column: single facts beside the other
  /// columns of the row, and a row of `customer_fact` for each declared field and each tag that a customer has.
  ///
  /// Both follow from the document. Customers who were stored before have neither: `contact_kinds` is NULL, and the
  /// timer that is set here fills them in.
  static let facts = Step(
    "facts",
    [
      "ALTER TABLE customer ADD COLUMN contact_kinds {bigint}",
      "ALTER TABLE customer ADD COLUMN birth_day {bigint}",
      "ALTER TABLE customer ADD COLUMN region TEXT",
      "ALTER TABLE customer ADD COLUMN district TEXT",
      "ALTER TABLE customer ADD COLUMN postal_code TEXT",
      """
      CREATE TABLE customer_fact (
        customer {key} NOT NULL REFERENCES customer (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
        place {bigint} NOT NULL CHECK (place >= 0),
        number {bigint},
        real {real},
        text TEXT,
        PRIMARY KEY (customer, name, place),
        CHECK (CASE WHEN number IS NOT NULL THEN real IS NULL AND text IS NULL
          ELSE (real IS NULL) <> (text IS NULL) END)
      ) {clustered}
      """,
      // For each channel by itself there is a consent that decides: a table is joined faster than a list of numbers.
      "CREATE TABLE consent_channel (channel {bigint} PRIMARY KEY NOT NULL) {clustered}",
      """
      INSERT INTO consent_channel (channel)
      VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)
      """,
      SQL(
        sqlite: """
          INSERT INTO timer (kind, key, due_at, attempts, payload)
          SELECT 'fill_facts', x'', 0, 0, x'' WHERE EXISTS (SELECT 1 FROM customer)
          """,
        postgres: """
          INSERT INTO timer (kind, key, due_at, attempts, payload)
          SELECT 'fill_facts', ''::bytea, 0, 0, ''::bytea WHERE EXISTS (SELECT 1 FROM customer)
          """),
    ])

  /// What rules ask of relations stands in the indexes by their ends: the rows lie elsewhere, each in a page of its own.
  static let relationFacts = Step(
    "relation facts",
    [
      "DROP INDEX relation_by_customer",
      "DROP INDEX relation_by_related",
      "CREATE INDEX relation_by_customer ON relation (customer, id, kind, valid_from, valid_to)",
      "CREATE INDEX relation_by_related ON relation (related, id, kind, valid_from, valid_to)",
    ])
}
