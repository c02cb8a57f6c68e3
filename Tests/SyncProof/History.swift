import PCRMTesting

/// Who takes part, and what happens to them.
public struct History: Hashable, Sendable {
  /// Members of staff; devices are dealt out to them in turn.
  public static let staffCount = 3
  /// Customers that there are from the beginning.
  public static let customerCount = 6
  /// Visits that there are from the beginning.
  public static let visitCount = 12

  public var name: String
  public var devices: Int
  /// Further customers of the first member of staff, for a scope that is large.
  public var crowd = 0
  public var operations: [Operation]

  public init(_ name: String, devices: Int, crowd: Int = 0, _ operations: [Operation]) {
    self.name = name
    self.devices = devices
    self.crowd = crowd
    self.operations = operations
  }

  /// The history of a seed: 2 to 6 devices, 40 to 200 steps.
  public init(_ seed: Seed) {
    var random = SeededRandom(seed: seed.number &* 0x2545_F491_4F6C_DD1D &+ 11)
    let devices = Int(2 + random.next() % 5)
    let count = Int(40 + random.next() % 161)
    let sum = Verb.shares.reduce(0) { $0 + $1.share }
    var operations: [Operation] = []
    for _ in 0..<count {
      var place = Int(random.next() % UInt64(sum))
      var verb = Verb.sync
      for row in Verb.shares {
        if place < row.share {
          verb = row.verb
          break
        }
        place -= row.share
      }
      // Few rows, so that people get in each other's way; each content is another one.
      operations.append(
        Operation(
          verb, Int(random.next() % 6), Int(random.next() % 12), Int(random.next() % 100_000)))
    }
    self.init("seed \(seed.number)", devices: devices, operations)
  }
}

extension History: CustomStringConvertible {
  /// The text that ``init(text:)`` reads.
  public var description: String {
    let crowd = crowd == 0 ? "" : " crowd \(crowd)"
    return ["history \(devices)\(crowd) \(name)"].joined()
      + operations.map { "\n\($0)" }.joined() + "\n"
  }

  /// Reads a history that was written down: a line "history DEVICES NAME", then a step a line.
  public init?(text: String) {
    var lines = text.split(separator: "\n")[...]
    guard let words = lines.popFirst()?.split(separator: " "), words.count >= 2,
      words[0] == "history", let devices = Int(words[1])
    else { return nil }
    var rest = words.dropFirst(2)
    var crowd = 0
    if rest.first == "crowd", let count = rest.dropFirst().first.flatMap({ Int($0) }) {
      crowd = count
      rest = rest.dropFirst(2)
    }
    let operations = lines.map { Operation($0) }
    if operations.contains(nil) { return nil }
    self.init(
      rest.joined(separator: " "), devices: devices, crowd: crowd, operations.compactMap { $0 })
  }
}
