/// A named list of methods: the first thing to read in a service's file.
public struct Service: Sendable {
  /// "pcrm.v1.CustomerService".
  public let name: String
  public let methods: [Method]

  public init(_ name: String, _ methods: [Method]) {
    self.name = name
    self.methods = methods
  }
}
