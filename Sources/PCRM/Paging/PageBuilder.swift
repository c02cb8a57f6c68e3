import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Gathers the rows of one page, and notices when there are more.
///
/// The query asks for one row more than the page has: that row only tells that there is a next page.
struct PageBuilder<Item: Message> {
  private(set) var items: [Item] = []
  private let page: Page
  private var bytes = 0
  private var last: [UInt8] = []
  private var hasMore = false
  private var passed = 0

  init(_ page: Page) {
    self.page = page
  }

  /// Takes a row.
  ///
  /// - Parameter position: the row's place in the list.
  /// - Returns: whether the page takes more rows.
  mutating func add(_ item: Item, at position: [UInt8]) -> Bool {
    let size = item.binary().count
    // A first row larger than a page still makes one.
    if items.count == page.size || !items.isEmpty && bytes + size > page.bytes {
      hasMore = true
      return false
    }
    items.append(item)
    bytes += size
    last = position
    return true
  }

  /// Passes over a row that is not for the caller.
  ///
  /// - Returns: whether to go on; past so many rows the page ends early and tells where the next one begins.
  mutating func pass(at position: [UInt8]) -> Bool {
    passed += 1
    last = position
    if passed < Reader.walkRowsMax { return true }
    hasMore = true
    return false
  }

  /// Where the next page begins; nil on the last one.
  var next: [UInt8]? { hasMore ? last : nil }
}

extension PageTokens {
  /// The token for the page after the one that was built; empty on the last page.
  func next<Item, Request: ListRequest>(
    after builder: PageBuilder<Item>, of request: Request, _ caller: Caller
  ) -> String {
    builder.next.map { token(after: $0, of: request, caller) } ?? ""
  }
}
