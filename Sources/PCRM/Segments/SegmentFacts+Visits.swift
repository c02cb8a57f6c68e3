import PCRMCore
import PCRMModel
import Storage

extension SegmentFacts {
  /// What visits made of the customer: sums, and the visits one by one.
  static let visitFacts: [SegmentFact] = [
    sum(
      "visit_count", "How many visits took place.", ["state"], isOptional: false, .whole
    ) { "(SELECT count(*) FROM visit AS v WHERE v.customer = \($0) AND v.state = 6)" },
    sum("last_visit_at", "When a visit last took place.", ["state", "close_time"], .instant) {
      "(SELECT max(v.done_at) FROM visit AS v WHERE v.customer = \($0) AND v.state = 6)"
    },
    sum(
      "next_visit_at",
      "When the first visit is to begin that is planned, confirmed or on the way.",
      ["state", "start_time"], .instant
    ) {
      """
      (SELECT min(v.starts_at) FROM visit AS v
        WHERE v.customer = \($0) AND v.state IN (2, 3, 4))
      """
    },
    sum("first_try_at", "When the customer was first tried to be met.", ["try_time"], .instant) {
      "(SELECT min(v.tried_at) FROM visit AS v WHERE v.customer = \($0))"
    },
    sum("first_met_at", "When the customer was first met.", ["meet_time"], .instant) {
      "(SELECT min(v.met_at) FROM visit AS v WHERE v.customer = \($0))"
    },
    sum(
      "open_no_shows", "How many visits were missed and have no next one.", ["state", "next_id"],
      isOptional: false, .whole
    ) {
      "(SELECT count(*) FROM visit AS v WHERE v.customer = \($0) AND v.state = 7 AND v.next IS NULL)"
    },
    sum(
      "relationship",
      "How near agency and customer were at the last visit of whose tries one says so.",
      ["relationship"], .words([FactWord](RelationshipLevel.self), hasOthers: true)
    ) {
      """
      (SELECT v.relationship FROM visit AS v WHERE v.customer = \($0) AND v.relationship > 0
        ORDER BY v.starts_at DESC, v.id DESC LIMIT 1)
      """
    },
    SegmentFact(
      RuleFact("visits", .list(.record("visit")), "Visits to the customer.", isOptional: false), [],
      .list(
        FactList(
          rows: { row, customer, _ in "visit AS \(row) WHERE \(row).customer = \(customer)" },
          order: "id", fields: visitFields,
          everybody: { row in "visit AS \(row) WHERE {\(row).customer}" }))),
  ]

  private static let visitFields: [FactList.Field] = [
    field(
      "state", "Where its life stands.", ["state"],
      FactColumn(.words([FactWord](VisitState.self), hasOthers: false), "state"),
      isOptional: false),
    field(
      "purpose", "Code of what it is for.", ["purpose"], FactColumn(.text, "purpose"),
      isOptional: false),
    field(
      "staff", "Id of who goes.", ["staff_id"], FactColumn(.key, "staff"), isOptional: false),
    FactList.Field(
      RuleFact("office", .string, "Code of the office that it counts for."),
      [FactOrigin(FeedEntity.visit, ["office_id"]), FactOrigin(FeedEntity.unit, ["code"])],
      FactColumn(.text) { row, _ in "(SELECT u.code FROM unit AS u WHERE u.id = \(row).office)" }),
    field(
      "starts_at", "When it is planned to begin.", ["start_time"],
      FactColumn(.instant, "starts_at"), isOptional: false),
    field(
      "ended_at", "When it was done, missed or cancelled.", ["close_time"],
      FactColumn(.instant, "done_at")),
    field("met_at", "When the customer was met.", ["meet_time"], FactColumn(.instant, "met_at")),
    field(
      "attempts", "How many tries were recorded.", ["attempts"], FactColumn(.whole, "attempts"),
      isOptional: false),
    field(
      "relationship", "How near agency and customer were at the last try that says so.",
      ["relationship"],
      FactColumn(.words([FactWord](RelationshipLevel.self), hasOthers: true), "relationship")),
    field(
      "moved", "Whether another visit took its place.", ["next_id"],
      FactColumn(.truth) { row, _ in "(\(row).next IS NOT NULL)" }, isOptional: false),
  ]

  private static func field(
    _ name: String, _ summary: String, _ fields: Set<String>, _ column: FactColumn,
    isOptional: Bool = true
  ) -> FactList.Field {
    FactList.Field(
      RuleFact(
        name, column.form.type, summary, isOptional: isOptional, values: column.form.values),
      [FactOrigin(FeedEntity.visit, fields)], column)
  }

  /// One value that follows from all visits of a customer, whose key `sql` is given.
  private static func sum(
    _ name: String, _ summary: String, _ fields: Set<String>, isOptional: Bool = true,
    _ form: FactForm, _ sql: @escaping @Sendable (String) -> String
  ) -> SegmentFact {
    SegmentFact(
      RuleFact(name, form.type, summary, isOptional: isOptional, values: form.values),
      [FactOrigin(FeedEntity.visit, fields)],
      .scalar(
        FactColumn(form) { row, _ in sql("\(row).id") },
        load: { (loader) throws(Status) in
          try loader.reader.first(SQL(built: "SELECT \(sql("$1"))"), .id(loader.id)) {
            (row) throws(Status) -> RuleValue? in form.value(row, 0)
          } ?? nil
        }))
  }
}
