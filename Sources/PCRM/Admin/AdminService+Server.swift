import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AdminService {
  @Sendable
  func serverStatus(
    _ request: GetServerStatusRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ServerStatus {
    let figures = context.storeFigures()
    var status = ServerStatus()
    status.version = context.version
    status.startTime = context.startTime
    status.serverTime = reader.now
    status.schemaVersion = Int32(PCRM.migrations.last?.number ?? 0)
    status.feedSequence = try reader.feedSequence()
    status.databaseBytes = try reader.databaseBytes()
    status.walBytes = figures.walBytes
    let deleted = try reader.count("SELECT count(*) FROM customer WHERE deleted_at IS NOT NULL")
    status.customerCount = try reader.count("SELECT count(*) FROM customer") - deleted
    status.deletedCustomerCount = deleted
    status.unitCount = try reader.count("SELECT count(*) FROM unit")
    status.staffCount = try reader.count("SELECT count(*) FROM staff")
    status.principalCount = try reader.count("SELECT count(*) FROM principal")
    status.writerQueueLength = figures.writerQueueLength
    return status
  }
}

extension Reader {
  fileprivate func count(_ sql: SQL) throws(Status) -> Int64 {
    try first(sql) { $0.integer(0) } ?? 0
  }

  fileprivate func databaseBytes() throws(Status) -> Int64 {
    try count(
      SQL(
        sqlite: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        postgres: "SELECT pg_database_size(current_database())"))
  }
}
