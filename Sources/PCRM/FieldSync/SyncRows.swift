import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Reads rows as devices see them, as they are at one moment; what many rows need is read once.
struct SyncRows {
  private let reader: Reader
  private var reportRules: ReportRules?

  init(_ reader: Reader) { self.reader = reader }

  /// The row; nil when there is no such thing any more.
  mutating func row(_ entity: EntityType, _ id: SyncRowID, seq: Int64) throws(Status) -> SyncRow? {
    var row = SyncRow()
    row.entity = entity
    row.seq = seq
    switch entity {
    case .visit:
      guard let visit = try visit(VisitID(high: id.high, low: id.low)) else { return nil }
      row.visit = visit
      row.id = id.description
      row.version = visit.visit?.version ?? 0
    case .customer:
      let found = try reader.customer(CustomerID(high: id.high, low: id.low))
      guard let customer = found, customer.deleteTime == nil else { return nil }
      row.customer = customer.carried
      row.id = id.description
      row.version = customer.version
    case .visitTask:
      guard let task = try reader.visitTask(VisitTaskID(high: id.high, low: id.low)) else {
        return nil
      }
      row.task = task
      row.id = id.description
      row.version = task.version
    case .syncConflict:
      guard let conflict = try reader.syncConflict(SyncConflictID(high: id.high, low: id.low))
      else { return nil }
      row.conflict = conflict
      row.id = id.description
      row.version = conflict.version
    case .surveyWave:
      let found = try reader.syncForm(of: SurveyWaveID(high: id.high, low: id.low))
      guard let (form, version) = found else { return nil }
      row.form = form
      row.id = id.description
      row.version = version
    default: return nil
    }
    return row
  }

  /// The rules of visits, which everybody carries.
  func rules(seq: Int64) throws(Status) -> SyncRow {
    var row = SyncRow()
    row.entity = .visitRule
    row.id = Self.rulesID
    row.version = seq
    row.seq = seq
    var rules = VisitRules()
    rules.report = try reader.current()
    rules.nextTry = try reader.current()
    rules.quality = try reader.current()
    rules.callBacks = try reader.current()
    // Whoever knows the seed can tell beforehand which visit will be asked about.
    rules.callBacks?.seed = 0
    row.rules = rules
    return row
  }

  /// There is one row of rules.
  static let rulesID = "00000000-0000-7000-8000-000000000001"

  private mutating func visit(_ id: VisitID) throws(Status) -> SyncVisit? {
    guard let visit = try reader.visit(id) else { return nil }
    var bundle = SyncVisit()
    bundle.visit = visit
    if visit.attempts > 0 { bundle.attempts = try reader.attempts(of: id) }
    bundle.notes = try reader.carriedNotes(of: id)
    bundle.report = try reader.report(of: id)
    bundle.attachments = try reader.attachments(of: id)
    let rules: ReportRules
    if let known = reportRules { rules = known } else { rules = try reader.current() }
    reportRules = rules
    bundle.requiredParts = try reader.requirements(of: visit, by: rules).parts
    return bundle
  }
}

extension Customer {
  /// What of a customer a device carries: what a visit needs, and nothing else.
  var carried: Customer {
    var carried = Customer()
    carried.id = id
    carried.version = version
    carried.kind = kind
    carried.displayName = displayName
    carried.homeOfficeID = homeOfficeID
    carried.caseWorkerID = caseWorkerID
    carried.sex = sex
    carried.birthDate = birthDate
    carried.language = language
    carried.names = names
    carried.contactPoints = contactPoints
    carried.addresses = addresses
    carried.tags = tags
    return carried
  }
}

extension SyncRow {
  /// The customers of whom the row says something.
  var customerIDs: [CustomerID] {
    switch entity {
    case .visit: [visit?.visit?.customerID].compactMap { $0 }
    case .customer: [customer?.id].compactMap { $0 }
    case .visitTask: [task?.customerID].compactMap { $0 }
    case .syncConflict: [conflict?.customerID].compactMap { $0 }
    default: []
    }
  }
}
