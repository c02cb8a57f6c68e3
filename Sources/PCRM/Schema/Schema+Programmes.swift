import Storage

extension Schema {
  /// Where customers are, load and its rules, proposals, programmes of adoption, reassignments and daily caseloads.
  ///
  /// The cap of a programme is kept by the schema itself: an adoption takes one of the places 1 … cap of its member of
  /// staff, which nobody else holds, or was waived. The cap stands beside the place, and follows when the programme's
  /// changes, so that a lower one is refused while a higher place is taken.
  static let programmes = Step(
    "programmes",
    [
      customerPlace, fillCustomerPlaces, loadWeights, staffingAssumptions, programme,
      programmeCustomer, programmeUnit, programmeStaff, adoption,
      """
      CREATE UNIQUE INDEX adoption_place ON adoption (programme, staff, place)
      WHERE ended_at IS NULL
      """,
      """
      CREATE UNIQUE INDEX adoption_once ON adoption (programme, customer) WHERE ended_at IS NULL
      """,
      "CREATE INDEX adoption_by_staff ON adoption (staff, id)",
      "CREATE INDEX adoption_by_programme ON adoption (programme, id)",
      proposal, proposalLine, reassignment, reassignmentItem, caseload,
      "CREATE INDEX caseload_by_staff ON caseload (staff, day)",
    ])

  private static let customerPlace: SQL = """
    CREATE TABLE customer_place (
      customer {key} PRIMARY KEY NOT NULL REFERENCES customer (id),
      latitude_e7 {bigint} NOT NULL CHECK (latitude_e7 BETWEEN -900000000 AND 900000000),
      longitude_e7 {bigint} NOT NULL CHECK (longitude_e7 BETWEEN -1800000000 AND 1800000000)
    ) {clustered}
    """

  /// Places follow from documents that SQL cannot read: a timer fills them in where there are customers already.
  private static let fillCustomerPlaces = SQL(
    sqlite: """
      INSERT INTO timer (kind, key, due_at, attempts, payload)
      SELECT 'fill_customer_places', x'', 0, 0, x'' WHERE EXISTS (SELECT 1 FROM customer)
      """,
    postgres: """
      INSERT INTO timer (kind, key, due_at, attempts, payload)
      SELECT 'fill_customer_places', ''::bytea, 0, 0, ''::bytea
      WHERE EXISTS (SELECT 1 FROM customer)
      """)

  private static let loadWeights: SQL = """
    CREATE TABLE load_weights (
      version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      created_at {bigint} NOT NULL,
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      document {bytes} NOT NULL
    ) {strict}
    """

  private static let staffingAssumptions: SQL = """
    CREATE TABLE staffing_assumptions (
      version {bigint} PRIMARY KEY NOT NULL CHECK (version > 0),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      created_at {bigint} NOT NULL,
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      document {bytes} NOT NULL
    ) {strict}
    """

  private static let programme: SQL = """
    CREATE TABLE programme (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      segment {key} CHECK (length(segment) = 16),
      cap {bigint} NOT NULL CHECK (cap BETWEEN 1 AND 1000),
      distance_max {bigint} NOT NULL CHECK (distance_max >= 0),
      detour {bigint} NOT NULL CHECK (detour BETWEEN 1000 AND 5000),
      valid_from {bigint} NOT NULL,
      valid_to {bigint} NOT NULL,
      created_at {bigint} NOT NULL,
      updated_at {bigint} NOT NULL,
      CHECK (valid_from < valid_to),
      UNIQUE (id, cap)
    ) {clustered}
    """

  private static let programmeCustomer: SQL = """
    CREATE TABLE programme_customer (
      programme {key} NOT NULL REFERENCES programme (id),
      customer {key} NOT NULL REFERENCES customer (id),
      PRIMARY KEY (programme, customer)
    ) {clustered}
    """

  private static let programmeUnit: SQL = """
    CREATE TABLE programme_unit (
      programme {key} NOT NULL REFERENCES programme (id),
      unit {key} NOT NULL REFERENCES unit (id),
      PRIMARY KEY (programme, unit)
    ) {clustered}
    """

  private static let programmeStaff: SQL = """
    CREATE TABLE programme_staff (
      programme {key} NOT NULL REFERENCES programme (id),
      staff {key} NOT NULL REFERENCES staff (id),
      PRIMARY KEY (programme, staff)
    ) {clustered}
    """

  private static let adoption: SQL = """
    CREATE TABLE adoption (
      customer {key} NOT NULL REFERENCES customer (id),
      id {key} NOT NULL UNIQUE CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      programme {key} NOT NULL,
      cap {bigint} NOT NULL,
      staff {key} NOT NULL REFERENCES staff (id),
      place {bigint} NOT NULL CHECK (place > 0),
      is_above_cap {bigint} NOT NULL CHECK (is_above_cap IN (0, 1)),
      distance_m {bigint} NOT NULL CHECK (distance_m >= 0),
      reason TEXT NOT NULL CHECK (length(reason) <= 500),
      waived_by {key} CHECK (length(waived_by) = 16),
      created_at {bigint} NOT NULL,
      ended_at {bigint},
      end_reason TEXT NOT NULL CHECK (length(end_reason) <= 500),
      PRIMARY KEY (customer, id),
      FOREIGN KEY (programme, cap) REFERENCES programme (id, cap) ON UPDATE CASCADE,
      CHECK (is_above_cap = 0 OR waived_by IS NOT NULL),
      CHECK (place <= cap OR is_above_cap = 1 OR ended_at IS NOT NULL)
    ) {clustered}
    """

  private static let proposal: SQL = """
    CREATE TABLE proposal (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      kind {bigint} NOT NULL CHECK (kind IN (1, 2)),
      state {bigint} NOT NULL CHECK (state IN (1, 2, 3)),
      office {key} REFERENCES unit (id),
      programme {key} REFERENCES programme (id),
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      document {bytes} NOT NULL
    ) {strict}
    """

  private static let proposalLine: SQL = """
    CREATE TABLE proposal_line (
      proposal {key} NOT NULL REFERENCES proposal (id),
      number {bigint} NOT NULL CHECK (number > 0),
      customer {key} NOT NULL REFERENCES customer (id),
      case_id {key} CHECK (length(case_id) = 16),
      from_staff {key} REFERENCES staff (id),
      to_staff {key} REFERENCES staff (id),
      load {bigint} NOT NULL CHECK (load >= 0),
      distance_m {bigint} NOT NULL CHECK (distance_m >= 0),
      reason TEXT NOT NULL,
      PRIMARY KEY (proposal, number)
    ) {clustered}
    """

  private static let reassignment: SQL = """
    CREATE TABLE reassignment (
      id {key} PRIMARY KEY NOT NULL CHECK (length(id) = 16),
      version {bigint} NOT NULL CHECK (version > 0),
      state {bigint} NOT NULL CHECK (state BETWEEN 1 AND 4),
      from_staff {key} REFERENCES staff (id),
      from_team {key} REFERENCES unit (id),
      from_office {key} REFERENCES unit (id),
      proposal {key} REFERENCES proposal (id),
      case_type TEXT NOT NULL,
      to_staff {key} REFERENCES staff (id),
      reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
      item_count {bigint} NOT NULL CHECK (item_count >= 0),
      moved_count {bigint} NOT NULL CHECK (moved_count >= 0),
      refused_count {bigint} NOT NULL CHECK (refused_count >= 0),
      office {key} REFERENCES unit (id),
      next_place {bytes} NOT NULL,
      created_by {key} NOT NULL CHECK (length(created_by) = 16),
      created_at {bigint} NOT NULL,
      ended_at {bigint},
      CHECK ((ended_at IS NOT NULL) = (state IN (3, 4)))
    ) {clustered}
    """

  private static let reassignmentItem: SQL = """
    CREATE TABLE reassignment_item (
      reassignment {key} NOT NULL REFERENCES reassignment (id),
      number {bigint} NOT NULL CHECK (number > 0),
      customer {key} NOT NULL REFERENCES customer (id),
      case_id {key} CHECK (length(case_id) = 16),
      from_staff {key} REFERENCES staff (id),
      to_staff {key} REFERENCES staff (id),
      refusal TEXT NOT NULL,
      at {bigint} NOT NULL,
      PRIMARY KEY (reassignment, number)
    ) {clustered}
    """

  private static let caseload: SQL = """
    CREATE TABLE caseload (
      day {bigint} NOT NULL CHECK (day > 0),
      staff {key} NOT NULL REFERENCES staff (id),
      office {key} REFERENCES unit (id),
      job_group {bigint} NOT NULL CHECK (job_group >= 0),
      case_count {bigint} NOT NULL CHECK (case_count >= 0),
      intensive_count {bigint} NOT NULL CHECK (intensive_count >= 0),
      general_count {bigint} NOT NULL CHECK (general_count >= 0),
      adoption_count {bigint} NOT NULL CHECK (adoption_count >= 0),
      load {bigint} NOT NULL CHECK (load >= 0),
      office_count {bigint} NOT NULL CHECK (office_count >= 0),
      visit_count {bigint} CHECK (visit_count >= 0),
      visit_minutes {bigint} CHECK (visit_minutes >= 0),
      office_share {bigint} NOT NULL CHECK (office_share BETWEEN 0 AND 1000),
      alarm {bigint} NOT NULL CHECK (alarm IN (0, 1)),
      assumptions {bigint} NOT NULL CHECK (assumptions >= 0),
      PRIMARY KEY (day, staff),
      CHECK ((visit_count IS NULL) = (visit_minutes IS NULL))
    ) {clustered}
    """
}
