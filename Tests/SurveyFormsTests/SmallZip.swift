/// Writes archives of stored entries, as small as an archive can be; faults are put in on purpose.
struct SmallZip {
  struct Entry {
    var name: String
    var bytes: [UInt8]
    var method = 0
    /// What the directory says, where it should lie.
    var claimedBytes: Int?
    var packed: [UInt8]?
    var check: Int?
    var flags = 0
  }

  var entries: [Entry] = []

  mutating func add(_ name: String, _ text: String) {
    entries.append(Entry(name: name, bytes: Array(text.utf8)))
  }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = entry.packed ?? entry.bytes
      let offset = file.count
      let common =
        Self.number16(20) + Self.number16(entry.flags) + Self.number16(entry.method)
        + Self.number32(0) + Self.number32(entry.check ?? Self.crc32(entry.bytes))
        + Self.number32(packed.count)
        + Self.number32(entry.claimedBytes ?? entry.bytes.count)
        + Self.number16(entry.name.utf8.count) + Self.number16(0)
      file += Self.number32(0x0403_4b50) + common + Array(entry.name.utf8) + packed
      directory +=
        Self.number32(0x0201_4b50) + Self.number16(20) + common + Self.number16(0)
        + Self.number16(0) + Self.number16(0) + Self.number32(0) + Self.number32(offset)
        + Array(entry.name.utf8)
    }
    let at = file.count
    file += directory
    file +=
      Self.number32(0x0605_4b50) + Self.number32(0) + Self.number16(entries.count)
      + Self.number16(entries.count) + Self.number32(directory.count) + Self.number32(at)
      + Self.number16(0)
    return file
  }

  static func number16(_ value: Int) -> [UInt8] { [UInt8(value & 0xff), UInt8(value >> 8 & 0xff)] }

  static func number32(_ value: Int) -> [UInt8] {
    number16(value & 0xffff) + number16(value >> 16 & 0xffff)
  }

  /// Bit by bit, so that nothing is shared with what is tested.
  static func crc32(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }
}
