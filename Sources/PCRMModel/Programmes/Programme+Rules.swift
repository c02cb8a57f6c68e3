public import PCRMCore

extension Programme {
  /// Fields that neither a create nor an update sets.
  public static let readOnlyFields: Set<String> = ["id", "version", "create_time", "update_time"]
  public static let customersMax = 10_000

  /// The programme as it will be stored: defaults filled in, lists in order and without repeats.
  public func normalised() -> Programme {
    var programme = self
    if programme.customersPerStaff == 0 { programme.customersPerStaff = 25 }
    if programme.detourPermille == 0 { programme.detourPermille = 1300 }
    programme.customerIDs = Set(customerIDs).sorted()
    programme.unitIDs = Set(unitIDs).sorted()
    programme.staffIDs = Set(staffIDs).sorted()
    return programme
  }

  /// Refuses a programme that breaks a rule of its fields.
  public func check(_ field: String = "programme") throws(Status) {
    try TextRules.checkRequired(name, "\(field).name", max: 200)
    try LoadWeights.check(customersPerStaff, "\(field).customers_per_staff", 1...1000)
    try LoadWeights.check(distanceMaxM, "\(field).distance_max_m", 0...50_000_000)
    try LoadWeights.check(detourPermille, "\(field).detour_permille", 1000...5000)
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
    if customerIDs.count > Self.customersMax {
      throw .tooMany("\(field).customer_ids", max: Self.customersMax)
    }
    if unitIDs.count > 100 { throw .tooMany("\(field).unit_ids", max: 100) }
    if staffIDs.count > 2000 { throw .tooMany("\(field).staff_ids", max: 2000) }
    try Self.check(customerIDs, "\(field).customer_ids")
    try Self.check(unitIDs, "\(field).unit_ids")
    try Self.check(staffIDs, "\(field).staff_ids")
    if segmentID.isEmpty && customerIDs.isEmpty { throw .required("\(field).segment_id") }
    if !segmentID.isEmpty && !customerIDs.isEmpty {
      throw .malformed("\(field).customer_ids", "empty where there is a segment_id")
    }
  }

  private static func check<E>(_ ids: [ID<E>], _ field: String) throws(Status) {
    if let place = ids.firstIndex(where: \.isEmpty) {
      throw .malformed("\(field)[\(place)]", ID<E>.expectation)
    }
  }

  /// Whether it runs on a day.
  public func runs(on day: CivilDate) -> Bool {
    (validFrom?.number ?? Period.beginning) <= day.number
      && day.number < (validTo?.number ?? Period.end)
  }
}
