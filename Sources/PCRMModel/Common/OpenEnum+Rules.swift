public import PCRMCore
public import ProtobufCodec

extension OpenEnum {
  /// Refuses a number that this version of the contract does not know.
  public func checkKnown(_ field: String) throws(Status) {
    guard name == nil else { return }
    let known = Self.names.filter { $0.0 != 0 }.map(\.1).joined(separator: ", ")
    throw .malformed(field, "one of \(known)")
  }

  /// Refuses the zero value too.
  public func checkRequired(_ field: String) throws(Status) {
    if rawValue == 0 { throw .required(field) }
    try checkKnown(field)
  }
}
