public import ProtobufCodec

/// Why a call failed, for a program: the detail that goes with every error.
///
/// ```proto
/// message ErrorInfo {
///   message Param { string name = 1; string value = 2; }
///   string reason = 1;
///   string field = 2;
///   repeated Param params = 3;
/// }
/// ```
public struct ErrorInfo: Message {
  public static let protoName = "pcrm.v1.ErrorInfo"

  /// A named value of the error, such as the version that is stored.
  public struct Param: Message {
    public static let protoName = "pcrm.v1.ErrorInfo.Param"
    public var name = ""
    public var value = ""

    public init() {}
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    @inlinable
    public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
      try c.string(1, "name", &name)
      try c.string(2, "value", &value)
    }
  }

  /// Upper snake case, stable: what a client branches on.
  public var reason = ""
  /// The request's field, as a path ("contact_points[2].value").
  public var field = ""
  public var params: [Param] = []

  public init() {}
  public init(reason: String, field: String = "", params: [Param] = []) {
    self.reason = reason
    self.field = field
    self.params = params
  }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "reason", &reason)
    try c.string(2, "field", &field)
    try c.message(3, "params", &params)
  }
}
