package import Storage

/// The tables of a device's store.
package enum FieldMigrations {
  package static let all: [Migration] =
    Migration.base + [
      Migration(
        2, "what a device carries",
        [
          """
          CREATE TABLE device (
            one {bigint} PRIMARY KEY CHECK (one = 1),
            id {key} NOT NULL,
            name TEXT NOT NULL,
            staff {key},
            state {bigint} NOT NULL DEFAULT 1 CHECK (state IN (1, 2)),
            epoch TEXT NOT NULL DEFAULT '',
            cursor TEXT NOT NULL DEFAULT '',
            seq {bigint} NOT NULL DEFAULT 0,
            staged_cursor TEXT NOT NULL DEFAULT '',
            is_staging {bigint} NOT NULL DEFAULT 0 CHECK (is_staging IN (0, 1)),
            is_full {bigint} NOT NULL DEFAULT 0 CHECK (is_full IN (0, 1)),
            next_n {bigint} NOT NULL DEFAULT 1 CHECK (next_n > 0),
            last_n {bigint} NOT NULL DEFAULT 0,
            durable_n {bigint} NOT NULL DEFAULT 0,
            hello_at {bigint},
            pulled_at {bigint},
            seen_at {bigint} NOT NULL,
            lease_days {bigint} NOT NULL DEFAULT 14,
            keep_days {bigint} NOT NULL DEFAULT 14,
            limits {bytes} NOT NULL,
            failures {bigint} NOT NULL DEFAULT 0 CHECK (failures >= 0),
            failure TEXT NOT NULL DEFAULT '',
            failure_text TEXT NOT NULL DEFAULT ''
          ) {strict}
          """,
          """
          CREATE TABLE secret (
            name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('rows', 'queue')),
            wrapped {bytes} NOT NULL
          ) {clustered}
          """,
          """
          CREATE TABLE clean_row (
            entity {bigint} NOT NULL,
            id {key} NOT NULL,
            version {bigint} NOT NULL,
            seq {bigint} NOT NULL,
            payload {bytes} NOT NULL,
            PRIMARY KEY (entity, id)
          ) {clustered}
          """,
          """
          CREATE TABLE staged_row (
            entity {bigint} NOT NULL,
            id {key} NOT NULL,
            version {bigint} NOT NULL,
            seq {bigint} NOT NULL,
            payload {bytes},
            PRIMARY KEY (entity, id)
          ) {clustered}
          """,
          """
          CREATE TABLE queue (
            n {bigint} PRIMARY KEY CHECK (n > 0),
            id {key} NOT NULL UNIQUE,
            entity {bigint} NOT NULL,
            row_id {key} NOT NULL,
            in_group TEXT NOT NULL,
            state {bigint} NOT NULL CHECK (state IN (1, 2, 3, 4)),
            bytes {bigint} NOT NULL,
            made_at {bigint} NOT NULL,
            answered_at {bigint},
            outcome {bigint} NOT NULL DEFAULT 0,
            applied_seq {bigint} NOT NULL DEFAULT 0,
            mutation {bytes} NOT NULL,
            result {bytes}
          ) {strict}
          """,
          "CREATE INDEX queue_by_row ON queue (entity, row_id, n)",
          "CREATE INDEX queue_by_state ON queue (state, n)",
          """
          CREATE TABLE attachment (
            sha256 TEXT NOT NULL PRIMARY KEY,
            visit {key} NOT NULL,
            mutation {key} NOT NULL,
            size {bigint} NOT NULL CHECK (size > 0),
            sent {bigint} NOT NULL DEFAULT 0,
            state {bigint} NOT NULL CHECK (state IN (1, 2, 3)),
            restarts {bigint} NOT NULL DEFAULT 0,
            done_n {bigint} NOT NULL DEFAULT 0,
            done_at {bigint}
          ) {clustered}
          """,
          """
          CREATE TABLE attachment_piece (
            sha256 TEXT NOT NULL REFERENCES attachment (sha256) ON DELETE CASCADE,
            place {bigint} NOT NULL,
            payload {bytes} NOT NULL,
            PRIMARY KEY (sha256, place)
          ) {strict}
          """,
          """
          CREATE TABLE number_series (
            series TEXT NOT NULL PRIMARY KEY
          ) {clustered}
          """,
          """
          CREATE TABLE number_block (
            series TEXT NOT NULL REFERENCES number_series (series),
            first {bigint} NOT NULL,
            count {bigint} NOT NULL,
            prefix TEXT NOT NULL,
            digits {bigint} NOT NULL,
            used {bigint} NOT NULL DEFAULT 0,
            PRIMARY KEY (series, first)
          ) {clustered}
          """,
        ]),
      // One file may be attached to several visits; its bytes are kept once.
      Migration(
        3, "a file for each visit that it is attached to",
        [
          """
          CREATE TABLE upload (
            visit {key} NOT NULL,
            sha256 TEXT NOT NULL,
            mutation {key} NOT NULL,
            size {bigint} NOT NULL CHECK (size > 0),
            sent {bigint} NOT NULL DEFAULT 0,
            state {bigint} NOT NULL CHECK (state IN (1, 2, 3)),
            restarts {bigint} NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT '',
            about {bytes},
            done_n {bigint} NOT NULL DEFAULT 0,
            done_at {bigint},
            PRIMARY KEY (visit, sha256)
          ) {clustered}
          """,
          "CREATE INDEX upload_by_file ON upload (sha256)",
          """
          CREATE TABLE file_piece (
            sha256 TEXT NOT NULL,
            place {bigint} NOT NULL,
            payload {bytes} NOT NULL,
            PRIMARY KEY (sha256, place)
          ) {strict}
          """,
          """
          INSERT INTO upload (visit, sha256, mutation, size, sent, state, restarts, done_n, done_at)
          SELECT visit, sha256, mutation, size, sent, state, restarts, done_n, done_at
          FROM attachment
          """,
          """
          INSERT INTO file_piece (sha256, place, payload)
          SELECT sha256, place, payload FROM attachment_piece
          """,
          "DROP TABLE attachment_piece",
          "DROP TABLE attachment",
          // Whoever made a change that was refused has seen that.
          "ALTER TABLE queue ADD COLUMN seen {bigint} NOT NULL DEFAULT 0 CHECK (seen IN (0, 1))",
        ]),
      Migration(
        4, "forms that are being filled in",
        [
          """
          CREATE TABLE form_draft (
            id {key} NOT NULL PRIMARY KEY,
            wave {key} NOT NULL,
            updated_at {bigint} NOT NULL,
            form {bytes} NOT NULL,
            answer {bytes} NOT NULL
          ) {clustered}
          """
        ]),
      // What is handed in stays as long as its mutation: when the server refuses it, it is a draft again.
      Migration(
        5, "forms that come back",
        [
          "ALTER TABLE form_draft ADD COLUMN mutation {key}",
          "ALTER TABLE form_draft ADD COLUMN refusal {bytes}",
        ]),
      Migration(
        6, "what a device has heard of its server's clock and past",
        [
          "ALTER TABLE device ADD COLUMN pulled_server_at {bigint}",
          "ALTER TABLE device ADD COLUMN server_at {bigint}",
          """
          ALTER TABLE device ADD COLUMN is_past_unknown {bigint} NOT NULL DEFAULT 0
            CHECK (is_past_unknown IN (0, 1))
          """,
        ]),
    ]
}
