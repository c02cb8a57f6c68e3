import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension DeviceRow {
  /// Until when the device may show what it carries; nil before its first complete pull.
  var leaseEnd: Timestamp? { pulledAt?.adding(seconds: leaseDays * 86_400) }

  /// Whether it was away for too long. A clock that was put back does not help, nor does one that was ahead.
  func isLeaseOver(at now: Timestamp) -> Bool {
    let device = withClockRight(at: now) ?? self
    guard let leaseEnd = device.leaseEnd else { return false }
    return max(now.microseconds, device.seenAt.microseconds) > leaseEnd.microseconds
  }

  /// The same with a clock that had run ahead at the last pull, and stands before that now: the lease began when the
  /// server says, and as much of it has passed as the device saw pass. Nil when there is nothing to put right.
  func withClockRight(at now: Timestamp) -> DeviceRow? {
    guard let pulledAt, let pulledServerAt else { return nil }
    let (pulled, began) = (pulledAt.microseconds, pulledServerAt.microseconds)
    guard now.microseconds < pulled, began < pulled else { return nil }
    var device = self
    device.pulledAt = pulledServerAt
    device.seenAt = Timestamp(microseconds: began + max(0, seenAt.microseconds - pulled))
    return device
  }

  /// Forgets where in the feed the clean rows stand: the next pull brings everything.
  mutating func beginAnew() {
    cursor = ""
    seq = 0
    stagedCursor = ""
    isStaging = false
    isFull = false
  }
}

extension FieldClient {
  /// Reads what the device carries, as it stands at one moment.
  ///
  /// - Throws: `failedPrecondition` with LEASE_OVER; the key of the rows is then gone. `permissionDenied` with
  ///   DEVICE_REVOKED.
  func view<T: Sendable>(
    _ body: @escaping @Sendable (FieldView) throws(Status) -> T
  ) throws(Status) -> T {
    try endLease()
    return try healing { () throws(Status) -> T in
      try store.read { [vault] (reader) throws(Status) in
        try body(try FieldView(reader, vault))
      }
    }
  }

  /// Reads rows, and has the next sync fetch everything when one of them is damaged: a pull that goes on from where the
  /// device stands would not bring it.
  func healing<T>(_ body: () throws(Status) -> T) throws(Status) -> T {
    do throws(Status) {
      return try body()
    } catch {
      // Without room for that it is still told.
      if error.isOfBytes && error.info.field == "row" {
        try? store.change(.resync) { (writer) throws(Status) in
          // A pull that brings everything is under way, or due.
          if try writer.reader.ownDevice().cursor.isEmpty { return }
          try writer.emptyCursor()
        }
      }
      throw error
    }
  }

  /// Destroys the key of the rows when the device was away for too long.
  func endLease() throws(Status) {
    let (isOver, isAhead) = try store.read { (reader) throws(Status) in
      let device = try reader.device()
      return (try reader.hasRowsOfOldLease(), device?.withClockRight(at: reader.now) != nil)
    }
    if isAhead {
      // Once it has passed the time of the pull, the clock does not show any more that it was put back. On a full disk it
      // is looked at again next time.
      try? store.change(.clock) { (writer) throws(Status) in
        guard let device = try writer.reader.ownDevice().withClockRight(at: writer.now) else {
          return
        }
        try writer.store(device)
      }
    }
    if !isOver { return }
    try store.change(.destroy) { (writer) throws(Status) in
      // A sync may have come to its end since.
      guard try writer.reader.hasRowsOfOldLease() else { return }
      var device = try writer.reader.ownDevice()
      device.beginAnew()
      try writer.destroyRows()
      try writer.store(device)
    }
    try store.fold()
  }
}

extension Reader {
  /// Whether there is something to destroy.
  ///
  /// What a pull stages after the end of a lease is not: nobody sees it before it is complete, and the pull would never
  /// come to its end.
  fileprivate func hasRowsOfOldLease() throws(Status) -> Bool {
    guard let device = try device(), device.isLeaseOver(at: now) else { return false }
    let hasRows = try first("SELECT 1 FROM clean_row LIMIT 1") { _ in true } ?? false
    if device.isStaging && !hasRows { return false }
    return try first("SELECT 1 FROM secret WHERE name = 'rows'") { _ in true } ?? false
  }
}
