import FieldClient
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// What a network does to calls, thrown by dice of its own so that a step does the same whatever was before it.
struct Weather {
  /// Nil in fair weather.
  private var dice: SeededRandom?
  /// Every page is at most this long; 0 = as it was asked for.
  var rowsMax: Int32 = 0

  /// Every call arrives, and so does every answer.
  static let fair = Weather()
  /// What a history says for fair weather.
  static let fairValue = (0..<1000).first { Weather($0).isFair } ?? 0

  /// What a history says for short pages and nothing else.
  static let slowValue = (0..<1000).first { Weather($0).isSlow && Weather($0).rowsMax == 1 } ?? 0

  /// Whether nothing is wrong.
  private var isFair: Bool { dice == nil && rowsMax == 0 }

  private init() {}

  /// - Parameter value: what a history says; every third is fair.
  init(_ value: Int) {
    var random = SeededRandom(seed: UInt64(truncatingIfNeeded: value) &+ 77)
    if random.next() % 3 != 0 { dice = random }
    if random.next() % 3 == 0 { rowsMax = Int32(1 + random.next() % 4) }
  }

  /// Whether pages are short and nothing else is wrong.
  var isSlow: Bool { dice == nil && rowsMax > 0 }

  /// What happens to a call.
  enum Fate {
    case delivered
    case requestLost
    case answerLost
    case twice
    case late
    case crashBefore
    case crashAfter
    case bitFlipped(Int)
  }

  mutating func fate() -> Fate {
    guard var random = dice else { return .delivered }
    defer { dice = random }
    switch random.next() % 100 {
    case 0..<10: return .requestLost
    case 10..<20: return .answerLost
    case 20..<28: return .twice
    case 28..<32: return .late
    case 32..<34: return .crashBefore
    case 34..<36: return .crashAfter
    case 36..<40: return .bitFlipped(Int(random.next() % 4096))
    default: return .delivered
    }
  }
}

/// A device's way to the server in process, with everything in between that a network does.
///
/// It is used by the one thread that runs the history, and by nobody else: what it holds need not be Sendable.
final class FaultyNetwork: FieldNetwork, @unchecked Sendable {
  typealias Deliver = (_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8]

  var weather = Weather(0)
  /// Hands a call to the server, and lets the checker look at it.
  var deliver: Deliver = { (_, _) throws(Status) in throw Status(.unavailable, "no server") }
  var crash: () -> Void = {}
  /// Done once after the next page.
  var between: (() -> Void)?
  /// The cursor that the next pull sends instead of its own.
  var forged: String?
  /// How the next push is put into disorder.
  var disorder: Disorder?
  /// The last push as it was sent.
  private(set) var lastPush: PushRequest?
  /// That was a quarter of a year ago.
  private(set) var isLastPushOld = false
  /// The end of a method's name that does not get through.
  var blocked: String?
  /// What the device says of its schema; 0 = the truth.
  var schemaRev: Int32 = 0
  /// Requests that are still under way.
  private var late: [(String, [UInt8])] = []
  /// The last answer that reached the device, and to which method.
  private(set) var lastAnswer: (method: String, bytes: [UInt8])?

  /// A push that arrives otherwise than it was sent.
  enum Disorder: Int {
    case reversed
    case firstMissing
    case middleMissing
    case lastFirst
    /// Versions are named that the server has not come to.
    case trunkBeyond
  }

  /// How many pulls came to their end.
  private(set) var completePulls = 0
  /// The cursor that the server gave last.
  private(set) var lastCursor: String?

  /// The device was switched off before it could take the last answer over.
  func forgetAnswer() { lastAnswer = nil }

  /// A quarter of a year goes by.
  func forgetPush() { isLastPushOld = true }

  /// Another life of the store begins: nothing of the old one is under way any more.
  func forget() { late = [] }

  private static let lost = Status(
    .unavailable, "the connection was lost", ErrorInfo(reason: "CONNECTION_LOST"))

  func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    lastAnswer = nil
    if let blocked, method.hasSuffix(blocked) { throw Self.lost }
    var request = changed(request, method)
    switch weather.fate() {
    case .delivered: break
    case .requestLost: throw Self.lost
    case .answerLost:
      _ = try deliver(method, request)
      throw Self.lost
    case .twice: _ = try deliver(method, request)
    case .late:
      late.append((method, request))
      throw Self.lost
    case .crashBefore:
      crash()
      throw Self.lost
    case .crashAfter:
      _ = try? deliver(method, request)
      crash()
      throw Self.lost
    case .bitFlipped(let place): request = Self.flipped(request, method, place)
    }
    if !late.isEmpty {
      let (method, request) = late.removeFirst()
      _ = try? deliver(method, request)
    }
    let answer = try deliver(method, request)
    lastAnswer = (method, answer)
    if method.hasSuffix("/Pull"), let response = try? PullResponse(binary: answer) {
      lastCursor = response.nextCursor
      if response.complete { completePulls += 1 }
    }
    if method.hasSuffix("/Pull"), let between {
      // After the first page: what it brought is still to be added to.
      self.between = nil
      lastAnswer = nil
      between()
    }
    return answer
  }

  /// The request as this network lets it through: with shorter pages, another cursor, another schema.
  private func changed(_ request: [UInt8], _ method: String) -> [UInt8] {
    if method.hasSuffix("/Pull"), var pull = try? PullRequest(binary: request) {
      if weather.rowsMax > 0 { pull.maxRows = weather.rowsMax }
      // Who asks for everything gets everything: there is no cursor to be wrong.
      if let forged, !pull.cursor.isEmpty {
        pull.cursor = forged
        self.forged = nil
      }
      return pull.binary()
    }
    if method.hasSuffix("/Push"), var push = try? PushRequest(binary: request) {
      if let disorder { push.mutations = Self.disordered(push.mutations, disorder) }
      if disorder == nil { (lastPush, isLastPushOld) = (push, false) }
      disorder = nil
      return push.binary()
    }
    if method.hasSuffix("/Hello"), schemaRev != 0, var hello = try? HelloRequest(binary: request) {
      hello.schemaRev = schemaRev
      return hello.binary()
    }
    return request
  }

  private static func disordered(_ list: [Mutation], _ disorder: Disorder) -> [Mutation] {
    switch disorder {
    case .reversed: list.reversed()
    case .firstMissing: Array(list.dropFirst())
    case .middleMissing: list.indices.filter { $0 != list.count / 2 || $0 == 0 }.map { list[$0] }
    case .lastFirst: list.suffix(1) + list.dropLast()
    case .trunkBeyond:
      list.map { mutation in
        var mutation = mutation
        if mutation.trunkVersion > 0 { mutation.trunkVersion += 1000 }
        return mutation
      }
    }
  }

  /// A bit of a cursor is another one.
  private static func flipped(_ request: [UInt8], _ method: String, _ place: Int) -> [UInt8] {
    guard method.hasSuffix("/Pull"), var pull = try? PullRequest(binary: request),
      !pull.cursor.isEmpty
    else { return request }
    var bytes = Array(pull.cursor.utf8)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    let index = place % bytes.count
    let old = alphabet.firstIndex(of: bytes[index]) ?? 0
    bytes[index] = alphabet[old ^ (1 << (place / bytes.count % 6))]
    pull.cursor = String(decoding: bytes, as: UTF8.self)
    return pull.binary()
  }
}
