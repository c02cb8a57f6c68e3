import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What loading a file of holidays adds, renames and removes.
struct HolidayLoad {
  private(set) var added: [HolidayRecord] = []
  private(set) var response = ImportHolidaysResponse()
  private var renamed: [HolidayRecord] = []
  private var removed: [HolidayRecord] = []

  /// - Parameter stored: what was loaded from the same source for the same office before, by day.
  init(
    _ file: [Calendars.Holiday], over stored: [HolidayRecord], from source: String, office: UnitID
  ) {
    var listed: [Int: [String]] = [:]
    for holiday in file {
      if listed[holiday.day]?.contains(holiday.name) == true { continue }
      listed[holiday.day, default: []].append(holiday.name)
    }
    let names = listed.mapValues { Self.clipped($0.joined(separator: ", ")) }
    let known = Dictionary(
      stored.compactMap { record in record.day.map { ($0.daysSince1970, record) } },
      uniquingKeysWith: { first, _ in first })
    for (day, name) in names.sorted(by: { $0.key < $1.key }) {
      if let record = known[day] {
        if record.name == name {
          response.unchanged += 1
        } else {
          var copy = record
          copy.name = name
          copy.version += 1
          renamed.append(copy)
          note(.changed, day, record.name, name)
        }
      } else if !ReckonedHolidays.names(on: day..<day + 1).isEmpty {
        response.reckoned += 1
      } else {
        var record = HolidayRecord()
        record.version = 1
        record.day = CivilDate(daysSince1970: day)
        record.name = name
        record.officeID = office
        record.source = .loaded
        record.sourceName = source
        added.append(record)
        note(.added, day, "", name)
      }
    }
    for record in stored {
      guard let day = record.day?.daysSince1970, names[day] == nil else { continue }
      removed.append(record)
      note(.removed, day, record.name, "")
    }
    response.added = Int32(added.count)
    response.removed = Int32(removed.count)
  }

  /// The beginning of a name that is too long to be stored.
  private static func clipped(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: name.unicodeScalars.prefix(200))
    return String(scalars)
  }

  private mutating func note(
    _ kind: ConfigChangeKind, _ day: Int, _ before: String, _ after: String
  ) {
    let date = CivilDate(daysSince1970: day)
    response.changes.append(
      ConfigChange(kind, String(date.number), path: "name", before: before, after: after))
  }

  func run(_ writer: inout Writer) throws(Status) {
    for record in removed {
      try writer.deleteHoliday(record.id)
      writer.changed(FeedEntity.holiday, record.id, version: record.version + 1)
    }
    for record in renamed {
      try writer.rename(record)
      writer.changed(FeedEntity.holiday, record.id, version: record.version, fields: "name")
    }
    for var record in added {
      record.id = writer.newID()
      record.createTime = Timestamp(microseconds: writer.now.microseconds)
      try writer.insert(record)
      writer.changed(FeedEntity.holiday, record.id, version: 1)
    }
  }
}
