public import ProtobufCodec

/// What becomes of a field that a device sets, when somebody else may have set it too.
public enum MergePolicy: Sendable, Equatable {
  /// The server writes it, or a change of another kind does: a patch that names it is refused.
  case readOnly
  /// The office decides: what a device sets is a request, and never more.
  case office
  /// Set when nobody else changed it since; a conflict when somebody did and set another value.
  case threeWay
  /// As three-way. A text that both wrote is never a matter of who came last.
  case memo
  /// What is added stays, whoever took it away; what is taken away goes when the device saw it.
  case addWins
  /// Three-way, but the time of a visit is moved, never written over: where both moved it, the server's stays and the
  /// device's is a wish.
  case schedule
}

/// A row of which devices patch fields.
public protocol MergedRow: Message {
  /// The policy of every field of the top level, in the contract's order.
  static var mergePolicies: [(field: String, policy: MergePolicy)] { get }

  /// Takes what was added to and taken from a field that only unites.
  mutating func unite(_ field: String, mine: Self, seen: Self?)

  /// Takes over what is the stricter of two values of a field, although its change as a whole is in conflict.
  mutating func restrict(_ field: String, mine: Self)

  /// The row as it is compared and stored.
  mutating func compose()
}

extension MergedRow {
  /// The policy of a field; nil when there is no such field.
  public static func mergePolicy(_ field: String) -> MergePolicy? {
    mergePolicies.first { $0.field == field }?.policy
  }
}

extension Visit: MergedRow {
  public static let mergePolicies: [(field: String, policy: MergePolicy)] = [
    ("id", .readOnly),
    ("version", .readOnly),
    ("customer_id", .readOnly),
    // A step of its own.
    ("state", .readOnly),
    ("staff_id", .office),
    ("office_id", .office),
    ("purpose", .threeWay),
    ("case_id", .threeWay),
    ("touchpoint_id", .threeWay),
    ("start_time", .schedule),
    ("end_time", .schedule),
    ("pinned", .office),
    ("previous_id", .readOnly),
    ("next_id", .readOnly),
    ("series_id", .readOnly),
    ("occurrence_time", .readOnly),
    ("plan_id", .readOnly),
    ("hold_until", .readOnly),
    ("close_time", .readOnly),
    ("create_time", .readOnly),
    ("update_time", .readOnly),
    // These come of tries.
    ("attempts", .readOnly),
    ("relationship", .readOnly),
    ("try_time", .readOnly),
    ("meet_time", .readOnly),
    ("chain_number", .readOnly),
    ("coordinates", .threeWay),
    ("place", .threeWay),
    ("customer_window", .threeWay),
    ("arrival_window", .threeWay),
    ("participants", .threeWay),
    ("resource_ids", .threeWay),
    ("set_out_time", .readOnly),
    ("check_in", .readOnly),
    ("finish_time", .readOnly),
    ("close_reason", .readOnly),
    ("note", .memo),
    // It goes with the time.
    ("outside_hours", .schedule),
  ]

  public mutating func unite(_ field: String, mine: Visit, seen: Visit?) {}

  public mutating func restrict(_ field: String, mine: Visit) {}

  public mutating func compose() { self = normalised() }
}

extension Customer: MergedRow {
  public static let mergePolicies: [(field: String, policy: MergePolicy)] = [
    ("id", .readOnly),
    ("version", .readOnly),
    ("kind", .readOnly),
    ("display_name", .readOnly),
    ("home_office_id", .office),
    ("case_worker_id", .office),
    ("sex", .threeWay),
    ("birth_date", .threeWay),
    ("language", .threeWay),
    ("create_time", .readOnly),
    ("update_time", .readOnly),
    ("delete_time", .readOnly),
    ("extension_schema_version", .readOnly),
    ("names", .threeWay),
    ("contact_points", .threeWay),
    ("addresses", .threeWay),
    // No device carries these.
    ("external_ids", .readOnly),
    ("tags", .addWins),
    ("extensions", .readOnly),
    ("imported_properties", .readOnly),
  ]

  public mutating func unite(_ field: String, mine: Customer, seen: Customer?) {
    guard field == "tags" else { return }
    let before = seen?.tags ?? []
    let gone = Set(before).subtracting(mine.tags)
    tags.removeAll { gone.contains($0) }
    for tag in mine.tags where !before.contains(tag) && !tags.contains(tag) { tags.append(tag) }
  }

  /// Whoever asked not to be called is not called, whatever else about the number is in doubt.
  public mutating func restrict(_ field: String, mine: Customer) {
    guard field == "contact_points" else { return }
    for point in mine.contactPoints where point.doNotContact {
      for index in contactPoints.indices
      where contactPoints[index].kind == point.kind && contactPoints[index].value == point.value {
        contactPoints[index].doNotContact = true
      }
    }
  }
}
