import Storage

extension Schema {
  /// Proposed routes, the rules that they are made by, and calendars behind secret addresses.
  static let calendarFeeds = Step(
    "calendar_feeds",
    [
      routeRules, route, routeStaff,
      "CREATE INDEX route_staff_by_staff ON route_staff (staff, route)",
      "CREATE INDEX route_by_day ON route (day)",
      feedPolicy, calendarFeed,
      "CREATE INDEX calendar_feed_by_staff ON calendar_feed (staff, id)",
    ])

  private static let routeRules: SQL = """
    CREATE TABLE route_rules (
      version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      created_at {bigint} NOT NULL,
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      document {bytes} NOT NULL
    ) {strict}
    """

  private static let route: SQL = """
    CREATE TABLE route (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      state {bigint} NOT NULL CHECK (state IN (1, 2, 3)),
      day {bigint} NOT NULL CHECK (day > 0),
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      request {bytes} NOT NULL,
      document {bytes} NOT NULL
    ) {strict}
    """

  private static let routeStaff: SQL = """
    CREATE TABLE route_staff (
      route {key} NOT NULL REFERENCES route (id),
      staff {key} NOT NULL REFERENCES staff (id),
      PRIMARY KEY (route, staff)
    ) {clustered}
    """

  private static let feedPolicy: SQL = """
    CREATE TABLE feed_policy (
      version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      created_at {bigint} NOT NULL,
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      document {bytes} NOT NULL
    ) {strict}
    """

  /// A feed is found by the hash of its secret; one that was revoked has none.
  private static let calendarFeed: SQL = """
    CREATE TABLE calendar_feed (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      staff {key} NOT NULL REFERENCES staff (id),
      hash {bytes} UNIQUE CHECK (length(hash) = 32),
      label TEXT NOT NULL CHECK (length(label) <= 200),
      detail {bigint} NOT NULL CHECK (detail BETWEEN 0 AND 4),
      created_at {bigint} NOT NULL,
      rotated_at {bigint},
      revoked_at {bigint},
      read_count {bigint} NOT NULL CHECK (read_count >= 0),
      read_at {bigint},
      CHECK ((hash IS NULL) = (revoked_at IS NOT NULL))
    ) {strict}
    """
}
