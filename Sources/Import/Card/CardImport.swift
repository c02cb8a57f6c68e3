/// The customers of a file of cards: vCard 2.1, 3.0 and 4.0.
public struct CardImport: ImportSource {
  /// The scheme under which a card's UID, or its fingerprint, is an external id.
  public static let scheme = "vcard"

  private var reader: RawCardReader
  private let encoding: TextEncoding

  /// Opens a file. Text that is not UTF-8 and names no character set is read in `encoding`.
  public init(path: String, encoding: TextEncoding = .cp949) throws(ImportFailure) {
    reader = try RawCardReader(path: path)
    self.encoding = encoding
  }

  public mutating func next() throws(ImportFailure) -> ImportItem? {
    switch try reader.next() {
    case nil: nil
    case .card(let card): .customer(line: card.line, CardReading(card, encoding: encoding).customer)
    case .rejected(let rejection): .rejected(line: rejection.line, [rejection])
    }
  }

  public var scheme: String { Self.scheme }

  public var bytesRead: Int { reader.bytesRead }

  public var notes: [String] { [] }
}
