/// Where a history's random numbers begin: the same seed makes the same history.
public struct Seed: Hashable, Sendable {
  public let number: UInt64

  public init(_ number: UInt64) { self.number = number }
}
