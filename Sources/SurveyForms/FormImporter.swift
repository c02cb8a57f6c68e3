/// Reads forms of other products, as tolerantly as they can be understood.
public enum FormImporter {
  /// Reads a workbook (XLSForm) or XML (ODK XForms).
  ///
  /// What cannot be read as a form at all is refused; everything else is read, with a diagnosis for
  /// each cell or element that is not as it should be.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name without folder and ending: what a form is called that says no name.
  ///   - files: What lies beside it.
  public static func read(
    _ bytes: [UInt8], name: String, files: FormFiles = .none,
    limits: FormFileLimits = FormFileLimits()
  ) throws(FormRefusal) -> FormImport {
    guard bytes.count <= limits.fileBytesMax else {
      throw FormRefusal(
        "FILE_TOO_LARGE",
        "The file has \(bytes.count >> 20) MiB; a form has at most \(limits.fileBytesMax >> 20) MiB."
      )
    }
    switch FormFile(bytes) {
    case .workbook:
      return try XLSFormReader.read(bytes, name: name, files: files, limits: limits)
    case .xform:
      return try XFormReader.read(bytes, name: name, files: files, limits: limits)
    case nil:
      throw refusal(bytes)
    }
  }

  private static func refusal(_ bytes: [UInt8]) -> FormRefusal {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return FormRefusal(
        "OLD_WORKBOOK",
        "This is a workbook of the old kind (.xls), or one with a password: open it in a spreadsheet "
          + "program and save it as .xlsx without a password.")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return FormRefusal(
        "XML_NOT_UTF8", "The file is a text in UTF-16; save it in UTF-8.")
    }
    return FormRefusal(
      "NOT_A_FORM", "The file is neither an .xlsx workbook nor XForms XML.")
  }
}
