/// What kind of file a questionnaire comes in.
public enum FormFile: Sendable, Hashable {
  /// XLSForm: a workbook of Office Open XML.
  case workbook
  /// ODK XForms: XML.
  case xform

  /// What the first bytes of a file say it is; nil when it is neither.
  public init?(_ bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .workbook
    } else if bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) })
      == UInt8(ascii: "<")
    {
      self = .xform
    } else {
      return nil
    }
  }
}
