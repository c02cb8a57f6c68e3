import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What a search asks for, in the form in which words are stored.
struct CustomerSearch {
  let field: CustomerIndex.Field
  /// The beginning that is walked along.
  let prefix: String
  /// All words that one address must have; empty for the other fields.
  let words: [String]

  init(_ request: SearchCustomersRequest) throws(Status) {
    try TextRules.checkRequired(request.query, "query", max: 200)
    switch request.field {
    case .unspecified: field = Self.looksLikeNumber(request.query) ? .phone : .name
    case .name: field = .name
    case .phone: field = .phone
    case .address: field = .address
    default: throw .malformed("field", "a value of \(SearchField.protoName)")
    }
    switch field {
    case .phone:
      prefix = PhoneNumber.digits(request.query)
      words = []
    case .address:
      words = SearchText.words(request.query)
      // The longest word is most likely the rarest.
      prefix = words.max { $0.utf8.count < $1.utf8.count } ?? ""
    case .name, .tag:
      prefix = SearchText.name(request.query)
      words = []
    }
    if prefix.isEmpty {
      throw .malformed(
        "query", field == .phone ? "a number's first digits" : "a text with letters or digits")
    }
  }

  private static func looksLikeNumber(_ text: String) -> Bool {
    text.utf8.contains(where: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      && !text.unicodeScalars.contains(where: \.properties.isAlphabetic)
  }

  /// The one word under which a customer is listed, so that nobody is listed twice; nil when the customer does not match.
  func leadingWord(of customer: Customer) -> String? {
    switch field {
    case .name: least(customer.names.lazy.flatMap(\.searchWords))
    case .phone:
      least(customer.contactPoints.lazy.filter(\.isNumber).map { PhoneNumber.digits($0.value) })
    case .address:
      least(
        customer.addresses.lazy.map(\.searchWords).filter { stored in
          words.allSatisfy { word in stored.contains { begins($0, with: word) } }
        }.joined())
    case .tag: nil
    }
  }

  private func least(_ words: some Sequence<String>) -> String? {
    words.filter { begins($0, with: prefix) }
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// By bytes, as the store compares.
  private func begins(_ text: String, with prefix: String) -> Bool {
    text.utf8.starts(with: prefix.utf8)
  }
}

/// Where in a search's order a page ends: a word, and the customer under it.
struct SearchPlace {
  var word: String
  var customer: CustomerID

  init(word: String, customer: CustomerID = CustomerID()) {
    self.word = word
    self.customer = customer
  }

  /// Reads a place that ``position`` made; nil where there is none.
  init?(_ position: [UInt8]) {
    guard position.count > 16,
      let customer = position[..<16].withUnsafeBytes({ CustomerID(bytes: $0) })
    else { return nil }
    self.init(word: String(decoding: position[16...], as: UTF8.self), customer: customer)
  }

  var position: [UInt8] { customer.position + word.utf8 }
}

extension Reader {
  /// Walks the customers that match and are within reach, in the order of the words that led to them.
  ///
  /// - Parameter row: answers false when it does not take the row; the walk then stops before it.
  /// - Returns: where the walk goes on; nil at its end.
  func searchCustomers(
    _ search: CustomerSearch, _ caller: Caller, after: SearchPlace?,
    row take: (any Row) throws(Status) -> Bool
  ) throws(Status) -> SearchPlace? {
    var last = after ?? SearchPlace(word: search.prefix)
    var visited = 0
    var isStopped = false
    let filter = CustomerFilter(caller)
    try each(
      """
      SELECT customer.*, found.word FROM customer_search AS found
      JOIN customer ON customer.id = found.customer
      WHERE found.field = $1 AND (found.word, found.customer) > ($2, $3) AND found.word < $4
      ORDER BY found.word, found.customer
      """,
      [
        .integer(search.field.rawValue), .text(last.word), .place(last.customer),
        // No character stands above the last one.
        .text(search.prefix + "\u{10FFFF}"),
      ]
    ) { (row) throws(Status) in
      let word = row.text(CustomerRow.count)
      visited += 1
      var takes = visited <= Self.walkRowsMax
      if takes, filter.passes(row),
        search.leadingWord(of: try CustomerRow.customer(row)) == word
      {
        takes = try take(row)
      }
      guard takes else {
        isStopped = true
        return false
      }
      last = SearchPlace(word: word, customer: row.id(CustomerRow.id))
      return true
    }
    return isStopped ? last : nil
  }

  /// The customers within reach who have exactly this number, in the order of their ids.
  func customers(phone: String, _ caller: Caller, most: Int) throws(Status) -> [Customer] {
    let filter = CustomerFilter(caller)
    var found: [Customer] = []
    var visited = 0
    try each(
      """
      SELECT customer.* FROM customer_search AS found JOIN customer ON customer.id = found.customer
      WHERE found.field = $1 AND found.word = $2 ORDER BY found.customer
      """, [.integer(CustomerIndex.Field.phone.rawValue), .text(PhoneNumber.digits(phone))]
    ) { (row) throws(Status) in
      visited += 1
      if filter.passes(row) { found.append(try CustomerRow.customer(row)) }
      return found.count < most && visited < Self.walkRowsMax
    }
    return found
  }
}
