public import PCRMCore

extension Demand {
  /// Refuses a demand that breaks a rule of its fields.
  public func check(_ field: String = "demand") throws(Status) {
    if customerID.isEmpty { throw .required("\(field).customer_id") }
    try kind.checkRequired("\(field).kind")
    if !decision.isEmpty {
      try TextRules.checkCode(decision, "\(field).decision", max: 64, others: "_-.")
    }
    if amountWon < 0 { throw .outOfRange("\(field).amount_won", min: 0, max: Int64.max) }
    try TextRules.check(note, "\(field).note", max: 500)
  }
}
