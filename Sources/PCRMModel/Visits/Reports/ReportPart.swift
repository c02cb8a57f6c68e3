public import ProtobufCodec

/// Parts of a report.
public struct ReportPart: OpenEnum {
  public static let protoName = "pcrm.v1.ReportPart"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ReportPart(rawValue: 0)
  /// The contact made.
  public static let contact = ReportPart(rawValue: 1)
  /// The state of the condition.
  public static let condition = ReportPart(rawValue: 2)
  /// Guidance on papers.
  public static let papers = ReportPart(rawValue: 3)
  /// Social and psychological support.
  public static let support = ReportPart(rawValue: 4)
  /// Further questions.
  public static let questions = ReportPart(rawValue: 5)
  /// What a visit of adoption brings.
  public static let adoption = ReportPart(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "REPORT_PART_UNSPECIFIED"),
    (1, "REPORT_PART_CONTACT"),
    (2, "REPORT_PART_CONDITION"),
    (3, "REPORT_PART_PAPERS"),
    (4, "REPORT_PART_SUPPORT"),
    (5, "REPORT_PART_QUESTIONS"),
    (6, "REPORT_PART_ADOPTION"),
  ]
}
