import PCRMCore
import PCRMModel
import Storage

extension SegmentFacts {
  /// What surveys asked of the customer. Of anonymous waves nothing is told but that the customer was asked: whether and
  /// when somebody answered one is no fact.
  static let surveyFacts: [SegmentFact] = [
    sum("last_survey_at", "When a survey last asked the customer.", ["state"], .instant) {
      "(SELECT max(i.send_at) FROM invitation AS i WHERE i.customer = \($0) AND i.state <> 1)"
    },
    sum(
      "last_survey_answer_at",
      "When the customer last answered a survey; those of anonymous waves do not count.",
      ["state"], .instant
    ) { "(SELECT max(i.answered_at) FROM invitation AS i WHERE i.customer = \($0))" },
    SegmentFact(
      RuleFact(
        "surveys", .list(.record("survey")), "Invitations of the customer to surveys.",
        isOptional: false), [],
      .list(
        FactList(
          rows: { row, customer, _ in "invitation AS \(row) WHERE \(row).customer = \(customer)" },
          order: "id", fields: surveyFields,
          everybody: { row in "invitation AS \(row) WHERE {\(row).customer}" }))),
  ]

  private static let surveyFields: [FactList.Field] = [
    field(
      "name", "Name of the survey.", ["wave_id"],
      FactColumn(.text) { row, _ in
        """
        (SELECT s.name FROM survey_wave AS w JOIN survey AS s ON s.id = w.survey
          WHERE w.id = \(row).wave)
        """
      }, isOptional: false),
    field(
      "state", "How far the invitation is; in an anonymous wave never that it was answered.",
      ["state"],
      FactColumn(.words([FactWord](InvitationState.self), hasOthers: false)) { row, _ in
        """
        (CASE WHEN \(row).state IN (3, 4) AND \(row).answered_at IS NULL THEN 2
          ELSE \(row).state END)
        """
      }, isOptional: false),
    field(
      "sent_at", "When the customer was asked; missing when nothing went out.", ["state"],
      FactColumn(.instant) { row, _ in
        "(CASE WHEN \(row).state = 1 THEN NULL ELSE \(row).send_at END)"
      }),
    field(
      "answered_at", "When it was answered; missing in an anonymous wave.", ["state"],
      FactColumn(.instant, "answered_at")),
  ]

  private static func field(
    _ name: String, _ summary: String, _ fields: Set<String>, _ column: FactColumn,
    isOptional: Bool = true
  ) -> FactList.Field {
    FactList.Field(
      RuleFact(
        name, column.form.type, summary, isOptional: isOptional, values: column.form.values),
      [FactOrigin(FeedEntity.invitation, fields)], column)
  }

  /// One value that follows from all invitations of a customer, whose key `sql` is given.
  private static func sum(
    _ name: String, _ summary: String, _ fields: Set<String>, _ form: FactForm,
    _ sql: @escaping @Sendable (String) -> String
  ) -> SegmentFact {
    SegmentFact(
      RuleFact(name, form.type, summary, isOptional: true, values: form.values),
      [FactOrigin(FeedEntity.invitation, fields)],
      .scalar(
        FactColumn(form) { row, _ in sql("\(row).id") },
        load: { (loader) throws(Status) in
          try loader.reader.first(SQL(built: "SELECT \(sql("$1"))"), .id(loader.id)) {
            (row) throws(Status) -> RuleValue? in form.value(row, 0)
          } ?? nil
        }))
  }
}
