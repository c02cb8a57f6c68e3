public import ProtobufCodec

/// One phase beside the stages, with a state machine of its own.
///
/// ```proto
/// message CasePhase {
///   string code = 1;
///   string title = 2;
///   string description = 3;
///   bool may_begin = 4;
///   bool may_end = 5;
///   repeated string next = 16;
///   repeated CodeTitle entry_reasons = 17;
///   repeated CodeTitle exit_reasons = 18;
/// }
/// ```
public struct CasePhase: Message {
  public static let protoName = "pcrm.v1.CasePhase"

  /// Code, for example "acute". Required.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// What it means, at most 2,000 characters.
  public var description = ""
  /// A case that is in no phase may enter it.
  public var mayBegin = false
  /// A case may leave it for no phase.
  public var mayEnd = false
  /// Codes of the phases that may follow, each once.
  public var next: [String] = []
  /// Reasons for which it is entered; empty = any text will do.
  public var entryReasons: [CodeTitle] = []
  /// Reasons for which it is left; empty = none has to be given, and any text will do.
  public var exitReasons: [CodeTitle] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.string(3, "description", &description)
    try c.bool(4, "may_begin", &mayBegin)
    try c.bool(5, "may_end", &mayEnd)
    try c.string(16, "next", &next)
    try c.message(17, "entry_reasons", &entryReasons)
    try c.message(18, "exit_reasons", &exitReasons)
  }
}
