public import ProtobufCodec

/// Checks what must hold of every message, on random ones.
public func checkMessageLaws<M: Message>(
  _ type: M.Type, count: Int, seed: UInt64, random: (inout SeededRandom) -> M
) throws {
  for number in 0..<UInt64(count) {
    var generator = SeededRandom(seed: seed &+ number)
    try checkMessageLaws(type, bytes: random(&generator).binary())
  }
}

/// Checks what must hold of every message, on one given in its canonical binary form.
public func checkMessageLaws<M: Message>(_ type: M.Type, bytes: [UInt8]) throws {
  do {
    let laws = try MessageLaws<M>(bytes)
    try laws.truncation()
    try laws.unknownFields()
    try laws.order()
    try laws.merging()
    try laws.jsonForms()
    try laws.masks()
  } catch let failure as DecodingFailure {
    throw LawBroken("fails: \(failure)", type, bytes)
  }
}

/// The laws, on one message.
private struct MessageLaws<M: Message> {
  let bytes: [UInt8]
  let message: M
  /// The fields at the top as (number, bytes with their tag).
  let records: [(number: UInt64, bytes: ArraySlice<UInt8>)]

  init(_ bytes: [UInt8]) throws(any Error) {
    self.bytes = bytes
    message = try M(binary: bytes)
    records = MessageLaws.records(of: bytes)
    try expect(message.binary() == bytes, "encodes to the bytes it was decoded from")
  }

  func expect(_ holds: Bool, _ law: String) throws(LawBroken) {
    if !holds { throw LawBroken("breaks the law: " + law, M.self, bytes) }
  }

  /// A prefix either is refused, or is the shorter message of the whole fields in it.
  func truncation() throws(any Error) {
    for length in 0..<bytes.count {
      let prefix = Array(bytes[..<length])
      if let shorter = try? M(binary: prefix) {
        try expect(shorter.binary() == prefix, "a prefix that decodes is a message of its own")
      }
    }
  }

  /// Fields nobody knows, of every wire type, are passed over wherever they stand.
  func unknownFields() throws(any Error) {
    let known = Set(M.fieldList.map(\.number))
    let number = (1...).first { !known.contains($0 + 18_000) }.map { $0 + 18_000 } ?? 0
    func tag(_ wire: Int) -> [UInt8] { varint(UInt64(number << 3 | wire)) }
    let strangers: [[UInt8]] = [
      tag(0) + [0xFF, 0xFF, 3], tag(1) + [1, 2, 3, 4, 5, 6, 7, 8], tag(2) + [3, 8, 8, 8],
      tag(5) + [1, 2, 3, 4], tag(3) + [8, 1] + tag(3) + tag(4) + [0x12, 1, 0] + tag(4),
    ]
    let json = message.json()
    for stranger in strangers {
      for cut in [0, records.count / 2, records.count] {
        let mixed =
          records[..<cut].flatMap(\.bytes) + stranger + stranger + records[cut...].flatMap(\.bytes)
        try expect(try M(binary: mixed).json() == json, "unknown fields change nothing")
      }
    }
  }

  /// Fields may come in any order, as long as the values of one field keep theirs.
  func order() throws(any Error) {
    let numbers = Array(Set(records.map(\.number))).sorted(by: >)
    let reversed = numbers.flatMap { number in
      records.filter { $0.number == number }.flatMap(\.bytes)
    }
    try expect(try M(binary: reversed).binary() == bytes, "the order of fields does not matter")
  }

  /// Decoding two messages in a row is decoding their bytes in a row.
  func merging() throws(any Error) {
    var twice = message
    try bytes.span.withUnsafeBytes { (raw) throws(DecodingFailure) in
      try twice.merge(binary: raw)
    }
    let whole = try M(binary: bytes + bytes)
    try expect(whole.binary() == twice.binary(), "bytes in a row merge")
  }

  /// JSON says the same as the bytes, in every form, and is refused when cut.
  func jsonForms() throws(any Error) {
    for isPretty in [false, true] {
      for printsZeros in [false, true] {
        let json = message.json(pretty: isPretty, alwaysPrintZeros: printsZeros)
        let again = try M(json: json)
        try expect(again.json() == message.json(), "JSON comes back the same: \(json)")
        if M.keepsUnknownFields { continue }
        try expect(again.binary() == bytes, "JSON holds everything: \(json)")
      }
    }
    let json = Array(message.json().utf8)
    for length in stride(from: 0, to: json.count, by: max(1, json.count / 100)) {
      try expect((try? M(json: Array(json[..<length]))) == nil, "JSON that is cut is refused")
    }
  }

  /// A mask of every name keeps everything, and an update by it brings everything.
  func masks() throws(any Error) {
    if M.keepsUnknownFields { return }
    let names = M.fieldList.map(\.name)
    let all = FieldMask(paths: names)
    try expect(try message.masked(to: all).binary() == bytes, "a full mask keeps everything")
    var copy = M()
    try copy.update(from: message, mask: all)
    try expect(copy.binary() == bytes, "an update by a full mask brings everything")
    try copy.update(from: M(), mask: all)
    try expect(copy.binary().isEmpty, "an update from nothing by a full mask clears everything")
    try expect(try message.masked(to: FieldMask()).binary().isEmpty, "an empty mask keeps nothing")
  }

  private func varint(_ value: UInt64) -> [UInt8] {
    var rest = value
    var result: [UInt8] = []
    while rest >= 0x80 {
      result.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return result + [UInt8(rest)]
  }

  /// The fields at the top of a message in canonical form, which has no groups.
  private static func records(
    of bytes: [UInt8]
  ) -> [(number: UInt64, bytes: ArraySlice<UInt8>)] {
    var next = 0
    func varint() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      repeat {
        value |= UInt64(bytes[next] & 0x7F) << shift
        shift += 7
        next += 1
      } while bytes[next - 1] >= 0x80
      return value
    }
    var records: [(number: UInt64, bytes: ArraySlice<UInt8>)] = []
    while next < bytes.count {
      let start = next
      let tag = varint()
      switch tag & 7 {
      case 0: _ = varint()
      case 1: next += 8
      case 2:
        let length = Int(varint())
        next += length
      default: next += 4
      }
      records.append((tag >> 3, bytes[start..<next]))
    }
    return records
  }
}
