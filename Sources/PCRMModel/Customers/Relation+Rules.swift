public import PCRMCore

extension Relation {
  /// Refuses a relation that breaks a rule; call it when the texts are composed.
  public func check() throws(Status) {
    if customerID.isEmpty { throw .required("customer_id") }
    if relatedCustomerID.isEmpty { throw .required("related_customer_id") }
    if customerID == relatedCustomerID {
      throw .malformed("related_customer_id", "another customer than customer_id")
    }
    try kind.checkRequired("kind")
    try Period.check(validFrom, "valid_from", validTo, "valid_to")
    try TextRules.check(note, "note", max: 500)
  }
}
