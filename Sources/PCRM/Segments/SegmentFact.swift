import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Something that rules may ask about a customer, with the ways to it: in a statement, in memory, and through the feed.
struct SegmentFact: Sendable {
  /// What the rule language knows of it.
  let rule: RuleFact
  /// Which changes may alter it.
  let origins: [FactOrigin]
  let source: Source

  enum Source: Sendable {
    /// One value: a column of the customer's row, or what the document says.
    case scalar(FactColumn, load: @Sendable (FactLoader) throws(Status) -> RuleValue?)
    case list(FactList)
  }

  init(_ rule: RuleFact, _ origins: [FactOrigin], _ source: Source) {
    self.rule = rule
    self.origins = origins
    self.source = source
  }
}

/// Lines of the feed that may mean that a fact is another one now.
struct FactOrigin: Sendable {
  let entity: StaticEntity
  /// Names of the fields as the feed has them; empty for every field.
  let fields: Set<String>

  init(_ entity: StaticEntity, _ fields: Set<String> = []) {
    self.entity = entity
    self.fields = fields
  }
}

/// A value in a row of the store.
struct FactColumn: Sendable {
  let form: FactForm
  /// The expression for a row of that name, in the form's raw type; NULL is missing.
  let sql: @Sendable (_ row: String, _ arguments: inout SQLArguments) -> String

  init(
    _ form: FactForm,
    _ sql: @escaping @Sendable (_ row: String, _ arguments: inout SQLArguments) -> String
  ) {
    self.form = form
    self.sql = sql
  }

  /// A column as it is.
  init(_ form: FactForm, _ name: String) {
    self.init(form) { row, _ in "\(row).\(name)" }
  }
}

/// Many values or records of one customer.
struct FactList: Sendable {
  /// What stands after FROM: rows called `row` of the customer whose key `customer` is, up to and with WHERE.
  let rows: @Sendable (_ row: String, _ customer: String, _ arguments: inout SQLArguments) -> String
  /// The columns in whose order records are numbered.
  let order: String
  /// Of each record; of a list of scalars the one value, without a name.
  let fields: [Field]
  /// The same for all customers at once, whose keys are in the column `customer`; a column's name in braces stands for
  /// the bounds of the keys that are looked at.
  let everybody: @Sendable (_ row: String) -> String

  struct Field: Sendable {
    let rule: RuleFact
    let origins: [FactOrigin]
    let column: FactColumn

    init(_ rule: RuleFact, _ origins: [FactOrigin], _ column: FactColumn) {
      self.rule = rule
      self.origins = origins
      self.column = column
    }
  }
}

/// How a value stands in a column.
enum FactForm: Sendable {
  case text
  case whole
  case real
  /// A condition.
  case truth
  /// A day as 20260131.
  case day
  /// Microseconds.
  case instant
  /// A number for which rules have a word; other numbers, where the schema lets them in, are missing.
  case words([FactWord], hasOthers: Bool)
  /// Sixteen bytes; rules see the 36 characters.
  case key
  /// A whole number of thousandths.
  case thousandths

  var type: RuleType {
    switch self {
    case .text, .words, .key: .string
    case .whole: .int
    case .real, .thousandths: .double
    case .truth: .bool
    case .day: .date
    case .instant: .timestamp
    }
  }
}

/// A number in the store and the word that rules have for it.
struct FactWord: Sendable, Equatable {
  let number: Int64
  let word: String
}

extension [FactWord] {
  /// The words of an enumeration: CUSTOMER_KIND_PERSON is "person", and what is unspecified is missing.
  init<E: OpenEnum>(_ type: E.Type) {
    let prefix = E.names.first.map { $0.1.dropLast("UNSPECIFIED".count) } ?? ""
    self = E.names.filter { $0.0 != 0 }.map { number, name in
      FactWord(number: Int64(number), word: name.dropFirst(prefix.count).lowercased())
    }
  }

  func word(for number: Int64) -> String? { first { $0.number == number }?.word }
}

extension FactForm {
  /// The value in a column of a row; nil where it is missing.
  func value(_ row: any Row, _ column: Int) -> RuleValue? {
    if row.isNull(column) { return nil }
    return switch self {
    case .text: .string(row.text(column))
    case .whole: .int(row.integer(column))
    case .real: .double(row.real(column))
    case .truth: .bool(row.bool(column))
    case .day: .date(row.integer(column))
    case .instant: .timestamp(row.integer(column))
    case .words(let words, _): words.word(for: row.integer(column)).map { .string($0) }
    case .key: .string(row.id(column, of: CustomerID.self).description)
    case .thousandths: .double(Double(row.integer(column)) / 1000)
    }
  }
}
