import PCRMCore
import PCRMModel
import Storage

extension Customer {
  /// Where visits to the customer go: the home, or else an organisation's seat, a stay, work or another place; never where
  /// only post goes. Of several, the primary one, and then the first, that was geocoded.
  var place: Coordinates? {
    for kind in [AddressKind.home, .seat, .stay, .work, .other] {
      let located = addresses.filter { $0.kind == kind && $0.coordinates != nil }
      if let address = located.first(where: \.primary) ?? located.first {
        return address.coordinates
      }
    }
    return nil
  }
}

extension Reader {
  /// Where a customer lives, as far as it is known.
  func place(of customer: CustomerID) throws(Status) -> Coordinates? {
    try first(
      "SELECT latitude_e7, longitude_e7 FROM customer_place WHERE customer = $1", .id(customer)
    ) { $0.coordinates(0) } ?? nil
  }

  /// Whether the places of all customers are known; false while an older folder is being filled in.
  func hasAllPlaces() throws(Status) -> Bool {
    try first("SELECT 1 FROM timer WHERE kind = $1", .text(PlacesFill.kind.rawValue)) {
      (_) throws(Status) in false
    } ?? true
  }
}

extension Writer {
  /// Brings the place of a customer up to date with the document; writes only a difference.
  func replacePlace(of customer: Customer, from earlier: Coordinates?) throws(Status) {
    let place = customer.place
    if place == earlier { return }
    guard let place else {
      try execute("DELETE FROM customer_place WHERE customer = $1", .id(customer.id))
      return
    }
    try execute(
      """
      INSERT INTO customer_place (customer, latitude_e7, longitude_e7) VALUES ($1, $2, $3)
      ON CONFLICT (customer) DO UPDATE
      SET latitude_e7 = excluded.latitude_e7, longitude_e7 = excluded.longitude_e7
      """, .id(customer.id), .latitude(place), .longitude(place))
  }
}

/// Fills in the places of customers who were stored before they were kept: once for a folder, in short steps.
///
/// The migration sets the timer; while it is there, whoever is not filled in yet looks as if nobody knew where to go.
enum PlacesFill {
  static let kind: TimerKind = "fill_customer_places"
  /// Customers that one statement reads: some milliseconds of the writer.
  private static let batch: Int64 = 100

  /// Fills in customers after the one whose key the payload is.
  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    var place = timer.payload.withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    while true {
      let customers = try writer.reader.all(
        "SELECT customer.* FROM customer WHERE id > $1 ORDER BY id LIMIT $2", .place(place),
        .integer(batch)
      ) { (row) throws(Status) in try CustomerRow.customer(row) }
      for customer in customers { try writer.replacePlace(of: customer, from: nil) }
      guard let last = customers.last, customers.count == batch else { return .done }
      place = last.id
      if timer.isOverTime { return .again(at: writer.now, payload: place.position) }
    }
  }
}
