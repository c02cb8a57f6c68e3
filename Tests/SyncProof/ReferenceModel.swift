import PCRMCore
import PCRMModel
import ProtobufCodec

/// What does not hold, with the invariant that it breaks.
public struct Breach: Hashable, Sendable, CustomStringConvertible {
  /// 1 to 14; 0 for a fault of the proof's own.
  public var invariant: Int
  public var what: String

  init(_ invariant: Int, _ what: String) {
    self.invariant = invariant
    self.what = what
  }

  public var description: String { "I\(invariant): \(what)" }
}

/// Field sync as a plain, serial program over maps: what each change of a device or of the office must come to.
///
/// It is told what the server answered, and says whether it may answer so; what the answer means is worked out here.
struct ReferenceModel {
  /// What is known of a device.
  struct Branch {
    var staff: StaffID
    /// Number of the last mutation that was taken.
    var lastN: Int64 = 0
    /// The results, as they were answered first.
    var results: [Int64: [UInt8]] = [:]
    /// What became of each change.
    var outcomes: [SyncMutationID: MutationOutcome] = [:]
    var isRevoked = false
  }

  /// Visits and customers, by their ids as text.
  var rows: [String: ReferenceRow] = [:]
  var branches: [DeviceID: Branch] = [:]
  /// Rows whose version may have risen since the facts were last looked at.
  var touched: Set<String> = []
  /// Fields that only the facts can tell: "id field".
  var open: Set<String> = []
  /// Rows that must have come about since, with what is known of them.
  var expected: [String: [String: String]] = [:]

  /// Something was done whose meaning only the facts can tell.
  var adoptAll = false
  /// The device whose choice that follows from; nil for the office's.
  var adoptedFrom: DeviceID?
  /// Some customer was erased: what comes about it is refused, and kept nowhere.
  var hasErased = false

  /// The version of a change that is not known yet.
  static let pending = Int64.max

  init(_ facts: ServerFacts) {
    for visit in facts.visits.values {
      rows[visit.id.description] = ReferenceRow(
        visit, facts.attempts[visit.id] ?? [], facts.notes[visit.id] ?? [])
    }
    for customer in facts.customers.values {
      rows[customer.id.description] = ReferenceRow(customer)
    }
  }

  // MARK: The office

  /// The office set a field.
  mutating func office(_ id: String, _ name: String, _ value: String) {
    rows[id]?.set(name, value, version: Self.pending, by: nil)
    touched.insert(id)
  }

  /// The office added to a set.
  mutating func office(_ id: String, add element: String, to name: String) {
    rows[id]?.sets[name, default: []].insert(element)
    touched.insert(id)
  }

  /// A quarter of a year goes by.
  mutating func forget() {
    for id in rows.keys where rows[id]?.next.isEmpty == false { rows[id]?.isNextOld = true }
  }

  /// A visit takes the place of another one: it has what that had, at another time.
  mutating func replace(_ id: String, by next: String, values: [String: String]) {
    guard var row = rows[id] else { return }
    var fields: [String: ReferenceRow.Field] = [:]
    for (name, field) in row.fields { fields[name] = .init(value: field.value, version: 0) }
    for (name, value) in values { fields[name]?.value = value }
    fields["state"]?.value = "2"
    row.fields = fields
    row.version = 0
    row.next = ""
    row.nextWriter = nil
    row.sets = ["attempts": [], "notes": []]
    rows[next] = row
    touched.insert(next)
    rows[id]?.next = next
  }

  // MARK: Looking at the facts

  /// Compares with what the server knows, and takes over what only it can know.
  mutating func settle(_ facts: ServerFacts) -> [Breach] {
    var breaches: [Breach] = []
    for visit in facts.visits.values {
      let attempts = facts.attempts[visit.id] ?? []
      let notes = facts.notes[visit.id] ?? []
      if Set(attempts.map(\.id)).count != attempts.count {
        breaches.append(Breach(3, "a try of visit \(visit.id) stands twice"))
      }
      breaches += settle(visit.id.description, ReferenceRow(visit, attempts, notes), "visit")
    }
    for customer in facts.customers.values {
      breaches += settle(customer.id.description, ReferenceRow(customer), "customer")
    }
    for id in rows.keys where facts.row(id) == nil {
      breaches.append(Breach(2, "row \(id) is not there any more"))
      rows[id] = nil
    }
    for id in expected.keys {
      breaches.append(Breach(2, "row \(id) was accepted and is not there"))
    }
    if adoptAll { breaches = [] }
    adoptAll = false
    adoptedFrom = nil
    touched = []
    open = []
    expected = [:]
    return breaches
  }

  private mutating func settle(
    _ id: String, _ fact: ReferenceRow, _ kind: String
  ) -> [Breach] {
    guard var row = rows[id] else {
      var breaches: [Breach] = []
      if let known = expected.removeValue(forKey: id) {
        for (name, value) in known where fact.fields[name]?.value != value {
          breaches.append(Breach(2, "\(name) of the new \(kind) \(id) is not what was accepted"))
        }
      } else {
        breaches.append(Breach(3, "a \(kind) \(id) came about without an effect"))
      }
      rows[id] = fact
      return breaches
    }
    expected[id] = nil
    var breaches: [Breach] = []
    for (name, field) in fact.fields where row.fields[name]?.value != field.value {
      if !open.contains("\(id) \(name)") {
        breaches.append(
          Breach(
            2,
            "\(name) of \(kind) \(id) is \"\(field.value)\", and must be"
              + " \"\(row.fields[name]?.value ?? "")\""))
      }
      row.set(name, field.value, version: fact.version, by: adoptedFrom)
    }
    if row.next != fact.next {
      (row.next, row.nextWriter, row.nextVersion) = (fact.next, adoptedFrom, fact.version)
    }
    for (name, set) in fact.sets where row.sets[name] != set {
      if open.contains("\(id) \(name)"), set.isSuperset(of: row.sets[name] ?? []) {
        row.sets[name] = set
        continue
      }
      let missing = (row.sets[name] ?? []).subtracting(set)
      breaches.append(
        missing.isEmpty
          ? Breach(3, "\(name) of \(kind) \(id) has what nobody added")
          : Breach(2, "\(name) of \(kind) \(id) has lost \(missing.count)"))
      row.sets[name] = set
    }
    if !touched.contains(id) && fact.version != row.version {
      breaches.append(
        Breach(3, "version of \(kind) \(id) went from \(row.version) to \(fact.version) unasked"))
    }
    if fact.version < row.version { breaches.append(Breach(3, "version of \(id) went back")) }
    row.version = fact.version
    for name in row.fields.keys {
      guard var field = row.fields[name] else { continue }
      if field.version == Self.pending { field.version = fact.version }
      for place in field.changes.indices where field.changes[place].version == Self.pending {
        field.changes[place].version = fact.version
      }
      row.fields[name] = field
    }
    rows[id] = row
    return breaches
  }
}
