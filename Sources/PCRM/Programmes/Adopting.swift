import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What is asked when a customer is to be adopted.
struct AdoptionWish {
  var customer: CustomerID
  var staff: StaffID
  var reason: String
  /// Why cap and distance do not count; empty = they count.
  var waiver = ""
  /// The fields of the request that name the customer and the member of staff.
  var customerField = "customer_id"
  var staffField = "staff_id"
}

extension Writer {
  /// Lets a member of staff adopt a customer, if the programme allows it.
  mutating func adopt(
    _ wish: AdoptionWish, _ programme: Programme, by caller: Caller
  ) throws(Status) -> Adoption {
    guard programme.runs(on: BusinessDay.today(now)) else {
      throw .precondition("PROGRAMME_NOT_RUNNING", "programme_id", "does not run today")
    }
    // Whoever adopts for the same person waits here, on a store with several writers.
    try lock(.staff(wish.staff))
    let member = try reader.checkAdoption(wish, programme)
    let distance = try reader.distance(wish.customer, member, programme)
    var adoption = Adoption()
    adoption.id = newID()
    adoption.version = 1
    adoption.programmeID = programme.id
    adoption.customerID = wish.customer
    adoption.staffID = wish.staff
    adoption.distanceM = distance.map { WayLength.shown($0) } ?? 0
    adoption.reason = wish.waiver.isEmpty ? wish.reason : wish.waiver
    adoption.createTime = Timestamp(microseconds: now.microseconds)
    let limit = programme.distanceMaxM
    if limit > 0, distance.map({ $0 > limit }) ?? true {
      try reader.checkDistanceWaiver(wish, isKnown: distance != nil, limit, by: caller)
      adoption.waivedBy = caller.principal
    }
    let cap = Int(programme.customersPerStaff)
    let taken = try reader.adoptionPlaces(of: wish.staff, in: programme.id)
    var place = Self.freePlace(taken)
    if place > cap {
      try reader.checkCapWaiver(wish, cap, by: caller)
      adoption.waivedBy = caller.principal
      place = max(place, (taken.last ?? 0) + 1)
    }
    try insert(
      adoption, place: place, cap: programme.customersPerStaff, isAboveCap: place > cap)
    changed(FeedEntity.adoption, adoption.id, version: 1, about: wish.customer)
    return adoption
  }

  /// Does what a line of a proposal says.
  mutating func adopt(
    _ line: ProposalLine, _ programme: Programme, reason: String, by caller: Caller
  ) throws(Status) {
    let field = "lines[\(line.number)]"
    let wish = AdoptionWish(
      customer: line.customerID, staff: line.toStaffID, reason: reason, customerField: field,
      staffField: field)
    if try reader.isAdopted(line.customerID, in: programme.id) {
      throw .planOutdated(field, "the customer has been adopted since")
    }
    _ = try adopt(wish, programme, by: caller)
  }

  /// The least number that is not among ascending ones.
  private static func freePlace(_ taken: [Int]) -> Int {
    var place = 1
    for number in taken where number == place { place += 1 }
    return place
  }
}

extension Reader {
  /// Refuses a customer or a member of staff whom the programme is not for.
  fileprivate func checkAdoption(
    _ wish: AdoptionWish, _ programme: Programme
  ) throws(Status) -> StaffMember {
    guard try reach(of: wish.customer) != nil else {
      throw .referenceMissing(wish.customerField, "customer")
    }
    guard try isInPopulation(wish.customer, of: programme) else {
      throw .precondition(
        "NOT_IN_POPULATION", wish.customerField, "the programme is not for this customer")
    }
    guard let member = try member(wish.staff, of: programme) else {
      throw .precondition(
        "NOT_IN_PROGRAMME", wish.staffField,
        "the member of staff is not in the programme, or not at work today")
    }
    if try isAdopted(wish.customer, in: programme.id) {
      throw .precondition(
        "ALREADY_ADOPTED", wish.customerField,
        "the customer is adopted in this programme; release the adoption first")
    }
    return member
  }

  /// The way from somebody's home to a customer in metres; nil when one of the places is not known.
  fileprivate func distance(
    _ customer: CustomerID, _ member: StaffMember, _ programme: Programme
  ) throws(Status) -> Int32? {
    guard let home = member.home, let place = try place(of: customer) else { return nil }
    return WayLength(detourPermille: programme.detourPermille)
      .metres(SpherePoint(home), SpherePoint(place))
  }

  fileprivate func checkDistanceWaiver(
    _ wish: AdoptionWish, isKnown: Bool, _ limit: Int32, by caller: Caller
  ) throws(Status) {
    if wish.waiver.isEmpty {
      throw Status.precondition(
        "TOO_FAR", wish.staffField,
        isKnown
          ? "the customer lives farther than \(limit) m away; give a waiver_reason to waive that"
          : "how far away the customer lives is not known; give a waiver_reason to waive that"
      ).with("max", String(limit))
    }
    try checkAuthority(
      caller, decision: "waive_adoption_distance", amountWon: nil, field: "waiver_reason")
  }

  fileprivate func checkCapWaiver(
    _ wish: AdoptionWish, _ cap: Int, by caller: Caller
  ) throws(Status) {
    if wish.waiver.isEmpty {
      throw .capReached(
        wish.staffField,
        "has adopted \(cap) customers, the most of this programme; give a waiver_reason to waive it",
        max: cap)
    }
    try checkAuthority(
      caller, decision: "waive_adoption_cap", amountWon: nil, field: "waiver_reason")
  }
}
