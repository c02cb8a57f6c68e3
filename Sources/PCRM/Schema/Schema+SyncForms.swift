import Storage

extension Schema {
  /// Devices carry the forms of surveys too: what everybody carries is gathered once more. What is there already stays.
  static let syncForms = Step(
    "forms on devices", ["UPDATE sync_user SET state = 1 WHERE state = 2"])
}
