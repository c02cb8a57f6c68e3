import PCRMCore
import PCRMModel
import ProtobufCodec

/// One row of the reference model: fields that are set, and sets that only grow.
struct ReferenceRow {
  /// A field's value, written as text, with the row's version at its last change and who made it.
  struct Field {
    var value: String
    var version: Int64
    /// The device that made the last change; nil for the office.
    var writer: DeviceID?
    /// Changes of others, newest last: the versions at which the field was changed, with who changed it.
    var changes: [(version: Int64, writer: DeviceID?)] = []
  }

  var version: Int64
  var fields: [String: Field] = [:]
  var sets: [String: Set<String>] = [:]
  /// The visit that took the place of this one; empty for none.
  var next = ""
  /// The device that made that so, and the version at which; nil for the office.
  var nextWriter: DeviceID?
  var nextVersion: Int64 = 0
  /// That was a quarter of a year ago: the server need not know any more whose doing it was.
  var isNextOld = false
  /// The customer of a visit.
  var customer = CustomerID()

  /// Whether somebody else than a device has changed a field since a version.
  func changedByOthers(_ name: String, since trunk: Int64, than device: DeviceID) -> Bool {
    fields[name]?.changes.contains { $0.version > trunk && $0.writer != device } ?? false
  }

  mutating func set(_ name: String, _ value: String, version: Int64, by writer: DeviceID?) {
    if fields[name]?.value == value { return }
    fields[name, default: Field(value: "", version: 0)].value = value
    fields[name]?.version = version
    fields[name]?.writer = writer
    fields[name]?.changes.append((version, writer))
  }
}

/// Values as text, so that the model needs to know nothing of them.
enum ReferenceText {
  static func text(_ time: Timestamp?) -> String { time.map { "\($0.microseconds)" } ?? "" }

  static func text(_ points: [ContactPoint]) -> String {
    points.map { "\($0.kind.rawValue):\($0.value)" }.joined(separator: ",")
  }

  /// The fields of a visit that histories change.
  static func fields(of visit: Visit) -> [String: String] {
    [
      "state": "\(visit.state.rawValue)", "staff_id": visit.staffID.description,
      "start_time": text(visit.startTime), "end_time": text(visit.endTime),
      "note": visit.note, "place": visit.place,
    ]
  }

  /// The fields of a customer that histories change.
  static func fields(of customer: Customer) -> [String: String] {
    [
      "contact_points": text(customer.contactPoints), "language": customer.language,
      "case_worker_id": customer.caseWorkerID.description,
      "deleted": customer.deleteTime == nil ? "no" : "yes",
    ]
  }
}

extension ReferenceRow {
  init(_ visit: Visit, _ attempts: [VisitAttempt], _ notes: [VisitNote]) {
    version = visit.version
    customer = visit.customerID
    next = visit.nextID.description
    for (name, value) in ReferenceText.fields(of: visit) {
      fields[name] = Field(value: value, version: visit.version)
    }
    sets["attempts"] = Set(attempts.map(\.id.description))
    sets["notes"] = Set(notes.map(\.id.description))
  }

  init(_ customer: Customer) {
    version = customer.version
    self.customer = customer.id
    for (name, value) in ReferenceText.fields(of: customer) {
      fields[name] = Field(value: value, version: customer.version)
    }
    sets["tags"] = Set(customer.tags)
  }
}
