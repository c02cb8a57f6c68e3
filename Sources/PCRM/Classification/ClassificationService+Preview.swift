import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  /// Milliseconds that a preview spends at most.
  private static let budgetMax: Int32 = 20_000
  private static let budgetDefault: Int32 = 300
  private static let movesDefault: Int32 = 50
  /// Cases that are looked at even when the budget is over.
  private static let casesMin: Int64 = 30
  /// Cases that one page of moves looks at.
  private static let casesPerPageMax = 5_000

  @Sendable
  func previewScheme(
    _ request: PreviewSchemeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> PreviewSchemeResponse {
    let start = Instant.now()
    guard let scheme = request.scheme else { throw .required("scheme") }
    let budget = request.budgetMs == 0 ? Self.budgetDefault : request.budgetMs
    if !(1...Self.budgetMax).contains(budget) {
      throw .outOfRange("budget_ms", min: 0, max: Self.budgetMax)
    }
    let named = request.movesMax == 0 ? Self.movesDefault : request.movesMax
    if !(1...1000).contains(named) { throw .outOfRange("moves_max", min: 0, max: 1000) }
    let preview = try SchemePreview(scheme, day: request.day, caller, reader)
    var cases = try preview.everyCase()
    // In random order, so that whatever part is looked at stands for all; the same document, the same order.
    var random = SplitMix64(
      seed: scheme.binary().reduce(1) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    cases.shuffle(using: &random)
    let end = start.adding(nanoseconds: UInt64(budget) * 1_000_000)
    var counts = MoveCounts(all: Int64(cases.count))
    var response = PreviewSchemeResponse()
    for place in cases {
      try reader.checkMayGoOn()
      // At least a few are looked at, however short the budget.
      if counts.lookedAt >= Self.casesMin, Instant.now() >= end {
        response.isEstimate = true
        break
      }
      let verdict = try preview.verdict(on: place)
      counts.add(verdict)
      if case .move(let move) = verdict, !move.stays, response.moves.count < Int(named) {
        response.moves.append(move)
      }
    }
    response.evaluated = counts.asked
    response.total = counts.total
    response.counts = counts.rows
    return response
  }

  @Sendable
  func schemeMoves(
    _ request: ListSchemeMovesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSchemeMovesResponse {
    guard let scheme = request.scheme else { throw .required("scheme") }
    let page = try context.pages.page(request, caller)
    let preview = try SchemePreview(scheme, day: request.day, caller, reader)
    var response = ListSchemeMovesResponse()
    let next = try preview.walk(
      after: CasePlace(page.after), most: Self.casesPerPageMax
    ) { move in
      if response.moves.count == page.size { return false }
      response.moves.append(move)
      return true
    }
    response.nextPageToken =
      next.map { context.pages.token(after: $0.bytes, of: request, caller) } ?? ""
    return response
  }
}

/// Moves counted by their ends, over cases in random order.
private struct MoveCounts {
  private struct Way: Hashable {
    let from: ClassificationResult
    let to: ClassificationResult
  }

  /// All cases of the store.
  private let all: Int64
  private var ways: [Way: Int64] = [:]
  /// Cases of the store that were looked at.
  private(set) var lookedAt: Int64 = 0
  /// Those of them about which the scheme was asked.
  private(set) var asked: Int64 = 0

  init(all: Int64) { self.all = all }

  mutating func add(_ verdict: SchemePreview.Verdict) {
    lookedAt += 1
    switch verdict {
    case .notAsked: break
    case .leftOut: asked += 1
    case .move(let move):
      asked += 1
      let from = ClassificationResult(
        supportGroup: move.supportGroupFrom, managementLevel: move.managementLevelFrom)
      let to = ClassificationResult(
        supportGroup: move.supportGroupTo, managementLevel: move.managementLevelTo)
      ways[Way(from: from, to: to), default: 0] += 1
    }
  }

  /// Cases about which the scheme would be asked.
  var total: Int64 { WilsonInterval(found: asked, of: lookedAt).scaled(to: all) }

  /// The counts, scaled up to all cases, in the order of the results.
  var rows: [SchemeMoveCount] {
    let sorted = ways.sorted {
      ($0.key.from.number, $0.key.to.number) < ($1.key.from.number, $1.key.to.number)
    }
    return sorted.map { way, found in
      let share = WilsonInterval(found: found, of: lookedAt)
      var count = SchemeMoveCount()
      count.supportGroupFrom = way.from.supportGroup
      count.supportGroupTo = way.to.supportGroup
      count.managementLevelFrom = way.from.managementLevel
      count.managementLevelTo = way.to.managementLevel
      count.count = share.scaled(to: all)
      count.countLow = share.low(of: all)
      count.countHigh = share.high(of: all)
      count.stays = way.from == way.to
      return count
    }
  }
}
