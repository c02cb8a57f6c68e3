import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentFacts {
  // MARK: Cases

  /// Cases of the customer.
  static let caseFacts: [SegmentFact] = [
    SegmentFact(
      RuleFact("cases", .list(.record("case")), "Cases of the customer.", isOptional: false), [],
      .list(
        FactList(
          rows: { row, customer, _ in
            "customer_case AS \(row) WHERE \(row).customer = \(customer)"
          },
          order: "id", fields: caseFields,
          everybody: { row in "customer_case AS \(row) WHERE {\(row).customer}" })))
  ]

  private static let caseFields: [FactList.Field] = [
    field("number", "Readable number.", ["number"], FactColumn(.text, "number"), isOptional: false),
    field("type", "Code of the case type.", ["type"], FactColumn(.text, "type"), isOptional: false),
    field(
      "status", "Open, suspended or closed.", ["status"],
      FactColumn(.words([FactWord](CaseStatus.self), hasOthers: false), "status"), isOptional: false
    ),
    field("stage", "Code of the stage.", ["stage"], FactColumn(.text, "stage"), isOptional: false),
    field(
      "stage_since", "Since when it is in the stage.", ["stage", "stage_since"],
      FactColumn(.instant, "stage_since"), isOptional: false),
    field(
      "phase", "Code of the medical phase.", ["phase"],
      FactColumn(.text) { row, _ in "NULLIF(\(row).phase, '')" }),
    field(
      "phase_since", "Since when it is in the phase.", ["phase", "phase_since"],
      FactColumn(.instant, "phase_since")),
    field(
      "severity_scheme", "Scheme of the severity's grade.", ["severity"],
      FactColumn(.words([FactWord](SeverityScheme.self), hasOthers: false), "severity_scheme")),
    field(
      "severity_grade",
      "Grade of severity: 1 to 5 by AIS, 1 to 6 by AAAM, whose 9 (unknown) is missing.",
      ["severity"], FactColumn(.whole) { row, _ in "NULLIF(\(row).severity_grade, 9)" }),
    field(
      "support_group", "Support group.", ["support_group"],
      FactColumn(.words([FactWord](SupportGroup.self), hasOthers: true), "support_group")),
    field(
      "management_level", "Management level.", ["management_level"],
      FactColumn(.words([FactWord](ManagementLevel.self), hasOthers: true), "management_level")),
    field(
      "need_score", "Need score by published weights.", ["need_score"],
      FactColumn(.thousandths, "need_score")),
    FactList.Field(
      RuleFact("office", .string, "Code of the office that handles it."),
      [FactOrigin(FeedEntity.case, ["office_id"]), FactOrigin(FeedEntity.unit, ["code"])],
      FactColumn(.text) { row, _ in "(SELECT u.code FROM unit AS u WHERE u.id = \(row).office)" }),
    field(
      "worker", "Id of its primary case worker.", ["case_worker_id"], FactColumn(.key, "worker")),
    field(
      "opened_at", "When it was opened.", ["open_time"], FactColumn(.instant, "opened_at"),
      isOptional: false),
    field(
      "approved_at", "When it was last approved.", ["approve_time"],
      FactColumn(.instant, "approved_at")),
    field(
      "closed_at", "When it was closed.", ["close_time", "status"],
      FactColumn(.instant, "closed_at")),
  ]

  private static func field(
    _ name: String, _ summary: String, _ fields: Set<String>, _ column: FactColumn,
    isOptional: Bool = true
  ) -> FactList.Field {
    FactList.Field(
      RuleFact(
        name, column.form.type, summary, isOptional: isOptional, values: column.form.values),
      [FactOrigin(FeedEntity.case, fields)], column)
  }

  // MARK: Consents

  /// What the customer's consents come to: the entry that decides about each purpose and channel.
  static let consentFacts: [SegmentFact] = [
    SegmentFact(
      RuleFact(
        "consents", .list(.record("consent")),
        "What decides now about each purpose and channel; a consent for every channel counts for each of them.",
        isOptional: false),
      [FactOrigin(FeedEntity.consent)],
      .list(
        FactList(
          rows: { row, customer, _ in decidingConsents(row, "k.customer = \(customer)") },
          order: "purpose, channel",
          fields: [
            consentField("purpose", "Code of the purpose.", FactColumn(.text, "purpose")),
            consentField(
              "channel", "The channel.",
              FactColumn(.words([FactWord](Channel.self), hasOthers: false), "channel")),
            consentField(
              "given", "Whether the customer agrees.",
              FactColumn(.truth) { row, _ in "(\(row).state = 1)" }),
            consentField(
              "decided_at", "When the customer decided.", FactColumn(.instant, "decided_at")),
          ],
          everybody: { row in decidingConsents(row, "{k.customer}") })))
  ]

  private static func consentField(
    _ name: String, _ summary: String, _ column: FactColumn
  ) -> FactList.Field {
    FactList.Field(
      RuleFact(
        name, column.form.type, summary, isOptional: false, values: column.form.values),
      [FactOrigin(FeedEntity.consent)], column)
  }

  /// One row a purpose and channel: the entry decided last, for the channel or for every channel.
  private static func decidingConsents(_ row: String, _ condition: String) -> String {
    """
    (SELECT k.customer, k.purpose, c.channel, k.state, k.decided_at
      FROM consent AS k JOIN consent_channel AS c ON k.channel IN (0, c.channel)
      WHERE \(condition) AND NOT EXISTS (
        SELECT 1 FROM consent AS l
        WHERE l.customer = k.customer AND l.purpose = k.purpose AND l.channel IN (0, c.channel)
          AND (l.decided_at > k.decided_at
            OR l.decided_at = k.decided_at AND l.number > k.number))) AS \(row) WHERE TRUE
    """
  }

  // MARK: Relations

  /// The customer's relations, seen from the customer's end.
  static let relationFacts: [SegmentFact] = [
    SegmentFact(
      RuleFact(
        "relations", .list(.record("relation")),
        "Relations to other customers, seen from this one: whose parent is recorded is a \"child\" to the parent.",
        isOptional: false),
      [],
      .list(
        FactList(
          rows: { row, customer, _ in
            bothEnds(row, "r.customer = \(customer)", "r.related = \(customer)")
          },
          order: "id",
          fields: [
            relationField(
              "kind", "What the other one is to the customer.", ["kind"],
              FactColumn(.words(relationWords, hasOthers: true), "kind"), isOptional: false),
            relationField(
              "active", "Whether it holds today.", ["valid_from", "valid_to"],
              FactColumn(.truth) { row, arguments in
                "(\(row).valid_from <= \(arguments.today) AND \(row).valid_to > \(arguments.today))"
              }, isOptional: false),
            relationField(
              "since", "First day; missing when it is since ever.", ["valid_from"],
              FactColumn(.day) { row, _ in "NULLIF(\(row).valid_from, \(Period.beginning))" }),
            relationField(
              "until", "The day on which it no longer holds; missing when it is open.",
              ["valid_to"],
              FactColumn(.day) { row, _ in "NULLIF(\(row).valid_to, \(Period.end))" }),
          ],
          everybody: { row in bothEnds(row, "{r.customer}", "{r.related}") })))
  ]

  /// Each relation from both of its ends.
  private static func bothEnds(_ row: String, _ one: String, _ other: String) -> String {
    """
    (SELECT r.customer, r.id, r.kind, r.valid_from, r.valid_to FROM relation AS r WHERE \(one)
      UNION ALL
      SELECT r.related, r.id, r.kind + \(reversed), r.valid_from, r.valid_to FROM relation AS r
      WHERE \(other)) AS \(row) WHERE TRUE
    """
  }

  /// What is added to the kind of a relation that is seen from its other end.
  private static let reversed: Int64 = 100

  private static let relationWords: [FactWord] = {
    let words = [FactWord](RelationKind.self)
    let others: [RelationKind: String] = [
      .parent: "child", .guardian: "ward", .caregiver: "cared_for",
      .representative: "represented", .employer: "employee", .hospital: "patient",
      .parentOrganisation: "part",
    ]
    return words
      + words.map { word in
        let kind = RelationKind(rawValue: Int32(word.number))
        return FactWord(number: word.number + reversed, word: others[kind] ?? word.word)
      }
  }()

  private static func relationField(
    _ name: String, _ summary: String, _ fields: Set<String>, _ column: FactColumn,
    isOptional: Bool = true
  ) -> FactList.Field {
    FactList.Field(
      RuleFact(
        name, column.form.type, summary, isOptional: isOptional, values: column.form.values),
      [FactOrigin(FeedEntity.relation, fields)], column)
  }
}

extension FactForm {
  /// The only texts that there can be, each once; empty when there can be any.
  var values: [String] {
    guard case .words(let words, _) = self else { return [] }
    var seen: Set<String> = []
    return words.map(\.word).filter { seen.insert($0).inserted }
  }
}
