import PCRMCore
import PCRMModel
import ProtobufCodec

/// What rules ask about a customer and the document does not have in a column: follows from the document, here and
/// nowhere else.
struct CustomerFacts: Sendable, Equatable {
  /// What `customer_fact` calls the tags; no declared field can have this name.
  static let tags = ":tags"

  /// A value in the one of three columns that its type has.
  enum Value: Sendable, Hashable {
    /// A whole number; a truth (0 or 1), a day (20260131), an instant (microseconds).
    case number(Int64)
    case real(Double)
    case text(String)
  }

  /// A row of `customer_fact`.
  struct Row: Sendable, Hashable {
    let name: String
    let place: Int64
    let value: Value
  }

  /// A bit for each ``ContactPointKind`` that may be used, and the lowest one for an address.
  let contactKinds: Int64
  /// The day of birth in the solar calendar; nil when a part of it is unknown.
  let birthDay: Int64?
  /// Of the address to use first.
  let region: String?
  let district: String?
  let postalCode: String?
  let rows: [Row]

  init(_ customer: Customer) {
    var kinds: Int64 = customer.addresses.isEmpty ? 0 : 1
    for point in customer.contactPoints where !point.doNotContact {
      if (1..<63).contains(point.kind.rawValue) { kinds |= 1 << Int64(point.kind.rawValue) }
    }
    contactKinds = kinds
    birthDay = customer.birthDate.flatMap { $0.solarDay?.number }
    let address = customer.addresses.first { $0.primary } ?? customer.addresses.first
    region = Self.text(address?.region)
    district = Self.text(address?.locality)
    postalCode = Self.text(address?.postalCode)
    var rows: [Row] = []
    for (place, tag) in customer.tags.enumerated() {
      rows.append(Row(name: Self.tags, place: Int64(place), value: .text(tag)))
    }
    for field in customer.extensions {
      if let value = Self.value(field.value) {
        rows.append(Row(name: field.name, place: 0, value: value))
      }
    }
    self.rows = rows
  }

  static func value(_ value: Extension.Value?) -> Value? {
    switch value {
    case .text(let text): Self.text(text).map { .text($0) }
    case .integer(let number): .number(number)
    case .decimal(let digits): Double(digits).map { .real($0) }
    case .boolean(let truth): .number(truth ? 1 : 0)
    case .date(let day): .number(day.number)
    case .time(let time): Self.instant(time)
    case nil: nil
    }
  }

  /// An instant, if it is one that rules know: others are kept to the years there are, and so become another.
  private static func instant(_ time: Timestamp) -> Value? {
    let microseconds = time.microseconds
    return Timestamp(microseconds: microseconds).seconds == time.seconds
      ? .number(microseconds) : nil
  }

  /// A text that rules may ask about; the empty one is missing.
  ///
  /// One with a zero byte is missing as well: stores end texts there when they count characters.
  private static func text(_ text: String?) -> String? {
    guard let text, !text.isEmpty, !text.utf8.contains(0) else { return nil }
    return text
  }
}
