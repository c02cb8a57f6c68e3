import PCRMCore
public import PCRMModel
import ProtobufCodec

/// People and firms that do not exist, the same ones for the same seed: for benchmarks, demonstrations and tests.
///
/// Telephone numbers cannot be anybody's: Korean subscriber numbers never begin with 0 after the 010 or the area code,
/// because a leading 0 dials long distance, and here they all do (010-0…, 02-0…).
public struct CustomerSample: Sendable {
  /// People who live together, or one firm.
  public struct Household: Sendable {
    /// In the order of their ids.
    public var customers: [Customer] = []
    /// How they are related to each other.
    public var relations: [Relation] = []
  }

  /// One firm in so many customers.
  private static let firmsOneIn = 20

  private let agency: SampleAgency?
  private var random: SplitMix64
  private var ids: IDSource
  private var time: Timestamp
  private var number: UInt64

  /// A sample that repeats for the same seed.
  ///
  /// - Parameter agency: whose offices and staff the customers are spread over; nil for none.
  public init(seed: UInt64, agency: SampleAgency? = nil) {
    self.agency = agency
    random = SplitMix64(seed: seed)
    ids = IDSource(seed: seed ^ 0x5a17)
    // Customers of the last years, a few every minute.
    time = Timestamp(seconds: 1_704_067_200, nanos: 0)
    // Samples of different seeds have different numbers, unless they are very large.
    number = seed % 900 * 10_000_000
  }

  /// The next household.
  public mutating func household() -> Household {
    let place = Int.random(in: 0..<SamplePlaces.districts.count, using: &random)
    let address = address(in: SamplePlaces.districts[place])
    if Int.random(in: 0..<Self.firmsOneIn, using: &random) == 0 {
      return Household(customers: [firm(address, place)])
    }
    var household = Household()
    let size = [1, 1, 1, 2, 2, 2, 3, 3, 4, 4].randomElement(using: &random) ?? 1
    let landline = size > 1 && Bool.random(using: &random) ? phone(place) : nil
    let born = Int32.random(in: 1938...2001, using: &random)
    let family = SampleNames.families.pick(&random)
    for member in 0..<size {
      let isChild = member > 1
      let isMale = member == 0 ? true : member == 1 ? false : Bool.random(using: &random)
      var person = person(
        family: member == 1 ? SampleNames.families.pick(&random) : family, isMale,
        born: isChild ? min(2020, born + 30 + Int32(member)) : born + Int32(member), place)
      person.addresses = [address]
      if let landline { person.contactPoints.append(landline) }
      person.compose()
      household.customers.append(person)
    }
    household.relations = relations(household.customers)
    return household
  }

  // MARK: Customers

  private mutating func customer(_ kind: CustomerKind, scheme: String, _ place: Int) -> Customer {
    time = time.adding(seconds: Int64.random(in: 1...60, using: &random))
    number += 1
    var customer = Customer()
    customer.id = ids.next(at: time)
    customer.version = 1
    customer.kind = kind
    customer.createTime = time
    customer.updateTime = time
    // Multiplying by a number without a common divisor mixes them without meeting one twice.
    let mixed = UInt64(UInt128(number) * 7_368_787_999 % 10_000_000_000)
    let digits = String(10_000_000_000 + mixed).dropFirst()
    customer.externalIDs = [ExternalID(scheme: scheme, value: String(digits))]
    if let agency {
      let desk = agency.desk(place, &random)
      customer.homeOfficeID = desk.office
      customer.caseWorkerID = desk.worker
    }
    return customer
  }

  private mutating func person(
    family: String, _ isMale: Bool, born year: Int32, _ place: Int
  ) -> Customer {
    var person = customer(.person, scheme: "insured_number", place)
    let (first, second) =
      isMale
      ? (SampleNames.maleFirst, SampleNames.maleSecond)
      : (SampleNames.femaleFirst, SampleNames.femaleSecond)
    var name = CustomerName()
    name.kind = .legal
    name.family = family
    name.given = pick(first) + pick(second)
    person.names = [name]
    person.sex = isMale ? .male : .female
    var birth = CivilDate(
      year, Int32.random(in: 1...12, using: &random), Int32.random(in: 1...28, using: &random))
    if year < 1970, Int.random(in: 0..<5, using: &random) == 0 { birth.calendar = .lunar }
    person.birthDate = birth
    person.language = "ko"
    var mobile = ContactPoint()
    mobile.kind = .mobile
    mobile.value = "010-0\(digits(3))-\(digits(4))"
    mobile.primary = true
    person.contactPoints = [mobile]
    return person
  }

  private mutating func firm(_ address: Address, _ place: Int) -> Customer {
    var firm = customer(.organisation, scheme: "workplace_number", place)
    var name = CustomerName()
    name.kind = .legal
    name.full = "(주)" + pick(SampleNames.firmStems) + SampleNames.firmTrades.pick(&random)
    firm.names = [name]
    var seat = address
    seat.kind = .seat
    seat.detail = "\(Int.random(in: 1...12, using: &random))층"
    firm.addresses = [seat]
    firm.contactPoints = [phone(place)]
    firm.compose()
    return firm
  }

  // MARK: Parts

  private mutating func address(in district: SamplePlaces.District) -> Address {
    var address = Address()
    address.kind = .home
    address.postalCode = district.postal + digits(2)
    address.region = district.region
    address.locality = district.locality
    let stem = pick(SamplePlaces.roadStems)
    let road =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: "대로"
      case 1: "로"
      default: "로\(Int.random(in: 1...60, using: &random))번길"
      }
    address.roadAddress = "\(stem)\(road) \(Int.random(in: 1...300, using: &random))"
    let floor = Int.random(in: 1...25, using: &random)
    address.detail =
      "\(Int.random(in: 101...118, using: &random))동 \(floor)0\(Int.random(in: 1...6, using: &random))호"
    address.coordinates = Coordinates(
      latitudeE7: district.latitude + Int32.random(in: -200_000...200_000, using: &random),
      longitudeE7: district.longitude + Int32.random(in: -250_000...250_000, using: &random))
    address.primary = true
    return address
  }

  private mutating func phone(_ place: Int) -> ContactPoint {
    var phone = ContactPoint()
    phone.kind = .phone
    phone.value = "\(SamplePlaces.districts[place].areaCode)-0\(digits(2))-\(digits(4))"
    return phone
  }

  /// The first two are a couple, the others their children.
  private mutating func relations(_ people: [Customer]) -> [Relation] {
    var relations: [Relation] = []
    for (place, person) in people.enumerated().dropFirst() {
      for parent in people[..<min(place, 2)] {
        var relation = Relation()
        relation.id = ids.next(at: time)
        relation.version = 1
        relation.customerID = person.id
        relation.relatedCustomerID = parent.id
        relation.kind = place == 1 ? .spouse : .parent
        relation.createTime = time
        relation.updateTime = time
        relations.append(relation)
      }
    }
    return relations
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func digits(_ count: Int) -> String {
    var text = ""
    for _ in 0..<count { text += String(Int.random(in: 0...9, using: &random)) }
    return text
  }
}
