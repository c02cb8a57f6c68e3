import Synchronization

/// How the letters of a file stand as bytes.
public enum TextEncoding: Equatable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8
  /// Any other that iconv knows by this name and that keeps ASCII as it is, such as CP949.
  case named(String)

  /// Korean Windows: EUC-KR and all the other syllables.
  public static let cp949 = TextEncoding.named("CP949")

  /// Finds an encoding by the name that people use for it.
  public init?(name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8", "utf8bom", "utf8sig", "usascii", "ascii": self = .utf8
    case "cp949", "ms949", "windows949", "euckr", "uhc", "ksc5601", "ksc56011987", "ksx1001":
      // CP949 is EUC-KR and more, so that whoever says EUC-KR is served as well.
      self = .cp949
    default:
      // The empty name would mean the machine's own encoding.
      guard !plain.isEmpty, Self.keepsASCII(plain), CharsetConverter(from: name) != nil else {
        return nil
      }
      self = .named(name.uppercased())
    }
  }

  /// Its name in messages.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .named(let name): name
    }
  }

  /// The text that the bytes stand for; nil if they stand for none.
  public func text(_ bytes: some Collection<UInt8>) -> String? {
    if case .named(let name) = self, !bytes.allSatisfy({ $0 < 0x80 }) {
      // Opening a converter may load a library: the common one is opened once.
      let converted =
        self == .cp949
        ? Self.korean.withLock { $0?.convert(Array(bytes)) }
        : CharsetConverter(from: name)?.convert(Array(bytes))
      guard let utf8 = converted else { return nil }
      return String(validating: utf8, as: UTF8.self)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The bytes of a text; nil where it has letters that the encoding does not.
  public func bytes(_ text: String) -> [UInt8]? {
    guard case .named(let name) = self else { return Array(text.utf8) }
    return CharsetConverter(from: "UTF-8", to: name)?.convert(Array(text.utf8))
  }

  private static let korean = Mutex(CharsetConverter(from: "CP949"))

  /// UTF-16, UTF-32, UTF-7, EBCDIC and shift encodings hide commas and line ends inside of letters.
  private static func keepsASCII(_ plain: String) -> Bool {
    let other = [
      "utf16", "utf32", "utf7", "ucs", "iso2022", "ebcdic", "ibm037", "shiftjis", "sjis",
    ]
    return !other.contains { plain.hasPrefix($0) }
  }
}
