/// The customers of a delimited file.
public struct CSVImport: ImportSource {
  private var file: CSVFile
  private var mapper: RowMapper
  /// The scheme of the external id by which its customers are found again.
  public let scheme: String
  /// The encoding in which the file is read.
  public let encoding: TextEncoding

  /// Opens a file and fits the mapping to its first line.
  public init(path: String, mapping: Mapping) throws(ImportFailure) {
    if let known = mapping.encoding {
      encoding = known
    } else {
      encoding = try EncodingDetector.detect(path: path)
    }
    file = try CSVFile(path: path, delimiter: mapping.delimiter)
    guard let header = try file.next() else { throw ImportFailure("\(path): is empty") }
    mapper = try RowMapper(mapping, header: header, encoding: encoding)
    scheme = mapping.key
  }

  public mutating func next() throws(ImportFailure) -> ImportItem? {
    guard let record = try file.next() else { return nil }
    return mapper.map(record)
  }

  public var bytesRead: Int { file.bytesRead }

  public var notes: [String] { mapper.notes }
}
