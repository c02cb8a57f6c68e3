public import PCRMModel

extension RuleVocabulary {
  /// A vocabulary with every type, like the customer's: for tests of the language itself.
  public static let sample = RuleVocabulary(
    facts: [
      RuleFact(
        "kind", .string, "Person or organisation.", isOptional: false,
        values: ["person", "organisation"]),
      RuleFact(
        "sex", .string, "As registered.", values: ["female", "male", "other"]),
      RuleFact("birth_date", .date, "The day of birth."),
      RuleFact("language", .string, "A language tag."),
      RuleFact("home_office", .string, "The office's code."),
      RuleFact("has_mobile", .bool, "Whether a mobile number is known.", isOptional: false),
      RuleFact("created_at", .timestamp, "When the customer was made.", isOptional: false),
      RuleFact("updated_at", .timestamp, "When the customer was changed.", isOptional: false),
      RuleFact("notice", .duration, "A length of time."),
      RuleFact("tags", .list(.string), "The customer's tags.", isOptional: false),
      RuleFact("scores", .list(.int), "A list of numbers."),
      RuleFact("ext.tenure", .int, "Months of the contract."),
      RuleFact("ext.monthly_charges", .double, "In thousand won."),
      RuleFact("ext.churned", .bool, "Whether the contract ended."),
      RuleFact("ext.joined_on", .date, "The first day of the contract."),
      RuleFact("cases", .list(.record("case")), "The customer's cases.", isOptional: false),
      RuleFact("relations", .list(.record("relation")), "Other people."),
    ],
    records: [
      "case": [
        RuleFact("type", .string, "The case type.", values: ["injury", "contract", "enquiry"]),
        RuleFact("stage", .string, "The stage."),
        RuleFact("severity_grade", .int, "The grade in its scheme."),
        RuleFact("score", .double, "The need score."),
        RuleFact("opened_at", .timestamp, "When it was opened."),
        RuleFact("review_on", .date, "The day of the next review."),
        RuleFact("urgent", .bool, "Whether it is urgent."),
      ],
      "relation": [
        RuleFact("kind", .string, "The kind of relation."),
        RuleFact("active", .bool, "Whether it holds now."),
      ],
    ],
    segments: ["elders", "new", "장기 고객"])
}
