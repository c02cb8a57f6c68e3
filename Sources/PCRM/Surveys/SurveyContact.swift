import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Whether a customer was asked too lately, or too often, to be asked on a day.
  ///
  /// All surveys count, and days of the office: who was asked on the first may be asked again on the thirty-first where
  /// the policy says 30. Messages that are to go on a later day count by that day.
  func isAskedTooOften(
    _ customer: CustomerID, _ policy: SurveyPolicy, on day: Int
  ) throws(Status) -> Bool {
    let day = Int64(day)
    if policy.gapDays > 0 {
      let near = try first(
        """
        SELECT 1 FROM survey_contact WHERE customer = $1 AND day > $2 AND day < $3 LIMIT 1
        """, .id(customer), .integer(day - Int64(policy.gapDays)),
        .integer(day + Int64(policy.gapDays))
      ) { _ in true }
      if near != nil { return true }
    }
    if policy.contactsMax > 0 {
      let count = try first(
        "SELECT count(*) FROM survey_contact WHERE customer = $1 AND day > $2", .id(customer),
        .integer(day - Int64(policy.countDays))
      ) { $0.integer(0) }
      if count ?? 0 >= Int64(policy.contactsMax) { return true }
    }
    return false
  }
}

extension Writer {
  /// Notes that a customer is asked on a day.
  func noteContact(_ invitation: Invitation, on day: Int) throws(Status) {
    if invitation.customerID.isEmpty { return }
    try execute(
      """
      INSERT INTO survey_contact (customer, day, invitation) VALUES ($1, $2, $3)
      ON CONFLICT (customer, day, invitation) DO NOTHING
      """, .id(invitation.customerID), .integer(Int64(day)), .id(invitation.id))
  }

  /// Takes the note back where nothing of it ever left: the customer was not asked.
  func forgetContact(of invitation: Invitation) throws(Status) {
    if invitation.customerID.isEmpty { return }
    try execute(
      """
      DELETE FROM survey_contact
      WHERE customer = $1 AND invitation = $2
        AND EXISTS (SELECT 1 FROM outbox o WHERE o.invitation = $2)
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.invitation = $2 AND o.attempts > 0)
      """, .id(invitation.customerID), .id(invitation.id))
  }
}
