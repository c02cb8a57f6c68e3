extension SyncLimits {
  /// What this version of the product holds devices to.
  public static let standard: SyncLimits = {
    var limits = SyncLimits()
    limits.pullRowsMax = 500
    limits.pullBytesMax = 1 << 20
    limits.pushMutationsMax = 200
    limits.pushBytesMax = 1 << 20
    limits.leaseDays = 14
    limits.keepDays = 14
    limits.chunkBytes = 256 << 10
    limits.rowsAdvisedMax = 10_000
    return limits
  }()

  /// Version of the schema of rows and mutations that this version of the product speaks.
  public static let schemaRev: Int32 = 1

  /// Days before today from which visits are carried.
  public static let daysBack = 7

  /// Days after today up to which visits are carried.
  public static let daysAhead = 30
}
