import Storage

extension Schema {
  /// Units, how they hang together over time, and staff. Days are numbers that sort (20260131); 0 and 99999999 are open ends.
  static let organisation = Step(
    "organisation",
    [
      """
      CREATE TABLE unit (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        kind {bigint} NOT NULL CHECK (kind > 0),
        code TEXT UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        time_zone TEXT NOT NULL CHECK (length(time_zone) > 0),
        latitude_e7 {bigint} CHECK (latitude_e7 BETWEEN -900000000 AND 900000000),
        longitude_e7 {bigint} CHECK (longitude_e7 BETWEEN -1800000000 AND 1800000000),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        CHECK (valid_from < valid_to),
        CHECK ((latitude_e7 IS NULL) = (longitude_e7 IS NULL))
      ) {clustered}
      """,
      """
      CREATE TABLE placement (
        unit {key} NOT NULL REFERENCES unit (id),
        valid_from {bigint} NOT NULL,
        valid_to {bigint} NOT NULL,
        parent {key} NOT NULL REFERENCES unit (id),
        PRIMARY KEY (unit, valid_from),
        CHECK (valid_from < valid_to),
        CHECK (parent <> unit)
      ) {clustered}
      """,
      "CREATE INDEX placement_by_parent ON placement (parent)",
      """
      CREATE TABLE staff (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        employee_number TEXT UNIQUE CHECK (length(employee_number) BETWEEN 1 AND 32),
        job_group {bigint} NOT NULL CHECK (job_group >= 0),
        office {key} REFERENCES unit (id),
        team {key} REFERENCES unit (id),
        latitude_e7 {bigint} CHECK (latitude_e7 BETWEEN -900000000 AND 900000000),
        longitude_e7 {bigint} CHECK (longitude_e7 BETWEEN -1800000000 AND 1800000000),
        active_from {bigint} NOT NULL,
        active_to {bigint} NOT NULL,
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL,
        email TEXT CHECK (length(email) BETWEEN 3 AND 320),
        CHECK (active_from < active_to),
        CHECK ((latitude_e7 IS NULL) = (longitude_e7 IS NULL))
      ) {clustered}
      """,
      "CREATE INDEX staff_by_office ON staff (office)",
      "CREATE INDEX staff_by_team ON staff (team)",
      """
      CREATE TABLE staff_skill (
        staff {key} NOT NULL REFERENCES staff (id),
        place {bigint} NOT NULL CHECK (place BETWEEN 0 AND 49),
        skill TEXT NOT NULL CHECK (length(skill) BETWEEN 1 AND 64),
        PRIMARY KEY (staff, place),
        UNIQUE (staff, skill)
      ) {clustered}
      """,
    ])
}
