import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  /// Milliseconds that a preview spends at most.
  private static let budgetMax: Int32 = 20_000
  private static let budgetDefault: Int32 = 300
  private static let movesDefault: Int32 = 50
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
    var candidates = try preview.candidates()
    // In random order, so that whatever part is looked at stands for all; the same document, the same order.
    var random = SplitMix64(
      seed: scheme.binary().reduce(1) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    candidates.shuffle(using: &random)
    let end = start.adding(nanoseconds: UInt64(budget) * 1_000_000)
    var counts = MoveCounts()
    var response = PreviewSchemeResponse()
    response.total = Int64(candidates.count)
    for candidate in candidates {
      // At least a few are looked at, however short the budget.
      if response.evaluated >= 30, Instant.now() >= end {
        response.isEstimate = true
        break
      }
      response.evaluated += 1
      guard let move = try preview.move(of: candidate) else { continue }
      counts.add(move)
      if !move.stays && response.moves.count < Int(named) { response.moves.append(move) }
    }
    response.counts = counts.rows(evaluated: response.evaluated, total: response.total)
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

/// Moves counted by their ends.
private struct MoveCounts {
  private struct Way: Hashable {
    let from: ClassificationResult
    let to: ClassificationResult
  }

  private var ways: [Way: Int64] = [:]

  mutating func add(_ move: SchemeMove) {
    let from = ClassificationResult(
      supportGroup: move.supportGroupFrom, managementLevel: move.managementLevelFrom)
    let to = ClassificationResult(
      supportGroup: move.supportGroupTo, managementLevel: move.managementLevelTo)
    ways[Way(from: from, to: to), default: 0] += 1
  }

  /// The counts, scaled up to all cases, in the order of the results.
  func rows(evaluated: Int64, total: Int64) -> [SchemeMoveCount] {
    let sorted = ways.sorted {
      ($0.key.from.number, $0.key.to.number) < ($1.key.from.number, $1.key.to.number)
    }
    return sorted.map { way, found in
      let share = WilsonInterval(found: found, of: evaluated)
      var count = SchemeMoveCount()
      count.supportGroupFrom = way.from.supportGroup
      count.supportGroupTo = way.to.supportGroup
      count.managementLevelFrom = way.from.managementLevel
      count.managementLevelTo = way.to.managementLevel
      count.count = share.scaled(to: total)
      count.countLow = share.low(of: total)
      count.countHigh = share.high(of: total)
      count.stays = way.from == way.to
      return count
    }
  }
}
