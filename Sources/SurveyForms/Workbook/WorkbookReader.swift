/// Reads an .xlsx file: the sheets that are asked for, and nothing else of it.
public enum WorkbookReader {
  /// The sheets whose name, in small letters and without blanks around it, `isNeeded` says yes to.
  public static func read(
    _ file: [UInt8], limits: FormFileLimits = FormFileLimits(), isNeeded: (String) -> Bool
  ) throws(FormRefusal) -> Workbook {
    var archive = try ZipArchive(file, limits: limits)
    let path = try workbookPath(&archive, limits)
    guard let bytes = try archive.read(path) else {
      throw FormRefusal(
        "NO_WORKBOOK",
        "The file is an archive without a workbook in it; a form is an .xlsx workbook or XForms XML."
      )
    }
    let workbook = try XMLNode.read(bytes, of: "The workbook", limits: limits)
    let targets = try relations(of: path, &archive, limits)
    var strings = SharedStrings()
    var styles = CellStyles()
    for target in targets.values {
      let name = target.path
      if target.kind.hasSuffix("/sharedStrings"), let bytes = try archive.read(name) {
        try XMLReading.read(bytes, of: "The workbook's texts", into: &strings, limits: limits)
      } else if target.kind.hasSuffix("/styles"), let bytes = try archive.read(name) {
        try XMLReading.read(bytes, of: "The workbook's styles", into: &styles, limits: limits)
      }
    }
    let since1904 = ["1", "true"].contains(workbook.first("workbookPr")?["date1904"] ?? "")
    var result = Workbook(sheets: [])
    var cells = 0
    for sheet in workbook.first("sheets")?.all("sheet") ?? [] {
      let name = sheet["name"] ?? ""
      guard isNeeded(name.trimmed.lowercased()),
        let target = targets[sheet["r:id"] ?? sheet["id"] ?? ""],
        let bytes = try archive.read(target.path)
      else { continue }
      var reading = SheetCells(
        strings: strings.texts, styles: styles, since1904: since1904, limits: limits)
      let shown = "The sheet \(name.trimmed.lowercased())"
      try XMLReading.read(bytes, of: shown, into: &reading, limits: limits)
      cells += reading.count
      if let excess = reading.excess ?? (cells > limits.cellsMax ? "too many cells" : nil) {
        throw FormRefusal("WORKBOOK_TOO_LARGE", "\(shown) has \(excess).")
      }
      result.sheets.append(Workbook.Sheet(name: name, rows: reading.rows))
    }
    return result
  }

  private struct Target {
    let path: String
    let kind: String
  }

  private static func workbookPath(
    _ archive: inout ZipArchive, _ limits: FormFileLimits
  ) throws(FormRefusal) -> String {
    let targets = try relations(of: "", &archive, limits)
    return targets.values.first { $0.kind.hasSuffix("/officeDocument") }?.path
      ?? "xl/workbook.xml"
  }

  /// What a part of the package refers to, keyed by id.
  private static func relations(
    of path: String, _ archive: inout ZipArchive, _ limits: FormFileLimits
  ) throws(FormRefusal) -> [String: Target] {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = path[..<slash]
    guard let bytes = try archive.read("\(folder)_rels/\(path[slash...]).rels") else { return [:] }
    let root = try XMLNode.read(bytes, of: "The workbook's list of parts", limits: limits)
    var targets: [String: Target] = [:]
    for relation in root.all("Relationship") {
      guard relation["TargetMode"] != "External", let id = relation["Id"],
        let target = relation["Target"]
      else { continue }
      targets[id] = Target(path: resolved(target, in: folder), kind: relation["Type"] ?? "")
    }
    return targets
  }

  private static func resolved(_ target: String, in folder: Substring) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension StringProtocol {
  /// Without blanks and line breaks at both ends; no-break blanks are blanks here.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
