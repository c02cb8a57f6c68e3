import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A consent's row. Entries are numbered within their customer: the number is the history's order.
extension Consent {
  init(_ row: any Row) {
    self.init()
    customerID = row.id(0)
    id = row.id(2)
    purpose = row.text(3)
    channel = row.enumeration(4)
    state = row.enumeration(5)
    textVersion = row.text(6)
    source = row.text(7)
    decideTime = row.time(8)
    recordTime = row.time(9)
    recordedBy = row.id(10)
  }
}

extension Reader {
  /// The entry that decides about a use: the one decided last, for the channel or for every channel. A paper that is
  /// recorded late does not outdo what was said since.
  func decidingConsent(
    _ customer: CustomerID, purpose: String, channel: Channel
  ) throws(Status) -> Consent? {
    try first(
      """
      SELECT consent.* FROM consent
      WHERE customer = $1 AND purpose = $2 AND (channel = 0 OR channel = $3)
      ORDER BY decided_at DESC, number DESC LIMIT 1
      """, .id(customer), .text(purpose), .enumeration(channel)
    ) { (row) throws(Status) in Consent(row) }
  }

  /// Walks a customer's consents, newest first, from before a number.
  ///
  /// - Parameter isCurrent: only those that still decide about their channel.
  func consents(
    of customer: CustomerID, purpose: String, isCurrent: Bool, before: Int64,
    row take: (Consent, Int64) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT consent.* FROM consent
      WHERE customer = $1 AND number < $2 AND ($3 = '' OR purpose = $3)
        AND ($4 = 0 OR NOT EXISTS (
          SELECT 1 FROM consent AS later
          WHERE later.customer = consent.customer AND later.purpose = consent.purpose
            AND later.channel IN (consent.channel, 0)
            AND (later.decided_at > consent.decided_at
              OR (later.decided_at = consent.decided_at AND later.number > consent.number))))
      ORDER BY number DESC
      """, [.id(customer), .integer(before), .text(purpose), .bool(isCurrent)]
    ) { (row) throws(Status) in try take(Consent(row), row.integer(1)) }
  }

  func hasConsent(_ id: ConsentID) throws(Status) -> Bool {
    try first("SELECT 1 FROM consent WHERE id = $1", .id(id)) { (_) throws(Status) in true }
      ?? false
  }
}

extension Writer {
  /// Adds an entry to the history.
  func insert(_ consent: Consent) throws(Status) {
    try execute(
      """
      INSERT INTO consent SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
      FROM consent WHERE customer = $1
      """, .id(consent.customerID), .id(consent.id), .text(consent.purpose),
      .enumeration(consent.channel), .enumeration(consent.state), .text(consent.textVersion),
      .text(consent.source), .time(consent.decideTime), .time(consent.recordTime),
      .id(consent.recordedBy))
  }
}
