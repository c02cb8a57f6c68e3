/// Reads proto's JSON, and the coder that reads a message's fields from it.
///
/// Like the binary reader it looks at one key ahead: a walk over a message's list reads every
/// member whose turn has come, so members in the list's order take one walk.
public struct JSONReader {
  var cursor: UnsafeRawPointer
  let end: UnsafeRawPointer
  let ignoresUnknown: Bool
  /// The messages that may stand in a `google.protobuf.Any`.
  let types: [any Message.Type]
  /// How many more objects and arrays may stand inside this one.
  var depth: Int
  /// How many bytes of memory elements of repeated messages may still take.
  var elementBytes: Int
  /// Where the walk over the object at hand stands.
  var object = ObjectState()

  /// What is known of an object that is being read.
  struct ObjectState {
    /// The key whose value stands at the cursor; nil at the end.
    var key: [UInt8]?
    /// How many fields the walk has visited.
    var visited = 0
    /// The fields that were read, by their place in the list.
    var seen = Places()
    /// Whether a member `@type` is passed over.
    var hasTypeKey = false
  }

  init(
    _ bytes: UnsafeRawBufferPointer, ignoresUnknown: Bool, types: [any Message.Type],
    limits: DecodingLimits
  ) throws(DecodingFailure) {
    if bytes.count > limits.messageBytesMax {
      throw .overlong(bytes.count, max: limits.messageBytesMax)
    }
    // An empty buffer may have no address; any will do, for nothing is read from it.
    cursor = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
    end = cursor + bytes.count
    self.ignoresUnknown = ignoresUnknown
    self.types = types
    depth = limits.messageDepthMax
    elementBytes = max(limits.elementBytesMax, bytes.count &* 16)
  }

  /// Checks that nothing but white space is left.
  mutating func finish() throws(DecodingFailure) {
    if peek() != nil { throw .notJSON("has more after the end of the message") }
  }

  /// Reads an object of a message's fields.
  mutating func object<M: Message>(
    _ message: inout M, hasTypeKey: Bool = false
  ) throws(DecodingFailure) {
    try enter("{", expecting: "an object")
    let outer = object
    object = ObjectState(hasTypeKey: hasTypeKey)
    try nextKey(isFirst: true)
    while let key = object.key {
      let before = cursor
      object.visited = 0
      try message.fields(&self)
      if cursor == before { try passOver(key) }
    }
    object = outer
    depth += 1
  }

  /// Passes over a member that is no field.
  private mutating func passOver(_ key: [UInt8]) throws(DecodingFailure) {
    let isType = object.hasTypeKey && key.elementsEqual("@type".utf8)
    guard isType || ignoresUnknown else {
      // Enough to find it by; what a caller sends in a key's place may be anything.
      let name = String(decoding: key.prefix(64), as: UTF8.self)
      throw DecodingFailure(.unknownField, path: name, message: "is not a field of this message")
    }
    try skipValue()
    try nextKey()
  }

  /// Reads up to the value of the next member, or the end of the object.
  mutating func nextKey(isFirst: Bool = false) throws(DecodingFailure) {
    object.key = nil
    guard var byte = peek() else { throw .truncated }
    if byte == UInt8(ascii: "}") {
      cursor += 1
      return
    }
    if !isFirst {
      try expect(",", "a comma or the end of the object")
      guard let next = peek() else { throw .truncated }
      byte = next
    }
    guard byte == UInt8(ascii: "\"") else { throw .notJSON("must have a key in quotes here") }
    object.key = try text()
    try expect(":", "a colon after the key")
  }

  /// Whether the key at hand is this field's; counts the field as visited.
  mutating func takes(_ name: StaticString) throws(DecodingFailure) -> Bool {
    let place = object.visited
    object.visited += 1
    guard let key = object.key else { return false }
    let isOurs = key.withUnsafeBytes { key in
      name.withUTF8Buffer { JSONName.matches(key, $0) }
    }
    guard isOurs else { return false }
    if !object.seen.insert(place) {
      throw DecodingFailure(.duplicateField, message: "is given twice").inside(name)
    }
    return true
  }

  /// Goes into an object or array.
  mutating func enter(
    _ bracket: Unicode.Scalar, expecting what: StaticString
  ) throws(DecodingFailure) {
    guard let byte = peek() else { throw .truncated }
    guard byte == UInt8(ascii: bracket) else { throw .wrongType(what) }
    if depth <= 0 { throw .tooDeep }
    depth -= 1
    cursor += 1
  }

  /// Reads the elements of an array; `element` gets their places.
  mutating func array(
    _ element: (inout JSONReader, Int) throws(DecodingFailure) -> Void
  ) throws(DecodingFailure) {
    // A list's own bracket is no message: it does not count as a level.
    depth += 1
    try enter("[", expecting: "an array")
    var count = 0
    if peek() == UInt8(ascii: "]") {
      cursor += 1
      return
    }
    while true {
      try element(&self, count)
      count += 1
      guard let byte = peek() else { throw .truncated }
      cursor += 1
      if byte == UInt8(ascii: "]") { return }
      if byte != UInt8(ascii: ",") { throw .notJSON("must have a comma or the end of the array") }
    }
  }

  /// Passes over a value of any type.
  mutating func skipValue() throws(DecodingFailure) {
    guard let byte = peek() else { throw .truncated }
    switch byte {
    case UInt8(ascii: "{"):
      try enter("{", expecting: "an object")
      let outer = object
      object = ObjectState()
      try nextKey(isFirst: true)
      while object.key != nil {
        try skipValue()
        try nextKey()
      }
      object = outer
      depth += 1
    case UInt8(ascii: "["):
      if depth <= 0 { throw .tooDeep }
      depth -= 1
      try array { (reader, _) throws(DecodingFailure) in try reader.skipValue() }
      depth += 1
    case UInt8(ascii: "\""): _ = try text()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: _ = try number()
    }
  }
}

/// A set of small numbers: bits in place, and an array for the few messages of more than 64 fields.
struct Places {
  private var low: UInt64 = 0
  private var high: [Int] = []

  /// Adds a number; false if it was there.
  mutating func insert(_ place: Int) -> Bool {
    if place < 64 {
      let bit = (1 as UInt64) << UInt64(place)
      if low & bit != 0 { return false }
      low |= bit
    } else {
      if high.contains(place) { return false }
      high.append(place)
    }
    return true
  }
}
