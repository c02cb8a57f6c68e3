import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A customer's row, column by column, as `SELECT customer.*` gives it: columns are only ever added at the end.
enum CustomerRow {
  static let id = 0
  static let version = 1
  static let kind = 2
  static let displayName = 3
  static let homeOffice = 4
  static let caseWorker = 5
  static let sex = 6
  static let birthDate = 7
  static let birthCalendar = 8
  static let language = 9
  static let createdAt = 10
  static let updatedAt = 11
  static let deletedAt = 12
  static let extensionSchema = 13
  static let parts = 14
  // What follows from the document: see ``CustomerFacts``.
  static let contactKinds = 15
  static let birthDay = 16
  static let region = 17
  static let district = 18
  static let postalCode = 19
  /// How many columns there are: what a query selects after them begins here.
  static let count = 20

  /// Whether the row is within the caller's reach.
  static func isReached(_ row: any Row, by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    return caller.reaches(row.id(id), office: row.id(homeOffice), worker: row.id(caseWorker))
  }

  /// Writes the row as the fields of a `Customer`, byte for byte what the document's own encoding is.
  static func encode(_ row: any Row, into wire: inout BinaryEncoder) {
    wire.text(1, row.id(id, of: CustomerID.self))
    wire.int64(2, row.integer(version))
    wire.int64(3, row.integer(kind))
    wire.string(4, row.raw(displayName))
    wire.text(5, row.id(homeOffice, of: UnitID.self))
    wire.text(6, row.id(caseWorker, of: StaffID.self))
    wire.int64(7, row.integer(sex))
    if !row.isNull(birthDate) {
      let number = row.integer(birthDate)
      wire.message(8) { wire in
        wire.int64(1, number / 10_000)
        wire.int64(2, number / 100 % 100)
        wire.int64(3, number % 100)
        wire.int64(4, row.integer(birthCalendar))
      }
    }
    wire.string(9, row.raw(language))
    encode(time: row.integer(createdAt), 10, into: &wire)
    encode(time: row.integer(updatedAt), 11, into: &wire)
    if !row.isNull(deletedAt) { encode(time: row.integer(deletedAt), 12, into: &wire) }
    wire.int64(13, row.integer(extensionSchema))
    wire.raw(row.raw(parts))
  }

  private static func encode(time: Int64, _ number: Int, into wire: inout BinaryEncoder) {
    let time = Timestamp(microseconds: time)
    wire.message(number) { wire in
      wire.int64(1, time.seconds)
      wire.int64(2, Int64(time.nanos))
    }
  }

  /// Makes the document of the row.
  static func customer(_ row: any Row) throws(Status) -> Customer {
    var customer = Customer()
    customer.id = row.id(id)
    customer.version = row.integer(version)
    customer.kind = row.enumeration(kind)
    customer.displayName = row.text(displayName)
    customer.homeOfficeID = row.id(homeOffice)
    customer.caseWorkerID = row.id(caseWorker)
    customer.sex = row.enumeration(sex)
    if !row.isNull(birthDate) {
      customer.birthDate = CivilDate(number: row.integer(birthDate))
      customer.birthDate?.calendar = row.enumeration(birthCalendar)
    }
    customer.language = row.text(language)
    customer.createTime = row.time(createdAt)
    customer.updateTime = row.time(updatedAt)
    customer.deleteTime = row.timeOrNil(deletedAt)
    customer.extensionSchemaVersion = Int32(truncatingIfNeeded: row.integer(extensionSchema))
    do throws(DecodingFailure) {
      try customer.merge(binary: row.raw(parts))
    } catch {
      throw .internalError
    }
    return customer
  }

  /// The row of a document, in the order of the columns.
  static func values(_ customer: Customer, _ facts: CustomerFacts) -> [Value] {
    [
      .id(customer.id), .integer(customer.version), .enumeration(customer.kind),
      .text(customer.displayName), .id(customer.homeOfficeID), .id(customer.caseWorkerID),
      .enumeration(customer.sex), customer.birthDate.map { .integer($0.number) } ?? .null,
      .enumeration(customer.birthDate?.calendar ?? .unspecified), .text(customer.language),
      .time(customer.createTime), .time(customer.updateTime), .time(customer.deleteTime),
      .integer(Int64(customer.extensionSchemaVersion)), .blob(customer.partsBinary),
    ] + values(facts)
  }

  /// The columns that follow from the document, as they are stored.
  static func derived(_ row: any Row) -> [Value] {
    [contactKinds, birthDay].map { row.isNull($0) ? .null : .integer(row.integer($0)) }
      + [region, district, postalCode].map { row.isNull($0) ? .null : .text(row.text($0)) }
  }

  /// The columns that follow from the document, in their order.
  static func values(_ facts: CustomerFacts) -> [Value] {
    [
      .integer(facts.contactKinds), facts.birthDay.map { .integer($0) } ?? .null,
      facts.region.map { .text($0) } ?? .null, facts.district.map { .text($0) } ?? .null,
      facts.postalCode.map { .text($0) } ?? .null,
    ]
  }
}

extension Customer {
  /// The lists of the document, fields 16 and up, in wire form.
  var partsBinary: [UInt8] {
    var parts = Customer()
    parts.names = names
    parts.contactPoints = contactPoints
    parts.addresses = addresses
    parts.externalIDs = externalIDs
    parts.tags = tags
    parts.extensions = extensions
    parts.importedProperties = importedProperties
    return parts.binary()
  }
}
