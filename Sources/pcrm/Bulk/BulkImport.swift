import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Sends the records of a file to the server, several batches at a time.
struct BulkImport {
  private static let attemptsMax = 8

  let server: Server
  let validateOnly: Bool
  let batchSize: Int
  let inFlight: Int
  /// Size of the file, for the progress bar.
  let bytes: Int

  /// Imports everything that `source` yields. Rejections are reported in the order of their lines.
  func run(_ source: any ImportSource, _ report: RejectionReport) async throws -> ImportSummary {
    let scheme = source.scheme
    var cutter = BatchCutter(source, size: batchSize)
    var ledger = ImportLedger(report, dryRun: validateOnly)
    var progress = ProgressBar()
    defer { progress.clear() }
    try report.removeOld()
    do {
      try await withThrowingTaskGroup(of: BatchResult.self) { group in
        var flying: [Int: Set<String>] = [:]
        while let batch = try cutter.next() {
          try Task.checkCancellation()
          // The earlier record of a customer must be stored before the later one is sent.
          let clashes = flying.values.contains { !$0.isDisjoint(with: batch.keys) }
          while flying.count >= (clashes ? 1 : inFlight), let result = try await group.next() {
            flying[result.number] = nil
            try ledger.enter(result)
          }
          flying[batch.number] = batch.keys
          group.addTask { try await send(batch, scheme) }
          progress.show(done: cutter.bytesRead, of: bytes, records: ledger.summary.read)
        }
        while let result = try await group.next() { try ledger.enter(result) }
      }
    } catch {
      progress.clear()
      let read = ledger.summary.read
      Console.note("stopped after \(read) records; import the file again to go on")
      throw error
    }
    try report.close()
    ledger.summary.notes = cutter.notes
    return ledger.summary
  }

  private func send(_ batch: ImportBatch, _ scheme: String) async throws -> BatchResult {
    var result = BatchResult(number: batch.number)
    result.rejected = batch.rejectedCount
    result.rejections = batch.rejections
    guard !batch.customers.isEmpty else { return result }
    var request = BulkUpsertCustomersRequest()
    request.requestID = .new()
    request.scheme = scheme
    request.validateOnly = validateOnly
    request.customers = batch.customers
    let answer = try await patiently(request)
    guard answer.results.count == batch.lines.count else {
      throw Status(
        .internal,
        "the server answered \(answer.results.count) results for "
          + "\(batch.lines.count) customers")
    }
    for (line, item) in zip(batch.lines, answer.results) {
      switch item.outcome {
      case .created: result.created += 1
      case .updated: result.updated += 1
      case .unchanged: result.unchanged += 1
      default:
        result.rejected += 1
        result.rejections.append(Self.rejection(line, item.error))
      }
    }
    return result
  }

  /// Waits and sends the same request again when the server is only busy.
  private func patiently(
    _ request: BulkUpsertCustomersRequest
  ) async throws -> BulkUpsertCustomersResponse {
    var attempt = 1
    while true {
      do throws(Status) {
        return try await server.call("\(CustomerCommand.service)/BulkUpsertCustomers", request)
      } catch {
        let busy = error.code == .unavailable || error.code == .resourceExhausted
        let params = error.info.params
        let wait = params.first { $0.name == "retry_after_ms" }.flatMap { Int($0.value) }
        guard busy, error.info.reason != "CONNECTION_LOST",
          wait != nil || error.code == .unavailable,
          attempt < Self.attemptsMax
        else { throw error }
        try await Task.sleep(for: .milliseconds(wait ?? 100 << attempt))
        attempt += 1
      }
    }
  }

  private static func rejection(_ line: Int, _ error: StatusMessage?) -> Rejection {
    guard let error = error?.status else {
      return Rejection(line: line, field: "", reason: "the server gave no reason")
    }
    var field = error.info.field
    // An extension is known by its name, not by its place.
    if let name = error.info.params.first(where: { $0.name == "name" })?.value,
      field.hasPrefix("extensions")
    {
      field = "extensions.\(name)"
    }
    return Rejection(line: line, field: field, reason: error.message)
  }
}
