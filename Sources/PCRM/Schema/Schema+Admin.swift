import Storage

extension Schema {
  /// Who may call, with what proof, and the versions of the agency's own fields.
  static let admin = Step(
    "administration",
    [
      """
      CREATE TABLE principal (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
        display_name TEXT NOT NULL CHECK (length(display_name) <= 200),
        staff {key} REFERENCES staff (id),
        scope {bigint} NOT NULL CHECK (scope BETWEEN 1 AND 3),
        office {key} REFERENCES unit (id),
        disabled {bigint} NOT NULL CHECK (disabled IN (0, 1)),
        roles {bigint} NOT NULL CHECK (roles > 0),
        created_at {bigint} NOT NULL,
        updated_at {bigint} NOT NULL
      ) {clustered}
      """,
      """
      CREATE TABLE token (
        id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        principal {key} NOT NULL REFERENCES principal (id),
        hash {bytes} NOT NULL UNIQUE CHECK (length(hash) = 32),
        label TEXT NOT NULL CHECK (length(label) <= 200),
        created_at {bigint} NOT NULL,
        expires_at {bigint},
        revoked_at {bigint}
      ) {clustered}
      """,
      "CREATE INDEX token_by_principal ON token (principal)",
      """
      CREATE TABLE extension_schema (
        version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
        note TEXT NOT NULL CHECK (length(note) <= 500),
        created_at {bigint} NOT NULL,
        created_by {key} NOT NULL REFERENCES principal (id),
        fields {bytes} NOT NULL
      ) {clustered}
      """,
    ])
}
