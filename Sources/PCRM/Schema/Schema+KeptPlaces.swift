import Storage

extension Schema {
  /// `kept_seq` is the place up to which a device has stored what it was handed: it came back with a cursor from there.
  /// `passed_seq` tells what it was handed, which may have been lost on the way.
  static let keptPlaces = Step(
    "kept places",
    [
      """
      ALTER TABLE device ADD COLUMN kept_seq {bigint} NOT NULL DEFAULT 0 CHECK (kept_seq >= 0)
      """
    ])
}
