import PCRMCore
import PCRMModel
import Storage

extension SegmentFacts {
  /// The fields that the agency declared: `ext.NAME`, of the type that they were declared with for ever.
  static func extensionFacts(_ schemas: [ExtensionSchema]) -> [SegmentFact] {
    var names: [String] = []
    var fields: [String: ExtensionField] = [:]
    for schema in schemas {
      for field in schema.fields {
        if let earlier = fields[field.name] {
          // A text that may no longer be chosen may still be stored.
          let gone = earlier.choices.filter { !field.choices.contains($0) }
          fields[field.name] = field
          fields[field.name]?.choices += gone
        } else {
          names.append(field.name)
          fields[field.name] = field
        }
      }
    }
    return names.compactMap { fields[$0].flatMap(fact) }
  }

  private static func fact(_ field: ExtensionField) -> SegmentFact? {
    let (form, column): (FactForm, String)
    switch field.type {
    case .text, .choice: (form, column) = (.text, "text")
    case .integer: (form, column) = (.whole, "number")
    case .decimal: (form, column) = (.real, "real")
    case .boolean: (form, column) = (.truth, "number")
    case .date: (form, column) = (.day, "number")
    case .time: (form, column) = (.instant, "number")
    default: return nil
    }
    let name = field.name
    let isTruth = field.type == .boolean
    return SegmentFact(
      RuleFact("ext.\(name)", form.type, summary(field), values: field.choices),
      [FactOrigin(FeedEntity.customer, ["extensions"])],
      .scalar(
        FactColumn(form) { row, arguments in
          let sql = """
            (SELECT f.\(column) FROM customer_fact AS f
              WHERE f.customer = \(row).id AND f.name = \(arguments.add(.text(name))) AND f.place = 0)
            """
          return isTruth ? "(\(sql) = 1)" : sql
        },
        load: { (loader) throws(Status) in
          guard let value = try loader.customer()?.fact(ofField: name) else { return nil }
          return form.value(value)
        }))
  }

  private static func summary(_ field: ExtensionField) -> String {
    if !field.description.isEmpty { return field.description }
    return field.title.isEmpty ? "Field that the agency declared." : "\(field.title)."
  }
}

extension Customer {
  /// The value of a declared field, as rules see it.
  fileprivate func fact(ofField name: String) -> CustomerFacts.Value? {
    extensions.first { $0.name == name }.flatMap { CustomerFacts.value($0.value) }
  }
}

extension FactForm {
  /// What a value in a column means; nil for one of another type.
  fileprivate func value(_ value: CustomerFacts.Value) -> RuleValue? {
    switch (self, value) {
    case (.text, .text(let text)): .string(text)
    case (.whole, .number(let number)): .int(number)
    case (.real, .real(let real)): .double(real)
    case (.truth, .number(let number)): .bool(number == 1)
    case (.day, .number(let number)): .date(number)
    case (.instant, .number(let number)): .timestamp(number)
    default: nil
    }
  }
}
