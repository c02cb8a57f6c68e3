import PCRMModel
import ProtobufCodec

/// How one value of a document becomes JSON, by the field's type.
enum DocumentScalar {
  /// A message that documents write as one word.
  struct Form {
    /// What a right text looks like.
    var expected: String
    /// The JSON of a text; nil if it is none.
    var json: (String) -> String?
  }

  static func form(of type: any Message.Type) -> Form? {
    switch type.protoName {
    case CivilDate.protoName:
      Form(expected: DateText.expectation) { text in DateText.parse(text)?.json() }
    case Timestamp.protoName:
      Form(expected: "a time such as 2026-11-21T10:15:00Z") { text in
        TimestampText.parse(text)?.json()
      }
    case ProtoDuration.protoName:
      Form(expected: "a span in seconds such as 90s or 1.5s") { text in
        (try? ProtoDuration(json: quoted(text)))?.json()
      }
    case FieldMask.protoName:
      Form(expected: "names of fields with commas between") { quoted($0) }
    default: nil
    }
  }

  static func json(_ text: String, _ kind: FieldInfo.Kind) throws(DecodingFailure) -> String {
    switch kind {
    case .string, .text, .bytes: return quoted(text)
    case .bool:
      switch text {
      case "true", "yes": return "true"
      case "false", "no": return "false"
      default: throw DecodingFailure(.wrongType, message: "must be \(expected(kind))")
      }
    case .enumeration(let type): return try enumeration(text, type)
    case .message: return quoted(text)
    default:
      // Numbers may stand in quotes; what is none is refused by the reader of JSON, by its place.
      return quoted(text)
    }
  }

  private static func enumeration(
    _ text: String, _ type: any OpenEnum.Type
  ) throws(DecodingFailure) -> String {
    if let number = number(text, type) { return String(number) }
    let hint =
      NearestWord.to(text, among: words(type).split(separator: ", ").map(String.init))
      .map { "; did you mean \"\($0)\"?" } ?? ""
    throw DecodingFailure(
      .invalidValue, message: "is \"\(text.prefix(64))\"; it must be \(words(type))\(hint)")
  }

  private static func number<E: OpenEnum>(_ text: String, _ type: E.Type) -> Int32? {
    E(word: text)?.rawValue ?? E(name: text)?.rawValue
      ?? Int32(text).flatMap { number in E.names.contains { $0.0 == number } ? number : nil }
  }

  private static func words<E: OpenEnum>(_ type: E.Type) -> String { E.words }

  /// What a field takes, for complaints about another thing in its place.
  static func expected(_ kind: FieldInfo.Kind) -> String {
    switch kind {
    case .bool: "true or false"
    case .string, .bytes: "a text"
    case .text(let type): type.expectation
    case .enumeration(let type): "one of \(words(type))"
    case .message: "keys and values"
    default: "a number"
    }
  }

  /// A JSON text.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
