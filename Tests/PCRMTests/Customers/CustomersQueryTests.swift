import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import SQLiteStorage
import Storage
import Synchronization
import Testing

/// What statements the customer service runs, and along which indexes.
struct CustomersQueryTests {
  /// The texts of the statements, as they are run.
  private final class Recorder: Sendable {
    private let texts = Mutex<[String]>([])

    var options: SQLiteOptions {
      var options = SQLiteOptions()
      options.record = { text in self.texts.withLock { $0.append(text) } }
      return options
    }

    /// The statements of `body`, but for those that hold the transaction together.
    func during(_ body: () throws -> Void) rethrows -> [String] {
      texts.withLock { $0 = [] }
      try body()
      return texts.withLock { $0 }.filter { text in
        !["BEGIN", "COMMIT", "END", "SAVEPOINT", "RELEASE", "PRAGMA", "ROLLBACK"].contains {
          text.hasPrefix($0)
        }
      }
    }
  }

  @Test func counts() throws {
    let recorder = Recorder()
    try withPCRM(options: recorder.options) { pcrm in
      let made = try pcrm.admin.create(.person())
      #expect(try recorder.during { _ = try pcrm.admin.get(made.id) }.count == 1)
      let draft = Customer.insured("A-1").with { $0.contactPoints = [.mobile("010-0111-2222")] }
      // Schema of extensions, the number's owner; row, name, phone, number; audit, feed; whether there are segments, and
      // devices.
      #expect(try recorder.during { _ = try pcrm.admin.create(draft) }.count == 10)
      // The customer, schema; history, row, old and new name; whether there are rules of classification; audit,
      // feed; whether there are segments, and devices.
      let renamed = Customer.person("박서연").with { $0.id = made.id }
      #expect(try recorder.during { _ = try pcrm.admin.update(renamed) }.count == 11)
      #expect(
        try recorder.during { _ = try pcrm.admin.update(renamed) }.count == 2, "nothing changes")
      #expect(try recorder.during { _ = try pcrm.admin.list() }.count == 1)
      #expect(try recorder.during { _ = try pcrm.admin.search("박서") }.count == 1)
      #expect(try recorder.during { _ = try pcrm.admin.lookup("insured_number", "A-1") }.count == 2)
    }
  }

  @Test func plans() throws {
    let recorder = Recorder()
    try withPCRM(options: recorder.options) { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let me = try pcrm.staff(in: here)
      let made = try pcrm.admin.create(
        .insured("A-1").with {
          $0.homeOfficeID = here; $0.caseWorkerID = me
        })
      let office = try pcrm.caller(as: .manager, scope: .office, office: here)
      let own = try pcrm.caller(as: .manager, scope: .own, staff: me)
      let table: [(String, () throws -> Void)] = [
        ("sqlite_autoindex_customer_1 (id>?)", { _ = try pcrm.admin.list() }),
        ("sqlite_autoindex_customer_1 (id=?)", { _ = try pcrm.admin.get(made.id) }),
        (
          "customer_by_office (home_office=? AND id>?)",
          { _ = try pcrm.admin.list { $0.homeOfficeID = there } }
        ),
        ("customer_by_office (home_office=? AND id>?)", { _ = try office.list() }),
        (
          "customer_by_worker (case_worker=? AND id>?)",
          { _ = try pcrm.admin.list { $0.caseWorkerID = me } }
        ),
        ("customer_by_worker (case_worker=? AND id>?)", { _ = try own.list() }),
        ("customer_by_kind (kind=? AND id>?)", { _ = try pcrm.admin.list { $0.kind = .person } }),
        (
          "customer_by_update (updated_at>?)",
          { _ = try pcrm.admin.list { $0.changedSince = made.createTime } }
        ),
        ("SEARCH found USING PRIMARY KEY (field=? AND ", { _ = try pcrm.admin.search("김민") }),
        (
          "SEARCH found USING PRIMARY KEY (field=? AND word=?)",
          { _ = try pcrm.admin.lookup(phone: "01001112222") }
        ),
        (
          "SEARCH customer_external_id USING PRIMARY KEY (scheme=? AND value=?)",
          { _ = try pcrm.admin.lookup("insured_number", "A-1") }
        ),
        (
          "customer_by_update",
          {
            _ = try pcrm.admin.list {
              $0.changedSince = made.createTime; $0.kind = .person
            }
          }
        ),
        (
          "SEARCH consent USING PRIMARY KEY (customer=?",
          {
            _ = try pcrm.admin.call(
              "pcrm.v1.CustomerService/ListConsents", ListConsentsRequest.of(made.id),
              as: ListConsentsResponse.self)
          }
        ),
        (
          "relation_by_customer (customer=? AND id>?)",
          {
            _ = try pcrm.admin.call(
              "pcrm.v1.CustomerService/ListRelations", ListRelationsRequest.of(made.id),
              as: ListRelationsResponse.self)
          }
        ),
        (
          "relation_by_related (related=? AND id>?)",
          {
            _ = try pcrm.admin.call(
              "pcrm.v1.CustomerService/ListRelations", ListRelationsRequest.of(made.id),
              as: ListRelationsResponse.self)
          }
        ),
      ]
      for (wanted, body) in table {
        // The first call of a connection also looks up who calls.
        try body()
        let statements = try recorder.during(body)
        let plans = try statements.map { try plan($0, pcrm.database) }
        #expect(plans.contains { $0.contains(wanted) }, "\(wanted) in \(plans)")
        for plan in plans {
          #expect(
            !plan.contains("SCAN customer") && !plan.contains("SCAN found")
              && !plan.contains("SCAN consent") && !plan.contains("SCAN relation"), "\(plan)")
          if !wanted.hasPrefix("customer_by_update") && !wanted.hasPrefix("relation") {
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
          }
        }
      }
    }
  }

  private func plan(_ statement: String, _ database: SQLiteDatabase) throws -> String {
    // Parameters are numbered; a plan does not depend on their values.
    let count =
      statement.split(separator: "$").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
      .max() ?? 0
    return try database.read { (reader) throws(Status) in
      try reader.all(
        SQL(built: "EXPLAIN QUERY PLAN " + statement), Array(repeating: .null, count: count)
      ) { (row) throws(Status) in row.text(3) }.joined(separator: "; ")
    }
  }

  /// A page costs the same wherever it begins, and a caller of many offices reads little more than the page.
  @Test func manyOffices() throws {
    let recorder = Recorder()
    try withPCRM(options: recorder.options) { pcrm in
      let region = try pcrm.office("수도권본부", kind: .region)
      let offices = try (0..<5).map { try pcrm.office("지사\($0)", under: region) }
      var expected: [CustomerID] = []
      for index in 0..<200 {
        expected.append(
          try pcrm.admin.create(.person().with { $0.homeOfficeID = offices[index % 5] }).id)
      }
      let caller = try pcrm.caller(as: .manager, scope: .office, office: region)
      #expect(try caller.list(size: 30).map(\.id) == expected)
      var request = ListCustomersRequest()
      request.pageSize = 30
      let statements = try recorder.during {
        _ = try caller.call(
          "pcrm.v1.CustomerService/ListCustomers", request, as: ListCustomersResponse.self)
      }
      #expect(
        statements.count <= 6 + 31 + 1,
        "one read an office, one a row, and one to see that there is more")
    }
  }
}

extension ListConsentsRequest {
  fileprivate static func of(_ id: CustomerID) -> ListConsentsRequest {
    var request = ListConsentsRequest()
    request.customerID = id
    return request
  }
}

extension ListRelationsRequest {
  fileprivate static func of(_ id: CustomerID) -> ListRelationsRequest {
    var request = ListRelationsRequest()
    request.customerID = id
    return request
  }
}
