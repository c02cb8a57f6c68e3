@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// A few customers with some of everything that rules ask about, in a store and beside it.
struct RulePopulation: Sendable {
  static let size = 40
  static let segments = ["elders", "new", "장기 고객"]
  static let numbers = Dictionary(
    uniqueKeysWithValues: segments.enumerated().map { ($1, Int64($0) + 1) })

  /// One customer, as the documents have it.
  struct Person: Sendable {
    var customer: Customer
    var cases: [Case] = []
    var consents: [Consent] = []
    var visits: [Visit] = []
    var segments: Set<String> = []
  }

  var people: [Person] = []
  var relations: [Relation] = []
  var units: [Unit] = []
  var staff: [Staff] = []
  let schema: ExtensionSchema
  private var generator: RuleGenerator
  private var ids: IDSource

  /// The population that a seed makes.
  init(seed: UInt64) {
    generator = RuleGenerator(seed: seed)
    ids = IDSource(seed: seed)
    schema = Self.schema()
    for index in 0..<4 {
      var unit = Unit()
      unit.id = ids.next(at: generator.middle)
      unit.version = 1
      unit.kind = .office
      unit.name = "office \(index)"
      // One office in four has no code.
      unit.code = ["a", "ab", "한국", ""][index]
      unit.timeZone = "Asia/Seoul"
      unit.createTime = generator.middle
      unit.updateTime = generator.middle
      units.append(unit)
      var member = Staff()
      member.id = ids.next(at: generator.middle)
      member.version = 1
      member.name = "staff \(index)"
      member.jobGroup = .general
      member.officeID = unit.id
      member.createTime = generator.middle
      member.updateTime = generator.middle
      staff.append(member)
    }
    for _ in 0..<Self.size { people.append(person()) }
    for _ in 0..<Self.size { relations.append(relation()) }
  }

  private static func schema() -> ExtensionSchema {
    var schema = ExtensionSchema()
    schema.version = 1
    let types: [(String, ExtensionType)] = [
      ("note", .text), ("tenure", .integer), ("charge", .decimal), ("paperless", .boolean),
      ("joined", .date), ("seen", .time), ("plan", .choice),
    ]
    schema.fields = types.map { name, type in
      var field = ExtensionField()
      field.name = name
      field.type = type
      if type == .choice { field.choices = ["a", "ab", "vip"] }
      return field
    }
    return schema
  }

  // MARK: Making

  private mutating func once(in times: UInt64) -> Bool { generator.random.once(in: times) }

  private mutating func pick<T>(_ choices: [T]) -> T { generator.random.pick(choices) }

  private mutating func text() -> String {
    guard case .string(let text) = generator.value(of: .string) else { return "" }
    return text
  }

  private mutating func code() -> String {
    let text = text()
    return text.isEmpty ? "a" : text
  }

  private mutating func time() -> Timestamp {
    guard case .timestamp(let time) = generator.value(of: .timestamp) else {
      return generator.middle
    }
    return Timestamp(microseconds: time)
  }

  private mutating func day() -> CivilDate {
    guard case .date(let day) = generator.value(of: .date) else { return CivilDate(2000, 1, 1) }
    return CivilDate(number: day)
  }

  private mutating func person() -> Person {
    var customer = Customer.person()
    customer.id = ids.next(at: generator.middle)
    customer.version = 1
    customer.kind = pick([.person, .organisation])
    customer.displayName = "x"
    customer.createTime = time()
    customer.updateTime = time()
    if once(in: 8) { customer.deleteTime = generator.middle }
    if once(in: 2) { customer.homeOfficeID = pick(units).id }
    if once(in: 2) { customer.caseWorkerID = pick(staff).id }
    customer.sex = pick([.unspecified, .female, .male, .other])
    if !once(in: 4) { customer.birthDate = day() }
    if once(in: 5) { customer.birthDate?.calendar = .lunar }
    if once(in: 8) { customer.birthDate?.day = 0 }
    customer.language = pick(["", "ko", "a", "ab"])
    for kind in [ContactPointKind.mobile, .phone, .email, .messenger] where once(in: 2) {
      var point = ContactPoint()
      point.kind = kind
      point.value = "010"
      point.doNotContact = once(in: 4)
      customer.contactPoints.append(point)
    }
    for index in 0..<pick([0, 1, 2]) {
      var address = Address()
      address.kind = .home
      address.region = text()
      address.locality = text()
      address.postalCode = text()
      address.primary = index == 1
      customer.addresses.append(address)
    }
    var tags: Set<[UInt8]> = []
    for _ in 0..<pick([0, 1, 3]) {
      let tag = code()
      if tags.insert(Array(tag.utf8)).inserted { customer.tags.append(tag) }
    }
    customer.extensions = schema.fields.compactMap { field in
      once(in: 4) ? nil : .of(field.name, value(of: field))
    }
    var person = Person(customer: customer)
    for _ in 0..<pick([0, 0, 1, 2]) { person.cases.append(medicalCase(of: customer.id)) }
    for _ in 0..<pick([0, 0, 1, 3]) { person.consents.append(consent(of: customer.id)) }
    for name in Self.segments where once(in: 2) { person.segments.insert(name) }
    for _ in 0..<pick([0, 0, 1, 3]) { person.visits.append(visit(of: customer.id)) }
    return person
  }

  private mutating func value(of field: ExtensionField) -> Extension.Value {
    switch field.type {
    case .integer:
      guard case .int(let value) = generator.value(of: .int) else { return .integer(0) }
      return .integer(value)
    case .decimal:
      return .decimal(
        pick(["0", "0.5", "1", "70.5", "-2.25", "24", "0.1", "+12", "9007199254740993.5"]))
    case .boolean: return .boolean(once(in: 2))
    case .date: return .date(day())
    case .time: return .time(time())
    case .choice: return .text(pick(field.choices))
    default: return .text(text())
    }
  }

  private mutating func medicalCase(of customer: CustomerID) -> Case {
    var document = Case()
    document.id = ids.next(at: generator.middle)
    document.version = 1
    document.customerID = customer
    document.number = document.id.description
    document.type = pick(["a", "ab"])
    document.typeVersion = 1
    if once(in: 2) { document.officeID = pick(units).id }
    document.status = pick([.open, .suspended, .closed])
    document.stage = code()
    document.stageSince = time()
    document.phase = text()
    if !document.phase.isEmpty { document.phaseSince = time() }
    if once(in: 2) {
      var severity = Severity()
      severity.scheme = pick([.ais, .aaam])
      severity.grade = pick(severity.scheme == .ais ? [1, 5] : [1, 5, 6, 9])
      document.severity = severity
    }
    document.supportGroup = pick([.unspecified, .general, .priority, .intensive, .parallel])
    document.managementLevel = pick([.unspecified, .general, .intensive])
    if once(in: 2) { document.score = .needScore(pick([0, 500, 1000, 24_000, 70_500])) }
    if once(in: 2) { document.caseWorkerID = pick(staff).id }
    document.openTime = time()
    if once(in: 2) { document.approveTime = time() }
    if document.status == .closed { document.closeTime = time() }
    document.createTime = time()
    document.updateTime = time()
    return document
  }

  private mutating func visit(of customer: CustomerID) -> Visit {
    var visit = Visit()
    visit.id = ids.next(at: generator.middle)
    visit.version = 1
    visit.customerID = customer
    visit.chainNumber = 1
    visit.state = pick([
      .proposed, .planned, .confirmed, .enRoute, .inProgress, .done, .done, .noShow, .cancelled,
    ])
    visit.staffID = pick(staff).id
    if once(in: 2) { visit.officeID = pick(units).id }
    visit.purpose = pick(["a", "ab"])
    let start = time()
    visit.startTime = start
    visit.endTime = start.adding(seconds: 3600)
    if visit.state == .proposed { visit.holdUntil = start }
    if visit.state.isEnded { visit.closeTime = time() }
    visit.attempts = pick([0, 1, 24])
    visit.relationship = pick([.unspecified, .stranger, .acquainted, .welcome, .familiar])
    if once(in: 2) {
      let tried = time()
      visit.tryTime = tried
      if once(in: 2) { visit.meetTime = tried.adding(seconds: pick([0, 86_400])) }
    }
    visit.createTime = generator.middle
    visit.updateTime = generator.middle
    return visit
  }

  private mutating func consent(of customer: CustomerID) -> Consent {
    var consent = Consent()
    consent.id = ids.next(at: generator.middle)
    consent.customerID = customer
    consent.purpose = pick(["a", "ab"])
    consent.channel = pick([.unspecified, .sms, .email, .visit])
    consent.state = pick([.given, .withdrawn])
    // Often at the same time, so that the order of recording decides.
    consent.decideTime = once(in: 2) ? generator.middle : time()
    consent.recordTime = generator.middle
    consent.recordedBy = ids.next(at: generator.middle)
    return consent
  }

  private mutating func relation() -> Relation {
    var relation = Relation()
    relation.id = ids.next(at: generator.middle)
    relation.version = 1
    relation.customerID = pick(people).customer.id
    relation.relatedCustomerID = relation.customerID
    while relation.relatedCustomerID == relation.customerID {
      relation.relatedCustomerID = pick(people).customer.id
    }
    relation.kind = pick([.spouse, .parent, .guardian, .hospital])
    if once(in: 2) { relation.validFrom = day() }
    if once(in: 2) {
      let end = day()
      if end.number > relation.validFrom?.number ?? 0 { relation.validTo = end }
    }
    relation.createTime = generator.middle
    relation.updateTime = generator.middle
    return relation
  }

  // MARK: Storing

  func store(_ writer: inout Writer) throws(Status) {
    for unit in units { try writer.insert(unit) }
    for member in staff { try writer.insert(member) }
    for (index, code) in ["a", "ab"].enumerated() {
      try writer.execute(
        """
        INSERT INTO case_type (revision, applied, code, version, id, created_at, created_by, document)
        VALUES ($1, 1, $2, 1, $3, 0, $3, $4)
        """, .integer(Int64(index) + 1), .text(code), .id(units[index].id), .blob([]))
    }
    for (name, number) in Self.numbers {
      try writer.execute(
        """
        INSERT INTO segment (number, id, name, kind, version, rule_version, title, purpose, rule,
          preset, created_at, updated_at)
        VALUES ($1, $2, $3, 2, 1, 1, '', '', '', 0, 0, 0)
        """, .integer(number), .id(staff[Int(number)].id), .text(name))
    }
    for person in people {
      try writer.insert(person.customer)
      for document in person.cases { try writer.insertCase(document) }
      for consent in person.consents { try writer.insert(consent) }
      // Without claims: their times are drawn blindly and overlap.
      for visit in person.visits { try writer.insertRow(visit) }
      for name in person.segments {
        try writer.execute(
          """
          INSERT INTO membership (customer, segment, from_seq, from_at, from_version, from_cause, reason)
          VALUES ($1, $2, 1, 0, 1, 1, '')
          """, .id(person.customer.id), .integer(Self.numbers[name] ?? 0))
      }
    }
    for relation in relations { try writer.insert(relation) }
  }
}
