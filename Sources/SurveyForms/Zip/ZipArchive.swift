/// An archive, read through its central directory; entries are inflated when they are asked for.
///
/// Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Stored and deflated entries; no
/// encryption, no second disk, no Zip64, which a form does not need.
struct ZipArchive {
  struct Entry {
    let name: String
    let method: Int
    let check: Int
    let packedBytes: Int
    let bytes: Int
    let offset: Int
    let encrypted: Bool
  }

  private static let endMark = 0x0605_4b50
  private static let entryMark = 0x0201_4b50
  private static let localMark = 0x0403_4b50
  private static let endBytes = 22

  private let file: [UInt8]
  private let limits: FormFileLimits
  private var inflatedBytes = 0
  let entries: [String: Entry]

  init(_ file: [UInt8], limits: FormFileLimits) throws(FormRefusal) {
    self.file = file
    self.limits = limits
    entries = try Self.directory(file[...], limits)
  }

  private static func directory(
    _ file: ArraySlice<UInt8>, _ limits: FormFileLimits
  ) throws(FormRefusal) -> [String: Entry] {
    guard let end = end(of: file), let count = file.number16(at: end + 10),
      let directory = file.number32(at: end + 16)
    else { throw damaged("it has no directory of what is in it") }
    guard count <= limits.entriesMax else {
      throw FormRefusal(
        "WORKBOOK_TOO_LARGE",
        "The workbook has \(count) parts; a form's has at most \(limits.entriesMax).")
    }
    var entries: [String: Entry] = [:]
    var at = directory
    for _ in 0..<count {
      guard file.number32(at: at) == entryMark, let flags = file.number16(at: at + 8),
        let method = file.number16(at: at + 10), let check = file.number32(at: at + 16),
        let packed = file.number32(at: at + 20), let bytes = file.number32(at: at + 24),
        let name = file.number16(at: at + 28), let extra = file.number16(at: at + 30),
        let comment = file.number16(at: at + 32), let offset = file.number32(at: at + 42),
        at + 46 + name <= file.count
      else { throw damaged("its directory ends too early") }
      let first = file.startIndex + at + 46
      let text = String(decoding: file[first..<first + name], as: UTF8.self)
      entries[key(text)] = Entry(
        name: text, method: method, check: check, packedBytes: packed, bytes: bytes,
        offset: offset, encrypted: flags & 1 != 0)
      at += 46 + name + extra + comment
    }
    return entries
  }

  /// Where the record at the end begins; a comment of up to 64 KiB may follow it.
  private static func end(of file: ArraySlice<UInt8>) -> Int? {
    guard file.count >= endBytes else { return nil }
    let first = file.count - endBytes
    for at in stride(from: first, through: max(0, first - 0xffff), by: -1)
    where file.number32(at: at) == endMark {
      return at
    }
    return nil
  }

  /// Programs disagree about capitals and about which way a slash leans.
  private static func key(_ name: String) -> String {
    String(name.lowercased().map { $0 == "\\" ? "/" : $0 })
  }

  /// The bytes of an entry; nil when there is none of this name.
  mutating func read(_ name: String) throws(FormRefusal) -> [UInt8]? {
    guard let entry = entries[Self.key(name)] else { return nil }
    guard !entry.encrypted else {
      throw FormRefusal(
        "WORKBOOK_ENCRYPTED",
        "The workbook is protected by a password; save it again without one.")
    }
    let slice = file[...]
    guard slice.number32(at: entry.offset) == Self.localMark,
      let nameBytes = slice.number16(at: entry.offset + 26),
      let extraBytes = slice.number16(at: entry.offset + 28)
    else { throw Self.damaged("\(Self.shown(entry.name)) is not where the directory says") }
    let begin = entry.offset + 30 + nameBytes + extraBytes
    guard begin + entry.packedBytes <= file.count else {
      throw Self.damaged("\(Self.shown(entry.name)) ends too early")
    }
    try admit(entry)
    let packed = file[begin..<begin + entry.packedBytes]
    let bytes: [UInt8]
    switch entry.method {
    case 0: bytes = Array(packed)
    case 8:
      guard let inflated = Inflate.bytes(packed, count: entry.bytes) else {
        throw Self.damaged("\(Self.shown(entry.name)) cannot be unpacked")
      }
      bytes = inflated
    default:
      throw FormRefusal(
        "WORKBOOK_PACKED_OTHERWISE",
        "The workbook is packed in a way that is not known here (method \(entry.method)); "
          + "save it again with a spreadsheet program.")
    }
    guard bytes.count == entry.bytes, Inflate.check(bytes) == entry.check else {
      throw Self.damaged("\(Self.shown(entry.name)) is not what it was when it was saved")
    }
    return bytes
  }

  /// A bomb says how large it is: it is refused before anything is unpacked. What lies about its
  /// size is stopped at the size it named.
  private mutating func admit(_ entry: Entry) throws(FormRefusal) {
    let ratio = entry.bytes / max(1, entry.packedBytes)
    inflatedBytes += entry.bytes
    guard inflatedBytes <= limits.inflatedBytesMax,
      entry.bytes <= limits.ratioFreeBytes || ratio <= limits.ratioMax
    else {
      throw FormRefusal(
        "WORKBOOK_TOO_LARGE",
        "The workbook unpacks to more than a form needs (\(Self.shown(entry.name)): "
          + "\(entry.bytes >> 20) MiB, \(ratio) times its packed size); remove sheets and "
          + "formatted blank cells that the form does not need.")
    }
  }

  private static func damaged(_ what: String) -> FormRefusal {
    FormRefusal("WORKBOOK_DAMAGED", "The workbook is damaged: \(what); save it again.")
  }

  /// Names come from the file: short, and without what would speak to a terminal.
  private static func shown(_ name: String) -> String {
    String(name.prefix(60).filter { $0.isLetter || $0.isNumber || "/._- []".contains($0) })
  }
}
