import Import
import PCRMModel
import ProtobufCodec

/// What a mapping's extension fields ask of the server's schema.
struct SchemaGap: Equatable {
  /// Fields that the schema does not have.
  private(set) var missing: [String] = []
  /// Fields whose choices lack some.
  private(set) var widened: [String] = []
  /// Fields that the schema has with another type.
  private(set) var contradicting: [String] = []
  /// The schema's fields with those of the mapping.
  private(set) var filled: [ExtensionField]

  init(between wanted: [ExtensionField], and present: [ExtensionField]) {
    filled = present
    for field in wanted {
      guard let index = filled.firstIndex(where: { $0.name == field.name }) else {
        missing.append(field.name)
        filled.append(field)
        continue
      }
      if filled[index].type != field.type {
        contradicting.append("\(field.name) (\(filled[index].type.word) there)")
      } else if field.type == .choice {
        let lacking = field.choices.filter { !filled[index].choices.contains($0) }
        if !lacking.isEmpty { widened.append(field.name) }
        filled[index].choices += lacking
      }
    }
  }

  var isEmpty: Bool { missing.isEmpty && widened.isEmpty }

  /// A later version may not change a type, so nobody can fill such a gap.
  func refuseContradictions() throws {
    guard !contradicting.isEmpty else { return }
    throw CommandFailure(
      code: 1,
      message: "failed_precondition: the server's extension schema has other types than the "
        + "mapping for: " + contradicting.joined(separator: ", "))
  }

  /// Says what is missing and how to get it.
  var complaint: CommandFailure {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("has no field " + missing.joined(separator: ", ")) }
    if !widened.isEmpty { parts.append("lacks choices of " + widened.joined(separator: ", ")) }
    return CommandFailure(
      code: 1,
      message: "failed_precondition: the server's extension schema "
        + parts.joined(separator: ", and ")
        + "; import with --create-schema, or run pcrm schema put --mapping first")
  }
}
