public import PCRMCore

/// How one installation of the client is set up.
public struct FieldSettings: Sendable {
  /// The folder that holds what the device carries; one process at a time uses it.
  public var folder: String
  /// What people call the device, at most 100 characters.
  public var name: String
  /// The device's clocks.
  public var clock: any FieldClock = MachineClock()
  /// Seconds east of Greenwich of the days that people work by; Seoul's by default, which has no summer time.
  public var dayOffsetSeconds: Int64 = 9 * 3600
  /// Seed of the ids that the device makes; tests that want the same ids twice set it.
  public var seed: UInt64 = .random(in: .min ... .max)
  /// Called at each place where the device may be switched off, with what it was about; for tests that switch it off.
  ///
  /// Whoever throws here goes on throwing until the client is opened anew, as a device that is off does.
  public var crash: (@Sendable (FieldStep, FieldMoment) throws(Status) -> Void)?

  public init(folder: String, name: String = "") {
    self.folder = folder
    self.name = name
  }
}

/// What a transaction of the client's does.
public enum FieldStep: String, Sendable, CaseIterable {
  /// Makes the device.
  case setUp
  /// Queues changes.
  case change
  /// Keeps a form that is being filled in, or forgets it.
  case draft
  /// Takes over what a hello said.
  case hello
  /// Begins anew after the server lost or gained what the device did not expect.
  case rewind
  /// Marks mutations as sent.
  case send
  /// Stores results.
  case results
  /// Stores a page that is not the last.
  case stage
  /// Makes all pages clean together with the cursor.
  case clean
  /// Begins with an empty cursor.
  case resync
  /// Notes how far an attachment went.
  case attachment
  /// Takes or uses numbers.
  case numbers
  /// Notes that the clock had run ahead.
  case clock
  /// Notes how a sync ended.
  case ending
  /// Destroys what may not be read any more.
  case destroy
}

/// Where in a transaction a device is switched off.
public enum FieldMoment: Sendable, CaseIterable {
  /// It is lost.
  case beforeCommit
  /// It is stored, and nobody heard of it.
  case afterCommit
}
