/// The lower camel case of names: `birth_date` is `birthDate` in JSON.
enum JSONName {
  private static let underscore = UInt8(ascii: "_")

  private static func raised(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
  }

  /// Appends the JSON form of a name: an underscore goes and raises the letter after it.
  static func append(_ name: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    var raises = false
    for byte in name {
      if byte == underscore {
        raises = true
      } else {
        bytes.append(raises ? raised(byte) : byte)
        raises = false
      }
    }
  }

  /// Whether a key is the name, or its JSON form.
  static func matches(_ key: UnsafeRawBufferPointer, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    if key.count > name.count { return false }
    if key.count == name.count && key.elementsEqual(name) { return true }
    var next = 0
    var raises = false
    for byte in name {
      if byte == underscore {
        raises = true
        continue
      }
      guard next < key.count, key[next] == (raises ? raised(byte) : byte) else { return false }
      next += 1
      raises = false
    }
    return next == key.count
  }

  /// The name whose JSON form this is: a capital becomes an underscore and a small letter.
  static func original(of json: some Sequence<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    for byte in json {
      if byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") {
        name.append(underscore)
        name.append(byte + 32)
      } else {
        name.append(byte)
      }
    }
    return name
  }
}
