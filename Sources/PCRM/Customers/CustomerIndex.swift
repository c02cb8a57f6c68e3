import PCRMCore
import PCRMModel

/// What a customer is found by besides its id: follows from the document, here and nowhere else.
struct CustomerIndex: Sendable {
  /// What a word was taken from; the number is stored.
  enum Field: Int64, Sendable {
    /// A name, or its family or given name, without spaces and case.
    case name = 1
    /// A phone, mobile or fax number's digits.
    case phone = 2
    /// A word of an address.
    case address = 3
    /// A tag as it stands.
    case tag = 4
  }

  /// One way to a customer.
  struct Key: Hashable, Sendable {
    let field: Field
    let word: String

    // By bytes, as the store compares: the library would first normalise every word that is not ASCII.

    static func == (a: Key, b: Key) -> Bool {
      a.field == b.field && a.word.utf8.elementsEqual(b.word.utf8)
    }

    func hash(into hasher: inout Hasher) {
      var word = word
      word.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private(set) var keys: Set<Key> = []
  let externalIDs: [ExternalID]

  /// Nothing leads to nobody.
  static let empty = CustomerIndex(Customer())

  init(_ customer: Customer) {
    externalIDs = customer.externalIDs
    for name in customer.names {
      for word in name.searchWords { insert(.name, word) }
    }
    for point in customer.contactPoints where point.isNumber {
      insert(.phone, PhoneNumber.digits(point.value))
    }
    for address in customer.addresses {
      for word in address.searchWords { insert(.address, word) }
    }
    for tag in customer.tags { insert(.tag, tag) }
  }

  private mutating func insert(_ field: Field, _ word: String) {
    if !word.isEmpty { keys.insert(Key(field: field, word: word)) }
  }
}
