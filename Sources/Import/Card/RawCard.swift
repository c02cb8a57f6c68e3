/// The lines between a card's BEGIN and END, as they stood.
struct RawCard {
  /// The line of its BEGIN.
  var line: Int
  /// The lines, each with its number.
  var lines: [(number: Int, bytes: [UInt8])] = []
  /// Bytes in the lines.
  var bytes = 0
}

/// What a file of cards holds, one after the other.
enum RawCardItem {
  case card(RawCard)
  case rejected(Rejection)
}

/// Finds the cards of a file.
struct RawCardReader {
  /// The largest card; the server takes less in any case.
  static let cardBytesMax = 8 << 20

  private var lines: CardLines
  private var begun: RawCard?

  init(path: String) throws(ImportFailure) {
    lines = try CardLines(path: path)
  }

  var bytesRead: Int { lines.bytesRead }

  mutating func next() throws(ImportFailure) -> RawCardItem? {
    if begun == nil {
      if let stray = try skipToCard() { return .rejected(stray) }
      guard begun != nil else { return nil }
    }
    var card = begun ?? RawCard(line: 0)
    begun = nil
    var depth = 0
    while let (number, bytes) = try lines.next() {
      if Self.marks(bytes, "END:VCARD") {
        if depth == 0 { return Self.checked(card) }
        depth -= 1
      } else if Self.marks(bytes, "BEGIN:VCARD") {
        let before = card.lines.last { !$0.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        let agent = before.map { Self.opensAgent($0.bytes) } ?? false
        if depth == 0 && !agent {
          begun = RawCard(line: number)
          return .rejected(Self.unclosed(card))
        }
        depth += 1
      }
      card.bytes += bytes.count
      if card.bytes <= Self.cardBytesMax { card.lines.append((number, Array(bytes))) }
    }
    return .rejected(Self.unclosed(card))
  }

  /// Goes on to the next BEGIN; text that stands before it is told, not dropped in silence.
  private mutating func skipToCard() throws(ImportFailure) -> Rejection? {
    var stray: Rejection?
    while let (number, bytes) = try lines.next() {
      if Self.marks(bytes, "BEGIN:VCARD") {
        begun = RawCard(line: number)
        return stray
      }
      if stray == nil && !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x1a }) {
        stray = Rejection(
          line: number, field: "", reason: "text stands outside of BEGIN:VCARD and END:VCARD")
      }
    }
    return stray
  }

  private static func checked(_ card: RawCard) -> RawCardItem {
    guard card.bytes <= cardBytesMax else {
      return .rejected(
        Rejection(
          line: card.line, field: "",
          reason: "the card has \(card.bytes) bytes; it must have at most \(cardBytesMax)"))
    }
    return .card(card)
  }

  private static func unclosed(_ card: RawCard) -> Rejection {
    Rejection(
      line: card.line, field: "", reason: "the card that begins here has no END:VCARD; it is cut")
  }

  private static func marks(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
    guard line.count >= mark.utf8.count, line.count < mark.utf8.count + 16 else { return false }
    return String(decoding: line, as: UTF8.self).uppercased().trimmedEnd == mark
  }

  /// In vCard 2.1 the card of an agent stands on the lines after `AGENT:`.
  private static func opensAgent(_ line: [UInt8]) -> Bool {
    let text = String(decoding: line, as: UTF8.self).uppercased().trimmedEnd
    let name = text.prefix { $0 != ":" && $0 != ";" }.split(separator: ".").last ?? ""
    return name == "AGENT" && text.hasSuffix(":")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
