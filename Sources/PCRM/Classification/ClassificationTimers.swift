import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What classification does by the clock.
enum ClassificationTimers {
  /// Looks at one case again; the key is the case.
  static let recheck: TimerKind = "classification_recheck"
  /// Ends an override; the key is the case and the kind.
  static let overrideEnd: TimerKind = "classification_override_end"
  /// Looks at all cases again, because rules begin or end to count; the key is the day.
  static let sweep: TimerKind = "classification_sweep"

  /// Cases that one look of a sweep takes up.
  private static let batch: Int64 = 500

  static func handle(_ runner: JobRunner) {
    runner.handle(recheck) { (timer, writer) throws(Status) in
      try recheck(timer, &writer)
    }
    runner.handle(overrideEnd) { (timer, writer) throws(Status) in
      try endOverride(timer, &writer)
    }
    runner.handle(sweep) { (timer, reader) throws(Status) in
      try look(timer, reader)
    } _: { (found, timer, writer) throws(Status) in
      try sweep(found, timer, &writer)
    }
  }

  private static func recheck(
    _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    guard let id = timer.key.caseID, try writer.reader.hasCase(id) else { return .done }
    // The timer at hand goes with the step; what stands in the table then is what the step has set.
    try writer.unschedule(recheck, key: timer.key)
    let subject = try writer.reader.caseRecord(id, field: "case_id", .clock)
    try writer.reclassify(subject, because: "time", by: .clock)
    try writer.recordStep("timer/\(recheck.rawValue)")
    let next = try writer.reader.recheckTime(id)
    return next.map { .again(at: $0) } ?? .done
  }

  private static func endOverride(
    _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    guard let id = timer.key.caseID, let last = timer.key.last, try writer.reader.hasCase(id)
    else { return .done }
    let kind = ClassificationKind(rawValue: Int32(last))
    let subject = try writer.reader.caseRecord(id, field: "case_id", .clock)
    try writer.endOverride(
      of: subject, kind, .overrideExpired, because: "its last day is over", by: .clock)
    try writer.recordStep("timer/\(overrideEnd.rawValue)")
    return .done
  }

  /// The part of a sweep that one look has found.
  struct Found: Sendable {
    /// The cases about which something has to be done.
    var cases: [CaseID] = []
    /// Where the next look begins; nil at the end.
    var next: [UInt8]?
  }

  private static func look(_ timer: DueTimer, _ reader: Reader) throws(Status) -> Found {
    var found = Found()
    guard let book = try reader.classificationBook() else { return found }
    let place = CasePlace(timer.payload)
    var seen: Int64 = 0
    try reader.each(
      """
      SELECT customer_case.* FROM customer_case
      WHERE (customer, id) > ($1, $2) AND status <> 3 ORDER BY customer, id LIMIT $3
      """, [.place(place.customer), .place(place.id), .integer(batch)]
    ) { (row) throws(Status) in
      let subject = try CaseRow.document(row)
      if try !reader.classificationPlan(of: subject, book).isEmpty {
        found.cases.append(subject.id)
      }
      seen += 1
      found.next = CasePlace(subject).bytes
      // More than a step may change would be looked at again by the next.
      return found.cases.count < Writer.stepChangesMax
    }
    if seen < batch && found.cases.count < Writer.stepChangesMax { found.next = nil }
    return found
  }

  private static func sweep(
    _ found: Found, _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    var outcome = found.next.map { TimerOutcome.again(at: writer.now, payload: $0) } ?? .done
    for id in found.cases {
      let subject = try writer.reader.caseRecord(id, field: "case_id", .clock)
      try writer.reclassify(subject, because: "scheme", by: .clock)
      if timer.isOverTime || writer.isStepFull {
        // The next look begins here again, and finds only what is left.
        outcome = .again(at: writer.now, payload: CasePlace(subject).bytes)
        break
      }
    }
    try writer.recordStep("timer/\(sweep.rawValue)")
    return outcome
  }
}

/// A place among all cases, in the order of their customers.
struct CasePlace {
  var customer = CustomerID()
  var id = CaseID()

  init(customer: CustomerID, id: CaseID) {
    self.customer = customer
    self.id = id
  }

  init(_ subject: Case) {
    customer = subject.customerID
    id = subject.id
  }

  init(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return }
    bytes.withUnsafeBytes { bytes in
      customer = CustomerID(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<16])) ?? CustomerID()
      id = CaseID(bytes: UnsafeRawBufferPointer(rebasing: bytes[16...])) ?? CaseID()
    }
  }

  var bytes: [UInt8] { customer.position + id.position }
}

extension [UInt8] {
  /// The case with which a timer's key begins.
  fileprivate var caseID: CaseID? {
    prefix(16).withUnsafeBytes { CaseID(bytes: $0) }
  }
}
