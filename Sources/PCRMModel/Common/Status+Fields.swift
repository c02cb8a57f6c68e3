public import PCRMCore

/// What is wrong with a field, worded once; reasons and parameters are those that `ErrorInfo` lists.
extension Status {
  /// The field is empty and may not be.
  public static func required(_ field: String) -> Status {
    .invalid(field, "is required", reason: "FIELD_REQUIRED")
  }

  /// The field has the wrong form; `expectation` says what would be right.
  public static func malformed(_ field: String, _ expectation: String) -> Status {
    .invalid(field, "must be \(expectation)", reason: "FIELD_MALFORMED")
  }

  /// The text is too long, in characters.
  public static func tooLong(_ field: String, max: Int) -> Status {
    Status.invalid(field, "must have at most \(max) characters", reason: "FIELD_TOO_LONG")
      .with("max", String(max))
  }

  /// The number is outside of its range.
  public static func outOfRange<N: BinaryInteger>(_ field: String, min: N, max: N) -> Status {
    Status.invalid(field, "must be from \(min) to \(max)", reason: "FIELD_OUT_OF_RANGE")
      .with("min", String(min)).with("max", String(max))
  }

  /// The field cannot be changed, and the mask names it.
  public static func readOnly(_ field: String) -> Status {
    .invalid(field, "cannot be changed; leave it out of update_mask", reason: "FIELD_READ_ONLY")
  }

  /// The list is too long.
  public static func tooMany(_ field: String, max: Int) -> Status {
    Status.invalid(field, "must have at most \(max) items", reason: "TOO_MANY_ITEMS")
      .with("max", String(max))
  }

  /// Two items of a list contradict each other.
  public static func duplicate(_ field: String, _ problem: String) -> Status {
    .invalid(field, problem, reason: "DUPLICATE_ITEM")
  }

  /// The client-made id is in use.
  ///
  /// - Parameter isRequired: the client has to make one.
  public static func idTaken(_ field: String, isRequired: Bool = false) -> Status {
    let advice = isRequired ? "choose another one" : "leave it empty to get a new one"
    return Status(
      .alreadyExists, "\(field): is in use; \(advice)",
      ErrorInfo(reason: "ID_TAKEN", field: field))
  }

  /// The name or code must be unique and is in use.
  public static func nameTaken(_ field: String) -> Status {
    Status(
      .alreadyExists, "\(field): is in use and must be unique",
      ErrorInfo(reason: "NAME_TAKEN", field: field))
  }

  /// The field points to something that does not exist.
  public static func referenceMissing(_ field: String, _ what: String) -> Status {
    .precondition("REFERENCE_MISSING", field, "there is no such \(what)")
  }

  /// A list is asked for a page of impossible size.
  public static func pageSize(_ size: Int32, max: Int) -> Status {
    Status.invalid(
      "page_size", "is \(size); it must be from 1 to \(max), or 0 for the default",
      reason: "FIELD_OUT_OF_RANGE"
    ).with("min", "0").with("max", String(max))
  }
}
