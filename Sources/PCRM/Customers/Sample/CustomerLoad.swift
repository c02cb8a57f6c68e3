public import PCRMCore
public import PCRMModel
public import ProtobufCodec
public import Storage

/// Stores very many customers at once, as a whole population is written into a fresh store: rows in the order of their
/// ids first, then what they are found by in the order of the words, so that no page of an index is written twice.
///
/// It checks nothing and notes nothing for the feed: what it stores must have been made by a program. Until
/// ``finish(_:progress:)`` has run, the customers are not found by name, number or address.
public struct CustomerLoad {
  private static let customersPerTransaction = 10_000
  /// Index rows of one transaction.
  private static let rowsPerTransaction = 100_000

  private struct Word {
    let text: String
    let customer: CustomerID
  }

  private struct Number {
    let id: ExternalID
    let customer: CustomerID
  }

  private var words: [CustomerIndex.Field: [Word]] = [:]
  private var numbers: [Number] = []
  /// Customers stored so far.
  public private(set) var count = 0

  public init() {}

  /// Stores customers, in the order of their ids, and their relations, in one transaction.
  public mutating func insert(
    _ customers: [Customer], _ relations: [Relation] = [], into database: some Database
  ) throws(Status) {
    try database.write { (writer) throws(Status) in
      for customer in customers { try writer.insertRow(of: customer) }
      for relation in relations { try writer.insert(relation) }
    }
    for customer in customers {
      let index = CustomerIndex(customer)
      for key in index.keys {
        words[key.field, default: []].append(Word(text: key.word, customer: customer.id))
      }
      for id in index.externalIDs { numbers.append(Number(id: id, customer: customer.id)) }
    }
    count += customers.count
  }

  /// Stores what the customers are found by.
  ///
  /// - Parameter progress: told how many rows are written, and of how many.
  public mutating func finish(
    _ database: some Database, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Status) {
    let total = numbers.count + words.values.reduce(0) { $0 + $1.count }
    var done = 0
    numbers.sort {
      $0.id.scheme == $1.id.scheme ? $0.id.value < $1.id.value : $0.id.scheme < $1.id.scheme
    }
    try Self.write(numbers, to: database) { (writer, number) throws(Status) in
      try writer.insert(number.id, of: number.customer)
    } progress: {
      progress(done + $0, total)
    }
    done += numbers.count
    numbers = []
    for field in words.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard var list = words.removeValue(forKey: field) else { continue }
      list.sort { $0.text == $1.text ? $0.customer < $1.customer : $0.text < $1.text }
      try Self.write(list, to: database) { (writer, word) throws(Status) in
        try writer.insert(CustomerIndex.Key(field: field, word: word.text), of: word.customer)
      } progress: {
        progress(done + $0, total)
      }
      done += list.count
    }
  }

  /// Fills a store with the sample of a seed: offices, teams, staff, customers and their relations; with cases and
  /// visits too when there are types for them.
  ///
  /// - Parameters:
  ///   - caseShare: how many of the people had a work injury, 0 to 1.
  ///   - presets: what is applied before the first case.
  ///   - progress: told what is being done, how far it is, and how far it goes.
  /// - Returns: how many cases and visits were made.
  @discardableResult
  public static func sample(
    customers: Int, seed: UInt64, caseShare: Double = 0, presets: SamplePresets = SamplePresets(),
    now: Timestamp = SystemClock().now(), into database: some Database,
    progress: (String, Int, Int) -> Void = { _, _, _ in }
  ) throws(Status) -> (cases: Int, visits: Int) {
    let agency = SampleAgency(seed: seed)
    let types = try database.write { (writer) throws(Status) in
      try agency.insert(&writer)
      try presets.apply(&writer, teamCodes: agency.teamCodes)
      if let rules = presets.qualifications { try agency.qualify(by: rules, writer) }
      return try writer.reader.newestCaseTypes()
    }
    let cases = SampleCases(seed: seed, share: caseShare, types: types, now: now)
    let visits = SampleVisits(seed: seed, now: now)
    var caseLoad = SampleCaseLoad(cases, visits, agency: agency, types: types)
    var sample = CustomerSample(seed: seed, agency: agency)
    var load = CustomerLoad()
    while load.count < customers {
      var batch: [Customer] = []
      var relations: [Relation] = []
      while batch.count < customersPerTransaction, load.count + batch.count < customers {
        let household = sample.household()
        batch += household.customers
        relations += household.relations
      }
      // The last household may be larger than what is left to make.
      let surplus = Set(batch.dropFirst(customers - load.count).map(\.id))
      batch.removeAll { surplus.contains($0.id) }
      relations.removeAll { surplus.contains($0.customerID) }
      try load.insert(batch, relations, into: database)
      if caseShare > 0 {
        caseLoad = try database.write { [caseLoad, batch] (writer) throws(Status) in
          var next = caseLoad
          try next.insert(batch, &writer)
          return next
        }
      }
      progress("customers", load.count, customers)
    }
    if caseShare > 0 {
      caseLoad = try database.write { [caseLoad] (writer) throws(Status) in
        var next = caseLoad
        try next.finish(&writer)
        return next
      }
    }
    try load.finish(database) { progress("indexes", $0, $1) }
    return (caseLoad.count, caseLoad.visitCount)
  }

  private static func write<Row: Sendable>(
    _ rows: [Row], to database: some Database,
    _ insert: @escaping @Sendable (Writer, Row) throws(Status) -> Void, progress: (Int) -> Void
  ) throws(Status) {
    var start = 0
    while start < rows.count {
      let range = start..<min(rows.count, start + rowsPerTransaction)
      try database.write { (writer) throws(Status) in
        for index in range { try insert(writer, rows[index]) }
      }
      start = range.upperBound
      progress(start)
    }
  }
}
