import Storage

extension Schema {
  /// When staff work, holidays that cannot be reckoned, territories, and the rules of slots.
  ///
  /// Of one holder, no two hours hold on the same day: who writes them sees to that under the holder's lock.
  static let calendars = Step(
    "calendars",
    [
      """
      CREATE TABLE working_hours (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        staff {key} REFERENCES staff (id),
        office {key} REFERENCES unit (id),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        document {bytes} NOT NULL,
        CHECK (staff IS NULL OR office IS NULL),
        CHECK (valid_from < valid_to)
      ) {strict}
      """,
      """
      CREATE UNIQUE INDEX working_hours_by_staff ON working_hours (staff, valid_from)
      WHERE staff IS NOT NULL
      """,
      """
      CREATE UNIQUE INDEX working_hours_by_office ON working_hours (office, valid_from)
      WHERE office IS NOT NULL
      """,
      """
      CREATE UNIQUE INDEX working_hours_of_agency ON working_hours (valid_from)
      WHERE staff IS NULL AND office IS NULL
      """,
      """
      CREATE TABLE overtime (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        staff {key} NOT NULL REFERENCES staff (id),
        from_at {bigint} NOT NULL,
        to_at {bigint} NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        created_at {bigint} NOT NULL,
        CHECK (from_at < to_at)
      ) {clustered}
      """,
      "CREATE INDEX overtime_by_staff ON overtime (staff, from_at)",
      """
      CREATE TABLE holiday (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        day {bigint} NOT NULL CHECK (day BETWEEN 10101 AND 99991231),
        office {key} REFERENCES unit (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        worked {bigint} NOT NULL CHECK (worked IN (0, 1)),
        source_name TEXT NOT NULL CHECK (length(source_name) <= 64),
        created_at {bigint} NOT NULL
      ) {clustered}
      """,
      """
      CREATE UNIQUE INDEX holiday_of_agency ON holiday (day, source_name) WHERE office IS NULL
      """,
      """
      CREATE UNIQUE INDEX holiday_of_office ON holiday (day, office, source_name)
      WHERE office IS NOT NULL
      """,
      """
      CREATE TABLE territory (
        staff {key} PRIMARY KEY NOT NULL REFERENCES staff (id),
        version {bigint} NOT NULL CHECK (version > 0),
        document {bytes} NOT NULL
      ) {strict}
      """,
      """
      CREATE TABLE slot_rules (
        version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
        id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL CHECK (length(created_by) = 16),
        document {bytes} NOT NULL
      ) {strict}
      """,
    ])
}
