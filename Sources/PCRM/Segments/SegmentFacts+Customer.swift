import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SegmentFacts {
  /// What the customer's own row and document say.
  static let customerFacts: [SegmentFact] = [
    words("kind", "Person or organisation.", "kind", "kind", isOptional: false) { $0.kind },
    words("sex", "Sex of a person.", "sex", "sex") { $0.sex },
    derived(
      "birth_date",
      "Day of birth or foundation, in the solar calendar; missing unless it is known to the day.",
      ["birth_date"], FactColumn(.day, "birth_day")
    ) { $0.birthDay.map { .date($0) } },
    scalar(
      "language", "Language of the customer (BCP 47).", ["language"],
      FactColumn(.text) { row, _ in "NULLIF(\(row).language, '')" }
    ) { $0.language.isEmpty ? nil : .string($0.language) },
    SegmentFact(
      RuleFact("home_office", .string, "Code of the office that is responsible."),
      [FactOrigin(FeedEntity.customer, ["home_office_id"]), FactOrigin(FeedEntity.unit, ["code"])],
      .scalar(
        FactColumn(.text) { row, _ in
          "(SELECT u.code FROM unit AS u WHERE u.id = \(row).home_office)"
        }, load: { (loader) throws(Status) in try loader.unitCode(loader.customer()?.homeOfficeID) }
      )),
    scalar(
      "case_worker", "Id of the primary case worker.", ["case_worker_id"],
      FactColumn(.key, "case_worker")
    ) { $0.caseWorkerID.isEmpty ? nil : .string($0.caseWorkerID.description) },
    derived(
      "region", "Province or metropolitan city of the first address.", ["addresses"],
      FactColumn(.text, "region")
    ) { $0.region.map { .string($0) } },
    derived(
      "district", "City, county or district of the first address.", ["addresses"],
      FactColumn(.text, "district")
    ) { $0.district.map { .string($0) } },
    derived(
      "postal_code", "Postal code of the first address.", ["addresses"],
      FactColumn(.text, "postal_code")
    ) { $0.postalCode.map { .string($0) } },
    has("mobile", "a mobile phone that may be used", .mobile),
    has("phone", "a landline that may be used", .phone),
    has("email", "an e-mail address that may be used", .email),
    has("messenger", "a messenger account that may be used", .messenger),
    scalar(
      "has_address", "Whether there is a postal address.", ["addresses"], isOptional: false,
      FactColumn(.truth) { row, _ in "(\(row).contact_kinds & 1 <> 0)" }
    ) { .bool(!$0.addresses.isEmpty) },
    scalar(
      "created_at", "When the customer was created here.", [], isOptional: false,
      FactColumn(.instant, "created_at")
    ) { $0.createTime.map { .timestamp($0.microseconds) } },
    scalar(
      "updated_at", "When the customer was last changed.", nil, isOptional: false,
      FactColumn(.instant, "updated_at")
    ) { $0.updateTime.map { .timestamp($0.microseconds) } },
  ]

  /// The labels of the customer.
  static let customerLists: [SegmentFact] = [
    SegmentFact(
      RuleFact("tags", .list(.string), "Labels of the customer.", isOptional: false),
      [FactOrigin(FeedEntity.customer, ["tags"])],
      .list(
        FactList(
          rows: { row, customer, _ in
            "customer_fact AS \(row) WHERE \(row).customer = \(customer) AND \(row).name = '\(CustomerFacts.tags)'"
          },
          order: "place",
          fields: [
            FactList.Field(RuleFact("", .string, "A label."), [], FactColumn(.text, "text"))
          ],
          everybody: { row in
            "customer_fact AS \(row) WHERE {\(row).customer} AND \(row).name = '\(CustomerFacts.tags)'"
          })))
  ]

  /// A fact of the document that has a column.
  ///
  /// - Parameter fields: what of the customer alters it; nil for any field.
  private static func scalar(
    _ name: String, _ summary: String, _ fields: Set<String>?, isOptional: Bool = true,
    values: [String] = [], _ column: FactColumn,
    _ value: @escaping @Sendable (Customer) -> RuleValue?
  ) -> SegmentFact {
    SegmentFact(
      RuleFact(name, column.form.type, summary, isOptional: isOptional, values: values),
      fields == [] ? [] : [FactOrigin(FeedEntity.customer, fields ?? [])],
      .scalar(column, load: { (loader) throws(Status) in try loader.customer().flatMap(value) }))
  }

  /// A fact that follows from the document.
  private static func derived(
    _ name: String, _ summary: String, _ fields: Set<String>, _ column: FactColumn,
    _ value: @escaping @Sendable (CustomerFacts) -> RuleValue?
  ) -> SegmentFact {
    SegmentFact(
      RuleFact(name, column.form.type, summary), [FactOrigin(FeedEntity.customer, fields)],
      .scalar(column, load: { (loader) throws(Status) in try loader.derivedFacts().flatMap(value) })
    )
  }

  private static func words<E: OpenEnum>(
    _ name: String, _ summary: String, _ field: String, _ column: String, isOptional: Bool = true,
    _ value: @escaping @Sendable (Customer) -> E
  ) -> SegmentFact {
    let words = [FactWord](E.self)
    return scalar(
      name, summary, [field], isOptional: isOptional, values: words.map(\.word),
      FactColumn(.words(words, hasOthers: true), column)
    ) { words.word(for: Int64(value($0).rawValue)).map { .string($0) } }
  }

  private static func has(
    _ name: String, _ what: String, _ kind: ContactPointKind
  ) -> SegmentFact {
    scalar(
      "has_\(name)", "Whether there is \(what).", ["contact_points"], isOptional: false,
      FactColumn(.truth) { row, _ in "(\(row).contact_kinds & \(1 << Int64(kind.rawValue)) <> 0)" }
    ) { .bool($0.contactPoints.contains { $0.kind == kind && !$0.doNotContact }) }
  }
}
