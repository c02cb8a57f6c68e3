extension JSONReader {
  /// The next byte that is not white space, which stays at the cursor.
  mutating func peek() -> UInt8? {
    while cursor < end {
      let byte = cursor.load(as: UInt8.self)
      if byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 { return byte }
      cursor += 1
    }
    return nil
  }

  /// Reads one character.
  mutating func expect(_ mark: Unicode.Scalar, _ what: StaticString) throws(DecodingFailure) {
    guard let byte = peek() else { throw .truncated }
    guard byte == UInt8(ascii: mark) else { throw .notJSON("must have \(what) here") }
    cursor += 1
  }

  /// Reads a word such as `true`.
  mutating func word(_ word: StaticString) throws(DecodingFailure) {
    let isHere = word.withUTF8Buffer { letters in
      end - cursor >= letters.count
        && UnsafeRawBufferPointer(start: cursor, count: letters.count).elementsEqual(letters)
    }
    guard isHere else {
      throw .notJSON("must have a JSON value: a text, number, object, array, true, false or null")
    }
    cursor += word.utf8CodeUnitCount
  }

  /// Reads `null` if it stands here.
  mutating func null() throws(DecodingFailure) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  /// Reads `true` or `false`.
  mutating func bool() throws(DecodingFailure) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try word("true")
      return true
    case UInt8(ascii: "f"):
      try word("false")
      return false
    case nil: throw .truncated
    default: throw .wrongType("true or false")
    }
  }

  /// Whether a text stands here.
  mutating func isText() throws(DecodingFailure) -> Bool {
    guard let byte = peek() else { throw .truncated }
    return byte == UInt8(ascii: "\"")
  }

  /// Reads a text in quotes as UTF-8.
  mutating func text() throws(DecodingFailure) -> [UInt8] {
    guard try isText() else { throw .wrongType("a text in quotes") }
    let start = cursor + 1
    var next = start
    var hasEscapes = false
    while true {
      if next >= end { throw .truncated }
      let byte = next.load(as: UInt8.self)
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw .notJSON("has a control character in a text; write it as \\u00XX") }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        next += 1
      }
      next += 1
    }
    let body = UnsafeRawBufferPointer(start: start, count: next - start)
    guard UTF8Check(body).isValid else { throw .invalidUTF8 }
    cursor = next + 1
    return hasEscapes ? try JSONReader.unescaped(body) : [UInt8](body)
  }

  /// The text that a body with escapes stands for. The body is UTF-8 and does not end in the middle
  /// of an escape of two characters.
  private static func unescaped(_ body: UnsafeRawBufferPointer) throws(DecodingFailure) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var next = 0
    while next < body.count {
      let byte = body[next]
      next += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let letter = body[next]
      next += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = try escapedScalar(body, &next)
        result.append(contentsOf: String(Character(scalar)).utf8)
      default: throw .notJSON("has a backslash before a character that takes none")
      }
    }
    return result
  }

  /// Reads the four digits after `\u`, and the second half if they are the first of a pair.
  private static func escapedScalar(
    _ body: UnsafeRawBufferPointer, _ next: inout Int
  ) throws(DecodingFailure) -> Unicode.Scalar {
    let first = try fourDigits(body, &next)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, body.count - next >= 6, body[next] == UInt8(ascii: "\\"),
      body[next + 1] == UInt8(ascii: "u")
    else { throw .lonelySurrogate }
    next += 2
    let second = try fourDigits(body, &next)
    guard second >= 0xDC00, second < 0xE000,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .lonelySurrogate }
    return scalar
  }

  private static func fourDigits(
    _ body: UnsafeRawBufferPointer, _ next: inout Int
  ) throws(DecodingFailure) -> UInt32 {
    var value: UInt32 = 0
    guard body.count - next >= 4 else { throw .notJSON("must have four digits after \\u") }
    for _ in 0..<4 {
      let byte = body[next]
      next += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 87)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 55)
      default: throw .notJSON("must have four digits after \\u")
      }
    }
    return value
  }
}

extension DecodingFailure {
  static func notJSON(_ message: String) -> DecodingFailure {
    DecodingFailure(.malformed, message: message)
  }
  static func wrongType(_ expected: StaticString) -> DecodingFailure {
    DecodingFailure(.wrongType, message: "must be \(expected)")
  }
  static var lonelySurrogate: DecodingFailure {
    .notJSON("has half of a surrogate pair; write both halves")
  }
}
