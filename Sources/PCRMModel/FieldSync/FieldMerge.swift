public import PCRMCore
public import ProtobufCodec

/// A patch of a device's, merged with a row as it is now: what is set, what both changed, what is only asked for.
///
/// A field is in conflict when somebody else changed it since the version that the device had received, and the device
/// sets another value than it has. Otherwise it is set. No clock has a say.
public struct FieldMerge<Row: MergedRow>: Sendable {
  /// The row with what may be set, but for its time.
  public private(set) var row: Row
  /// Names of the fields that are set, in the contract's order.
  public private(set) var taken: [String] = []
  /// Names of the fields of a visit's time that are to be moved.
  public private(set) var moved: [String] = []
  /// What is not set: both changed it, or only the office may.
  public private(set) var conflicts: [ConflictField] = []
  /// Why the first of the conflicts arose that matters most.
  public private(set) var kind = ConflictKind.unspecified
  /// Whether the device's values are what was there already.
  public var isNothing: Bool { taken.isEmpty && moved.isEmpty && conflicts.isEmpty }

  /// - Parameters:
  ///   - mine: the values that the device set.
  ///   - seen: the values that it saw before, if it said.
  ///   - stored: the row as it is.
  ///   - fields: names of the fields that it set.
  ///   - foreign: those that others changed since.
  public init(
    _ mine: Row, seen: Row?, stored: Row, fields: [String], foreign: Set<String>
  ) throws(Status) {
    var mine = mine
    mine.compose()
    var seen = seen
    seen?.compose()
    row = stored
    let sent = try Self.checked(fields)
    var movers: [String] = []
    for (name, policy) in Row.mergePolicies where sent.contains(name) {
      switch policy {
      case .addWins:
        row.unite(name, mine: mine, seen: seen)
        if !row.has(name, as: stored) { taken.append(name) }
      case _ where mine.has(name, as: stored): break
      case .schedule: movers.append(name)
      case .office: add(name, .request, mine, seen, stored)
      default:
        if foreign.contains(name) {
          add(name, .fields, mine, seen, stored)
          restrict(name, mine)
        } else {
          try take(name, mine)
        }
      }
    }
    // A time is one thing: whoever moved the beginning moved the end.
    let isContested = Row.mergePolicies.contains {
      $0.policy == .schedule && foreign.contains($0.field)
    }
    if isContested {
      for name in movers { add(name, .reschedule, mine, seen, stored) }
    } else {
      moved = movers
    }
  }

  /// Fields of which the device saw another value than they have: somebody changed them, whatever the versions say.
  public static func overtaken(
    seen: Row?, stored: Row, fields: [String]
  ) -> [String] {
    guard var seen else { return [] }
    seen.compose()
    return fields.filter { Row.mergePolicy($0) != nil && !seen.has($0, as: stored) }
  }

  private static func checked(_ fields: [String]) throws(Status) -> Set<String> {
    if fields.isEmpty { throw .required("fields") }
    for (index, name) in fields.enumerated() {
      let place = "fields[\(index)]"
      guard let policy = Row.mergePolicy(name) else {
        throw Status.invalid(
          place, "\(Row.protoName) has no such field of the top level", reason: "MASK_PATH_UNKNOWN"
        ).with("path", name)
      }
      if policy == .readOnly {
        throw Status.invalid(
          place, "\(name) cannot be patched by a device", reason: "FIELD_READ_ONLY"
        ).with("path", name)
      }
    }
    return Set(fields)
  }

  private mutating func take(_ name: String, _ mine: Row) throws(Status) {
    do throws(DecodingFailure) {
      try row.update(from: mine, mask: FieldMask(paths: [name]))
    } catch {
      throw .internalError
    }
    taken.append(name)
  }

  private mutating func restrict(_ name: String, _ mine: Row) {
    let before = row
    row.restrict(name, mine: mine)
    if row != before { taken.append(name) }
  }

  private mutating func add(
    _ name: String, _ kind: ConflictKind, _ mine: Row, _ seen: Row?, _ stored: Row
  ) {
    var field = ConflictField()
    field.name = name
    field.seen = seen?.text(of: name) ?? ""
    field.theirs = stored.text(of: name)
    field.mine = mine.text(of: name)
    conflicts.append(field)
    // A time matters more than a text, and that more than a request.
    let order: [ConflictKind] = [.request, .fields, .reschedule]
    let (old, new) = (order.firstIndex(of: self.kind) ?? -1, order.firstIndex(of: kind) ?? -1)
    if new > old { self.kind = kind }
  }
}

extension Message {
  /// Whether a field of the top level has the value that it has in another message.
  public func has(_ field: String, as other: Self) -> Bool {
    (try? masked(to: FieldMask(paths: [field])))
      == (try? other.masked(to: FieldMask(paths: [field])))
  }

  /// A field of the top level in JSON; empty when it is at its default.
  public func text(of field: String) -> String {
    guard let json = (try? masked(to: FieldMask(paths: [field])))?.json(),
      let colon = json.firstIndex(of: ":")
    else { return "" }
    return String(json[json.index(after: colon)...].dropLast())
  }

  /// Sets a field of the top level to what ``text(of:)`` said.
  public mutating func take(_ text: String, as field: String) throws(DecodingFailure) {
    let other = text.isEmpty ? Self() : try Self(json: "{\"\(field)\":\(text)}")
    try update(from: other, mask: FieldMask(paths: [field]))
  }
}
