import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

/// A read by key and a durable create with none of the safeties, for the rows of docs/performance.md that say "bare":
/// no token, permission, scope, request key, feed, history or audit. Only benchmarks can put it together.
enum BareService {
  static let name = "pcrm.bench.v1.BareService"

  static let service = Service(
    name,
    [
      .point(
        "GetCustomer", .viewCustomers, byID, answers: Customer.self, subjects: { [$0.id] }),
      .write("CreateCustomer", .editCustomers, create, subjects: .of { [$0.id] }),
    ])

  /// Fourteen columns, one key, no second index.
  static func migration(_ number: Int) -> Migration {
    Migration(
      number, "bare customers for benchmarks",
      [
        """
        CREATE TABLE bench_customer (
          id {key} NOT NULL PRIMARY KEY, version {bigint} NOT NULL, kind {bigint} NOT NULL,
          display_name TEXT NOT NULL, home_office {key}, case_worker {key}, sex {bigint} NOT NULL,
          language TEXT NOT NULL, created {bigint} NOT NULL, updated {bigint} NOT NULL,
          deleted {bigint}, schema_version {bigint} NOT NULL, parts {bytes} NOT NULL
        ) {strict}
        """
      ])
  }

  static let select: SQL = """
    SELECT id, version, kind, display_name, home_office, case_worker, sex, language,
      created, updated, deleted, schema_version, parts
    FROM bench_customer WHERE id = $1
    """

  static let byID = PointQuery<GetCustomerRequest>(
    select,
    arguments: { (request) throws(Status) in [.id(request.id)] },
    encode: { row, _, encoder in
      encode(row, &encoder)
      return true
    },
    absent: { _ in .notFound("id") })

  /// The row, straight to the wire.
  static func encode(_ row: any Row, _ encoder: inout BinaryEncoder) {
    encoder.text(1, row.id(0, of: CustomerID.self))
    encoder.int64(2, row.integer(1))
    encoder.int64(3, row.integer(2))
    encoder.string(4, row.raw(3))
    encoder.text(5, row.id(4, of: UnitID.self))
    encoder.text(6, row.id(5, of: StaffID.self))
    encoder.int64(7, row.integer(6))
    encoder.string(9, row.raw(7))
    let created = row.time(8)
    let updated = row.time(9)
    encoder.message(10) { encodeTime(created, &$0) }
    encoder.message(11) { encodeTime(updated, &$0) }
    encoder.int64(13, row.integer(11))
    encoder.raw(row.raw(12))
  }

  private static func encodeTime(_ time: Timestamp, _ encoder: inout BinaryEncoder) {
    encoder.int64(1, time.seconds)
    encoder.int64(2, Int64(time.nanos))
  }

  private static func create(
    _ request: CreateCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Customer {
    var customer = request.customer ?? Customer()
    if customer.id.isEmpty { customer.id = writer.newID() }
    customer.version = 1
    customer.createTime = writer.now
    customer.updateTime = writer.now
    try insert(customer, writer)
    return customer
  }

  /// Inserts one row.
  static func insert(_ customer: Customer, _ writer: Writer) throws(Status) {
    var parts = BinaryEncoder(reserving: 256)
    for name in customer.names { parts.message(16) { name.encode(into: &$0) } }
    for point in customer.contactPoints { parts.message(17) { point.encode(into: &$0) } }
    for address in customer.addresses { parts.message(18) { address.encode(into: &$0) } }
    try writer.execute(
      """
      INSERT INTO bench_customer
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11, $12)
      """,
      .id(customer.id), .integer(customer.version), .enumeration(customer.kind),
      .text(customer.displayName), .id(customer.homeOfficeID), .id(customer.caseWorkerID),
      .enumeration(customer.sex), .text(customer.language), .time(writer.now), .time(writer.now),
      .integer(0), .blob(parts.finish()))
  }

  /// The customer that the benchmark writes: about 230 bytes on the wire.
  static func example(_ id: CustomerID) -> Customer {
    var customer = Customer()
    customer.id = id
    customer.kind = .person
    customer.displayName = "김민수"
    customer.sex = .male
    customer.language = "ko"
    var name = CustomerName()
    name.kind = .legal
    name.full = "김민수"
    var phone = ContactPoint()
    phone.kind = .mobile
    phone.value = "010-0123-4567"
    phone.primary = true
    var address = Address()
    address.kind = .home
    address.countryCode = "KR"
    address.postalCode = "04524"
    address.roadAddress = "서울특별시 중구 세종대로 110"
    customer.names = [name]
    customer.contactPoints = [phone]
    customer.addresses = [address]
    return customer
  }
}
