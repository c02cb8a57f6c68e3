public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

/// Offices, teams and staff for a sample: an office a district, three teams and eight members of staff each.
public struct SampleAgency: Sendable {
  private static let staffPerOffice = 8

  /// The teams of tailored service, as the duty matrix calls them, with their names and how many of the staff they have.
  private static let teamKinds: [(code: String, name: String, staff: Int)] = [
    ("counselling", "상담팀", 3), ("care_support", "요양지원팀", 3), ("rehabilitation", "재활팀", 2),
  ]

  private var offices: [Unit] = []
  private var teams: [[Unit]] = []
  private var staff: [[Staff]] = []
  private var teamOf: [StaffID: UnitID] = [:]
  /// Codes of the units that do a team's work, by the team's code in the duty matrix.
  private(set) var teamCodes: [String: [String]] = [:]

  /// The agency that this seed makes.
  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed ^ 0xa6e9)
    var ids = IDSource(seed: seed ^ 0x0ff1)
    let time = Timestamp(seconds: 1_701_388_800, nanos: 0)
    for (place, district) in SamplePlaces.districts.enumerated() {
      var office = Unit()
      office.id = ids.next(at: time)
      office.version = 1
      office.kind = .office
      // Two digits: 01, 02, …
      office.code = String(String(place + 101).dropFirst())
      let city = district.locality.isEmpty ? district.region : district.locality
      office.name = city.split(separator: " ").joined() + "지사"
      office.timeZone = "Asia/Seoul"
      office.coordinates = Coordinates(
        latitudeE7: district.latitude, longitudeE7: district.longitude)
      office.createTime = time
      office.updateTime = time
      offices.append(office)
      staff.append(
        (0..<Self.staffPerOffice).map { _ in
          Self.counsellor(ids.next(at: time), office, time, &random)
        })
    }
    for place in offices.indices { form(place, &ids, &random) }
  }

  /// Divides the staff of an office into its teams.
  private mutating func form(_ place: Int, _ ids: inout IDSource, _ random: inout SplitMix64) {
    let office = offices[place]
    var next = 0
    var formed: [Unit] = []
    for (number, kind) in Self.teamKinds.enumerated() {
      var team = Unit()
      team.id = ids.next(at: office.createTime ?? Timestamp())
      team.version = 1
      team.kind = .team
      team.code = "\(office.code)-T\(number + 1)"
      team.name = "\(office.name) \(kind.name)"
      team.timeZone = office.timeZone
      team.createTime = office.createTime
      team.updateTime = office.updateTime
      var placement = Placement()
      placement.parentID = office.id
      team.placements = [placement]
      teamCodes[kind.code, default: []].append(team.code)
      for _ in 0..<kind.staff where next < staff[place].count {
        let isMedical = kind.code == "care_support" && next % 3 > 0
        staff[place][next].jobGroup =
          kind.code == "rehabilitation" ? .rehabilitation : isMedical ? .medical : .general
        staff[place][next].teamID = team.id
        let number = place * Self.staffPerOffice + next + 10_001
        staff[place][next].employeeNumber = "E" + String(number).dropFirst()
        staff[place][next].homeCoordinates = Self.home(near: office, &random)
        teamOf[staff[place][next].id] = team.id
        next += 1
      }
      formed.append(team)
    }
    teams.append(formed)
  }

  private static func home(near office: Unit, _ random: inout SplitMix64) -> Coordinates? {
    office.coordinates.map { middle in
      Coordinates(
        latitudeE7: middle.latitudeE7 + Int32.random(in: -300_000...300_000, using: &random),
        longitudeE7: middle.longitudeE7 + Int32.random(in: -350_000...350_000, using: &random))
    }
  }

  private static func counsellor(
    _ id: StaffID, _ office: Unit, _ time: Timestamp, _ random: inout SplitMix64
  ) -> Staff {
    var staff = Staff()
    staff.id = id
    staff.version = 1
    staff.name =
      SampleNames.families.pick(&random)
      + (SampleNames.femaleFirst.randomElement(using: &random) ?? "")
      + (SampleNames.femaleSecond.randomElement(using: &random) ?? "")
    staff.jobGroup = .general
    staff.officeID = office.id
    staff.createTime = time
    staff.updateTime = time
    return staff
  }

  /// The members of staff, by office.
  var workers: [[StaffID]] { staff.map { $0.map(\.id) } }

  /// The team of a member of staff.
  func team(of worker: StaffID) -> UnitID? { teamOf[worker] }

  /// The members of somebody's team, that one first.
  func colleagues(of worker: StaffID) -> [StaffID] {
    guard let team = teamOf[worker] else { return [worker] }
    let others = staff.lazy.first { office in office.contains { $0.id == worker } } ?? []
    return [worker] + others.filter { $0.teamID == team && $0.id != worker }.map(\.id)
  }

  /// Who visits the customers of a case worker: the first of the team; nobody where there is none.
  func visitor(for worker: StaffID) -> StaffID {
    guard let team = teamOf[worker] else { return StaffID() }
    for office in staff {
      if let first = office.first(where: { $0.teamID == team }) { return first.id }
    }
    return StaffID()
  }

  /// Vehicles and rooms: one of each an office, the same ones every time.
  func resources(_ ids: inout IDSource) -> [Resource] {
    offices.flatMap { office in
      [(ResourceKind.vehicle, "승용차", Int32(5)), (.room, "상담실", 8)].map { kind, name, seats in
        var resource = Resource()
        resource.id = ids.next(at: office.createTime ?? Timestamp())
        resource.version = 1
        resource.kind = kind
        resource.name = "\(office.name) \(name)"
        resource.officeID = office.id
        resource.seats = seats
        resource.createTime = office.createTime
        resource.updateTime = office.createTime
        return resource
      }
    }
  }

  /// Whether somebody is the first of an office: who takes its vehicle.
  func isFirst(_ visitor: StaffID) -> Bool {
    staff.contains { $0.first?.id == visitor }
  }

  /// Who looks after a customer of a district.
  func desk(
    _ place: Int, _ random: inout SplitMix64
  ) -> (office: UnitID, worker: StaffID) {
    let worker = Int.random(in: 0..<Self.staffPerOffice, using: &random)
    return (offices[place].id, staff[place][worker].id)
  }

  /// Stores offices and staff, unless they are there already.
  public func insert(_ writer: inout Writer) throws(Status) {
    for place in offices.indices where try !writer.reader.hasUnit(offices[place].id) {
      try writer.insert(offices[place])
      for team in teams[place] { try writer.insert(team) }
      for member in staff[place] { try writer.insert(member) }
    }
  }
}
