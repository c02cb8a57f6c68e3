import Storage

extension Schema {
  /// Customers whom field sync has to forget, and what makes looking for their lines, and for windows, short.
  ///
  /// While `removed_at` is NULL nobody sees anything of what there is of them in conflicts, quarantine, notes and files;
  /// it goes step by step. The line stays afterwards: what a device still sends about them is not kept.
  static let fieldErasure = Step(
    "field erasure",
    [
      """
      CREATE TABLE sync_erasure (
        customer {key} PRIMARY KEY NOT NULL REFERENCES customer (id),
        erased_at {bigint} NOT NULL,
        removed_at {bigint}
      ) {clustered}
      """,
      "CREATE INDEX sync_erasure_under_way ON sync_erasure (customer) WHERE removed_at IS NULL",
      "CREATE INDEX sync_conflict_by_customer ON sync_conflict (customer)",
      "CREATE INDEX sync_user_by_day ON sync_user (day)",
    ])
}
