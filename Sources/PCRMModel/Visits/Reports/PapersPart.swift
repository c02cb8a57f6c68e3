public import ProtobufCodec

/// Guidance on papers. Filled when it names a paper, or says that none is needed.
///
/// ```proto
/// message PapersPart {
///   bool none = 1;
///   bool petition_open = 2;
///   string note = 3;
///   repeated GuidedPaper papers = 16;
/// }
/// ```
public struct PapersPart: Message {
  public static let protoName = "pcrm.v1.PapersPart"

  /// No paper is needed.
  public var none = false
  /// The customer has a petition that could not be closed at the visit.
  public var petitionOpen = false
  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""
  /// The papers, at most 50, each code once.
  public var papers: [GuidedPaper] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "none", &none)
    try c.bool(2, "petition_open", &petitionOpen)
    try c.string(3, "note", &note)
    try c.message(16, "papers", &papers)
  }
}

/// A paper that the customer was guided on.
///
/// ```proto
/// message GuidedPaper {
///   string code = 1;
///   PaperStep step = 2;
/// }
/// ```
public struct GuidedPaper: Message {
  public static let protoName = "pcrm.v1.GuidedPaper"

  /// Code, for example "disability_claim". Required.
  public var code = ""
  /// What was done about it. Required.
  public var step = PaperStep.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.enumeration(2, "step", &step)
  }
}

/// How far the guidance on a paper went.
public struct PaperStep: OpenEnum {
  public static let protoName = "pcrm.v1.PaperStep"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = PaperStep(rawValue: 0)
  /// The customer was told of it.
  public static let explained = PaperStep(rawValue: 1)
  /// The form was handed out.
  public static let handedOut = PaperStep(rawValue: 2)
  /// It was filled in together.
  public static let filledIn = PaperStep(rawValue: 3)
  /// It was taken along to the office.
  public static let received = PaperStep(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "PAPER_STEP_UNSPECIFIED"),
    (1, "PAPER_STEP_EXPLAINED"),
    (2, "PAPER_STEP_HANDED_OUT"),
    (3, "PAPER_STEP_FILLED_IN"),
    (4, "PAPER_STEP_RECEIVED"),
  ]
}
