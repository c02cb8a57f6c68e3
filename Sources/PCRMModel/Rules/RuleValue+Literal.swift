import PCRMCore
import ProtobufCodec

extension RuleValue {
  /// The value as a rule would say it.
  public var literal: String {
    switch self {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): value.description
    case .string(let value): Self.quoted(value)
    case .timestamp(let value): "timestamp(\"\(Self.rfc3339(value))\")"
    case .duration(let value): "duration(\"\(Self.span(value))\")"
    case .date(let value): "date(\"\(Self.day(value))\")"
    case .list(let values): "[\(values.map(\.literal).joined(separator: ", "))]"
    }
  }

  /// The text in quotes, with what cannot stand between them escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func rfc3339(_ microseconds: Int64) -> String {
    Timestamp(microseconds: microseconds).rfc3339 ?? String(microseconds)
  }

  /// Seconds with as many digits after the point as are needed.
  private static func span(_ microseconds: Int64) -> String {
    let (seconds, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = microseconds < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(seconds)s" }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(seconds).\(digits)s"
  }

  private static func day(_ number: Int64) -> String {
    func padded(_ value: Int64, _ digits: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return padded(number / 10_000, 4) + "-" + padded(number / 100 % 100, 2) + "-"
      + padded(number % 100, 2)
  }
}

extension RuleValue {
  /// The value for a program that shows it: a text as it is, a time without the function around it.
  public var plain: String {
    switch self {
    case .string(let value): value
    case .timestamp(let value): Self.rfc3339(value)
    case .duration(let value): Self.span(value)
    case .date(let value): Self.day(value)
    case .list(let values): values.map(\.plain).joined(separator: ", ")
    default: literal
    }
  }

  /// The value in a sentence: a text in quotes.
  var words: String {
    switch self {
    case .string: literal
    case .list(let values): values.map(\.words).joined(separator: ", ")
    default: plain
    }
  }
}
