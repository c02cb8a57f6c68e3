public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

/// Offices and staff for a sample: an office a district, eight counsellors each.
public struct SampleAgency: Sendable {
  private static let staffPerOffice = 8

  private var offices: [Unit] = []
  private var staff: [[Staff]] = []

  /// The agency that this seed makes.
  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed ^ 0xa6e9)
    var ids = IDSource(seed: seed ^ 0x0ff1)
    let time = Timestamp(seconds: 1_701_388_800, nanos: 0)
    for district in SamplePlaces.districts {
      var office = Unit()
      office.id = ids.next(at: time)
      office.version = 1
      office.kind = .office
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

  /// Who looks after a customer of a district.
  func desk(
    _ place: Int, _ random: inout SplitMix64
  ) -> (office: UnitID, worker: StaffID) {
    let worker = Int.random(in: 0..<Self.staffPerOffice, using: &random)
    return (offices[place].id, staff[place][worker].id)
  }

  /// Stores offices and staff, unless they are there already.
  public func insert(_ writer: inout Writer) throws(Status) {
    for (office, staff) in zip(offices, staff) where try !writer.reader.hasUnit(office.id) {
      try writer.insert(office)
      for member in staff { try writer.insert(member) }
    }
  }
}
