import Glibc
import PCRM
import PCRMCore
import PCRMModel
import RPC
import SQLiteStorage
import Storage

/// What the store tells of itself: gauges for the metrics page, figures for the server's status.
struct StoreGauges {
  private let database: SQLiteDatabase

  init(_ database: SQLiteDatabase) { self.database = database }

  var figures: PCRM.StoreFigures {
    PCRM.StoreFigures(
      walBytes: Int64(database.walBytes), writerQueueLength: Int32(clamping: database.writesWaiting)
    )
  }

  /// Adds a line a figure to the metrics page.
  func add(to metrics: Metrics) {
    let database = database
    metrics.gauge("pcrm_writer_queue", "Writes waiting for the writer.") {
      Double(database.writesWaiting)
    }
    metrics.gauge("pcrm_wal_bytes", "Size of the write-ahead log.") { Double(database.walBytes) }
    metrics.gauge("pcrm_segment_drift", "Customers ever found wrongly in or out of a segment.") {
      Double((try? database.read { (reader) throws(Status) in try reader.segmentDrift() }) ?? -1)
    }
    metrics.gauge("pcrm_segments_building", "Segments whose members are being found.") {
      let count = try? database.read { (reader) throws(Status) in
        try reader.segmentCount(.building)
      }
      return Double(count ?? -1)
    }
    metrics.counter("pcrm_writes_total", "Writes done, failed ones among them.") {
      database.counters.jobs.value
    }
    metrics.counter("pcrm_commits_total", "Group commits; each forced the log to disk once.") {
      database.counters.commits.value
    }
    metrics.counter("pcrm_checkpoints_total", "Checkpoints that moved pages.") {
      database.counters.checkpoints.value
    }
  }
}
