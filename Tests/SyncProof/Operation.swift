/// One step of a history, as data: it can be written down, left out and repeated.
public struct Operation: Hashable, Sendable {
  public var verb: Verb
  /// Device or member of staff.
  public var who: Int
  /// Visit, customer or conflict.
  public var what: Int
  /// New content, or what the network does.
  public var value: Int

  public init(_ verb: Verb, _ who: Int = 0, _ what: Int = 0, _ value: Int = 0) {
    self.verb = verb
    self.who = who
    self.what = what
    self.value = value
  }
}

extension Operation: CustomStringConvertible {
  /// For example "note 1 3 17".
  public var description: String { "\(verb.rawValue) \(who) \(what) \(value)" }

  /// Reads what ``description`` wrote; numbers that are left out are 0.
  public init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    guard let first = words.first, let verb = Verb(rawValue: String(first)) else { return nil }
    let numbers = words.dropFirst().map { Int($0) }
    if numbers.contains(nil) || numbers.count > 3 { return nil }
    func number(_ place: Int) -> Int { place < numbers.count ? numbers[place] ?? 0 : 0 }
    self.init(verb, number(0), number(1), number(2))
  }
}
