import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Ends the override of a case, if one stands, and lets it fall back to what the rules gave. When the rules say
  /// something else by now, that is proposed or listed as due, as the scheme says.
  ///
  /// - Parameter event: whether its day came, or somebody ended it.
  mutating func endOverride(
    of subject: Case, _ kind: ClassificationKind, _ event: ClassificationEventKind,
    because reason: String, by caller: Caller
  ) throws(Status) {
    var ledger = try reader.ledger(subject, kind, by: caller.principal)
    guard ledger.override != nil else { return }
    ledger.endOverride(event, because: reason)
    try keep(ledger, of: subject)
    try unschedule(ClassificationTimers.overrideEnd, key: subject.overrideKey(kind))
    var edit = CaseEdit(subject)
    edit.set(kind, ledger.result)
    try store(edit, by: caller)
    let stored = try reader.caseRecord(subject.id, field: "case_id", .clock)
    try reclassify(stored, because: "override_end", by: caller)
  }

  /// Sets, moves or takes back the timer that ends an override, as the ledger has it.
  func setOverrideTimer(_ ledger: ClassificationLedger, of subject: Case) throws(Status) {
    let key = subject.overrideKey(ledger.kind)
    if let day = ledger.override?.validTo {
      try schedule(ClassificationTimers.overrideEnd, key: key, at: day.midnight)
    } else {
      try unschedule(ClassificationTimers.overrideEnd, key: key)
    }
  }
}

extension Case {
  /// The key of the timer that ends an override.
  fileprivate func overrideKey(_ kind: ClassificationKind) -> [UInt8] {
    id.position + [UInt8(truncatingIfNeeded: kind.rawValue)]
  }
}
