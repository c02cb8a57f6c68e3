public import PCRMCore
public import ProtobufCodec
public import Storage

/// A server stream as data: pages, one short read transaction each. Its state says where the next page begins.
public protocol PageSource<Element>: Sendable {
  associatedtype Element: Message

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<Element>

  /// What is sent when the stream has waited long for news, so that both ends know that the other lives; nil for nothing.
  var signOfLife: Element? { get }

  /// Whose news it waits for, when that is all it waits for; nil to be asked again after every commit.
  var newsTopic: NewsTopic? { get }
}

extension PageSource {
  public var signOfLife: Element? { nil }
  public var newsTopic: NewsTopic? { nil }
}

/// Some messages of a stream, and what comes after them.
public struct StreamPage<Element: Sendable>: Sendable {
  /// What to do when these messages are sent.
  public enum Then: Sendable {
    case more
    /// Nothing more now: ask again after the next commit that brings its news.
    case wait
    case end
  }

  public var elements: [Element]
  public var then: Then

  public init(_ elements: [Element], then: Then) {
    self.elements = elements
    self.then = then
  }
}

/// A page source with its types erased.
struct PageTurner: Sendable {
  typealias Page = StreamPage<Outcome>
  let next: @Sendable (Reader) throws(Status) -> (Page, PageTurner)
  let signOfLife: @Sendable () -> [UInt8]?
  let newsTopic: NewsTopic?

  init<Source: PageSource>(
    _ source: Source, encoding: Encoding, subjects: Subjects<Source.Element>
  ) {
    newsTopic = source.newsTopic
    signOfLife = { source.signOfLife.map { encoding.encode($0) } }
    next = { (reader) throws(Status) in
      var source = source
      let page = try source.next(reader)
      let outcomes = page.elements.map {
        Outcome(message: encoding.encode($0), subjects: subjects.ids($0))
      }
      let then: Page.Then =
        switch page.then {
        case .more: .more
        case .wait: .wait
        case .end: .end
        }
      let after = PageTurner(source, encoding: encoding, subjects: subjects)
      return (Page(outcomes, then: then), after)
    }
  }
}
