import Dispatch
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

/// Fifty segments such as an agency has: five look at the language, four at tags, a dozen at time, some at others.
enum BenchSegments {
  static func definition(_ name: String, _ rule: String) -> SegmentDefinition {
    var definition = SegmentDefinition()
    definition.name = name
    definition.rule = rule
    return definition
  }

  static let all: [SegmentDefinition] = {
    var list: [(String, String)] = [
      ("korean", "language == \"ko\""),
      ("foreign", "has(language) && language != \"ko\" && kind == \"person\""),
      ("english", "language.startsWith(\"en\")"),
      ("speaks", "language in [\"vi\", \"zh\", \"en\"] && has_mobile"),
      ("mute", "!has(language) && kind == \"person\""),
      ("vip", "\"vip\" in tags"),
      ("heavy", "\"heavy\" in tags && kind == \"person\""),
      ("tagged", "size(tags) >= 2"),
      ("partner", "\"partner\" in tags || \"panel\" in tags"),
      ("seoul", "region == \"서울특별시\""),
      ("women", "sex == \"female\""),
      ("men", "sex == \"male\""),
      ("firms", "kind == \"organisation\""),
      ("elderly", "age() >= 65"),
      ("young", "age() < 30"),
      ("middle", "age() >= 40 && age() < 60 && sex == \"male\""),
      ("new", "days_since(created_at) <= 90"),
      ("fresh", "now() - updated_at < duration(\"240h\")"),
      ("born_fifties", "birth_date >= date(\"1950-01-01\") && birth_date < date(\"1960-01-01\")"),
      ("reachable", "has_mobile || has_email"),
      ("agreed", "consents.exists(c, c.purpose == \"survey\" && c.given)"),
      ("refused", "consents.exists(c, !c.given)"),
      ("married", "relations.exists(r, r.active && r.kind == \"spouse\")"),
      ("parents", "relations.exists(r, r.kind == \"child\")"),
      ("in_care", "cases.exists(c, c.type == \"injury\" && c.status != \"closed\")"),
      ("long_care", "cases.exists(c, days_since(c.approved_at) >= 365)"),
      ("served", "in_segment(\"in_care\") || in_segment(\"agreed\")"),
      ("elderly_women", "in_segment(\"elderly\") && in_segment(\"women\")"),
      ("seoul_elderly", "in_segment(\"elderly\") && in_segment(\"seoul\")"),
      ("outside", "size(cases) == 0 && kind == \"person\" && age() >= 75"),
    ]
    let regions = ["부산광역시", "대구광역시", "인천광역시", "광주광역시", "대전광역시"]
    for (number, region) in regions.enumerated() {
      list.append(("region\(number)", "region == \"\(region)\""))
      list.append(("region\(number)_women", "region == \"\(region)\" && sex == \"female\""))
    }
    for year in stride(from: 1940, to: 2000, by: 6) {
      list.append(
        (
          "born\(year)",
          "birth_date >= date(\"\(year)-01-01\") && birth_date < date(\"\(year + 6)-01-01\")"
        ))
    }
    return list.prefix(50).map { definition($0.0, $0.1) }
  }()

  /// Rules as somebody types them.
  static let previews = [
    "age() >= 65",
    "kind == \"organisation\" && region == \"서울특별시\"",
    "sex == \"female\" && birth_date < date(\"1960-01-01\") && has_mobile",
    "relations.exists(r, r.kind == \"spouse\" && r.active)",
    "consents.exists(c, c.purpose == \"survey\" && c.given)",
    "size(cases) == 0 && age() >= 75",
    "\"vip\" in tags",
  ]

  /// New rules for some segments that move less than a tenth of their members.
  static let changed = [
    ("elderly", "age() >= 66"),
    ("born_fifties", "birth_date >= date(\"1950-06-01\") && birth_date < date(\"1960-01-01\")"),
    ("married", "relations.exists(r, r.active && r.kind == \"spouse\") && age() >= 27"),
  ]

  /// An update of one field: another language each time that leaves the rules about languages as they are, or tags
  /// that turn the rules about tags with each cycle through the customers.
  static func update(_ id: CustomerID, _ mask: String, number: Int, cycle: Int) -> [UInt8] {
    var request = UpdateCustomerRequest()
    request.requestID = .random()
    var customer = Customer()
    customer.id = id
    customer.language = "ko-\(1000 + number % 9000)"
    customer.tags = cycle % 2 == 0 ? ["vip", "heavy", "panel"] : []
    request.customer = customer
    request.updateMask = FieldMask(paths: [mask])
    return request.binary()
  }
}

extension ID {
  /// A key for a request; no two alike.
  fileprivate static func random() -> ID {
    ID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
  }
}

extension SQLiteDatabase {
  /// Some customers from all over the store.
  func sampledCustomers(_ count: Int) throws -> [CustomerID] {
    let ids = try read { (reader) throws(Status) in
      try reader.all(
        "SELECT id FROM customer WHERE kind = 1 ORDER BY substr(id, 12) LIMIT $1",
        .integer(Int64(count))
      ) { (row) throws(Status) in row.id(0, of: CustomerID.self) }
    }
    var random = SplitMix64(seed: 5)
    return ids.shuffled(using: &random)
  }

  /// The number that names the definitions in force; another hides the segments from writes (0), or shows them again.
  func catalogue(_ generation: Int64? = nil) throws -> Int64 {
    try write { (writer) throws(Status) in
      if let generation {
        try writer.execute(
          "UPDATE segment_catalogue SET generation = $1 WHERE one = 1", .integer(generation))
      }
      return try writer.reader.first("SELECT generation FROM segment_catalogue") { $0.integer(0) }
        ?? 0
    }
  }

  /// All who ever entered or left a segment.
  func movements() throws -> Int64 {
    try read { (reader) throws(Status) in
      try reader.first("SELECT sum(entered + departed) FROM segment_state") { $0.integer(0) } ?? 0
    }
  }

  /// Whether a build, or the look at timers that follows one, is due or soon will be.
  func hasDueJobs() throws -> Bool {
    try read { (reader) throws(Status) in
      try reader.first(
        "SELECT 1 FROM timer WHERE kind IN ('segment_build', 'segment_horizon') AND due_at <= $1",
        .time(reader.now.adding(seconds: 60))
      ) { (_) throws(Status) in true } ?? false
    }
  }
}

/// Somebody who writes all the time, one write after the other, and keeps the longest.
final class BackgroundWriter: Sendable {
  private let database: SQLiteDatabase
  private let ids: [CustomerID]
  private let isStopped = Atomic(false)
  private let longest = Atomic<UInt64>(0)
  private let queue = DispatchQueue(label: "bench.writer")

  init(_ database: SQLiteDatabase, _ ids: [CustomerID]) {
    self.database = database
    self.ids = ids
  }

  func start() {
    queue.async { [self] in
      var number = 0
      while !isStopped.load(ordering: .acquiring) {
        let id = ids[number % ids.count]
        number += 1
        let start = Instant.now()
        _ = try? database.write { (writer) throws(Status) in
          _ = try writer.execute(
            "UPDATE customer SET updated_at = updated_at WHERE id = $1", .id(id))
        }
        let took = Instant.now().since(start)
        if took > longest.load(ordering: .relaxed) { longest.store(took, ordering: .relaxed) }
      }
    }
  }

  /// The longest write since the last question, in milliseconds.
  func most() -> Double { Double(longest.exchange(0, ordering: .relaxed)) / 1e6 }

  func stop() {
    isStopped.store(true, ordering: .releasing)
    queue.sync {}
  }
}
