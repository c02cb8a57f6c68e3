import Import

/// Adds up what became of the batches, and reports rejections in the order of the file.
struct ImportLedger {
  var summary: ImportSummary
  private let report: RejectionReport
  /// Results whose predecessors are still on their way; no more than calls are in flight.
  private var early: [Int: BatchResult] = [:]
  private var next = 0

  init(_ report: RejectionReport, dryRun: Bool) {
    self.report = report
    summary = ImportSummary(dryRun: dryRun)
  }

  mutating func enter(_ result: BatchResult) throws {
    summary.created += result.created
    summary.updated += result.updated
    summary.unchanged += result.unchanged
    summary.rejected += result.rejected
    early[result.number] = result
    while let due = early.removeValue(forKey: next) {
      for rejection in due.rejections.sorted(by: { $0.line < $1.line }) {
        try report.add(rejection)
      }
      next += 1
    }
  }
}
