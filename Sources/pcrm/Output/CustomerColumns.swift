import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// How customers look in tables and in CSV.
enum CustomerColumns {
  /// What fits a terminal.
  static let list: [Column<Customer>] = [
    Column("ID") { $0.id.description },
    Column("KIND") { $0.kind.word },
    Column("NAME") { $0.displayName },
    Column("BORN") { $0.birthDate.map(date) ?? "" },
    Column("PHONE") { customer in
      let numbers = customer.contactPoints.filter(\.isNumber)
      return (numbers.first(where: \.primary) ?? numbers.first)?.value ?? ""
    },
    Column("CHANGED") { $0.updateTime.text },
  ]

  /// Everything about one customer, for a person.
  static let one: [Column<Customer>] = [
    Column("ID") { $0.id.description },
    Column("VERSION") { String($0.version) },
    Column("KIND") { $0.kind.word },
    Column("NAME") { $0.displayName },
    Column("NAMES") { lines($0.names) { "\($0.full) (\($0.kind.word))" } },
    Column("SEX") { $0.sex.word },
    Column("BORN") { $0.birthDate.map(date) ?? "" },
    Column("LANGUAGE") { $0.language },
    Column("OFFICE") { text($0.homeOfficeID) },
    Column("WORKER") { text($0.caseWorkerID) },
    Column("CONTACTS") { lines($0.contactPoints, contact) },
    Column("ADDRESSES") { lines($0.addresses, address) },
    Column("EXTERNAL IDS") { lines($0.externalIDs) { "\($0.scheme)=\($0.value)" } },
    Column("TAGS") { $0.tags.joined(separator: "; ") },
    Column("EXTENSIONS") { lines($0.extensions) { "\($0.name)=\(value($0.value))" } },
    Column("IMPORTED") { customer in
      let count = customer.importedProperties.count
      return count == 0 ? "" : "\(count) properties kept; see --output json"
    },
    Column("CREATED") { $0.createTime.text },
    Column("CHANGED") { $0.updateTime.text },
    Column("DELETED") { $0.deleteTime.text },
  ]

  /// One row a customer; a column for each extension field that the agency declared.
  static func csv(extensions fields: [String]) -> [Column<Customer>] {
    let fixed: [Column<Customer>] = [
      Column("id") { $0.id.description },
      Column("version") { String($0.version) },
      Column("kind") { $0.kind.word },
      Column("display_name") { $0.displayName },
      Column("sex") { $0.sex.word },
      Column("birth_date") { $0.birthDate.map(date) ?? "" },
      Column("language") { $0.language },
      Column("home_office_id") { text($0.homeOfficeID) },
      Column("case_worker_id") { text($0.caseWorkerID) },
      Column("phones") { lines($0.contactPoints.filter(\.isNumber), \.value) },
      Column("emails") { lines($0.contactPoints.filter { $0.kind == .email }, \.value) },
      Column("addresses") { lines($0.addresses, address) },
      Column("external_ids") { lines($0.externalIDs) { "\($0.scheme)=\($0.value)" } },
      Column("tags") { $0.tags.joined(separator: "; ") },
      Column("create_time") { $0.createTime.text },
      Column("update_time") { $0.updateTime.text },
    ]
    return fixed
      + fields.map { name in
        Column("extensions.\(name)") { customer in
          value(customer.extensions.first { $0.name == name }?.value)
        }
      }
  }

  /// `1980-03-22`, with `?` for what is not known and the calendar when it is a lunar one.
  static func date(_ date: CivilDate) -> String {
    func part(_ number: Int32, _ width: Int) -> String {
      if number == 0 { return String(repeating: "?", count: width) }
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = "\(part(date.year, 4))-\(part(date.month, 2))-\(part(date.day, 2))"
    let lunar = date.calendar == .lunar || date.calendar == .lunarLeap
    return lunar ? "\(day) \(date.calendar.word)" : day
  }

  private static func contact(_ point: ContactPoint) -> String {
    var notes = [point.kind.word]
    if !point.label.isEmpty { notes.append(point.label) }
    if point.primary { notes.append("primary") }
    if point.doNotContact { notes.append("do not contact") }
    return "\(point.value) (\(notes.joined(separator: ", ")))"
  }

  private static func address(_ address: Address) -> String {
    [
      address.postalCode, address.region, address.locality, address.roadAddress, address.detail,
      address.countryCode,
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func value(_ value: Extension.Value?) -> String {
    switch value {
    case .text(let text), .decimal(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .date(let day): date(day)
    case .time(let time): time.text
    case nil: ""
    }
  }

  private static func text<T>(_ id: ID<T>) -> String { id.isEmpty ? "" : id.description }

  private static func lines<T>(_ items: [T], _ text: (T) -> String) -> String {
    items.map(text).joined(separator: "; ")
  }
}
