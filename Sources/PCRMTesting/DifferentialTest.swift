public import CProtobufC
public import ProtobufCodec

/// A message that broke a law, and how to meet it again.
public struct LawBroken: Error, CustomStringConvertible {
  /// What should have held, of which message, and its bytes.
  public var description: String

  init(_ law: String, _ type: any Message.Type, _ bytes: [UInt8], seed: UInt64? = nil) {
    let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let again = seed.map { " (seed \($0))" } ?? ""
    description = "\(type.protoName): \(law)\(again); bytes: \(hex)"
  }
}

/// Holds the Swift codec to libprotobuf-c on random messages of one type.
///
/// Each message is filled through its descriptor and packed by libprotobuf-c. Decoding it in Swift
/// and encoding it again must give the same bytes, and so must the way through JSON. One message in
/// `lawsEvery` is held to the laws of ``checkMessageLaws(_:bytes:)`` too, unless it is long.
///
/// `text` makes the texts of fields whose Swift type is a text scalar, such as an id.
public func differentialTest<M: Message>(
  descriptor: UnsafePointer<ProtobufCMessageDescriptor>, type: M.Type, count: Int, seed: UInt64,
  lawsEvery: UInt64 = 4,
  text: @escaping DescriptorFiller.TextMaker = { _, random in uuidText(&random) }
) throws {
  for number in 0..<UInt64(count) {
    let own = seed &+ number
    var filler = DescriptorFiller(seed: own, text: text)
    let bytes = filler.packed(descriptor, as: type)
    do {
      let message = try M(binary: bytes)
      guard message.binary() == bytes else {
        throw LawBroken("encodes otherwise than libprotobuf-c", type, bytes, seed: own)
      }
      let json = message.json(pretty: own % 2 == 0, alwaysPrintZeros: own % 3 == 0)
      guard try M(json: json).binary() == bytes else {
        throw LawBroken("comes back changed from JSON: \(json)", type, bytes, seed: own)
      }
    } catch let failure as DecodingFailure {
      throw LawBroken("does not decode: \(failure)", type, bytes, seed: own)
    }
    if bytes.count < 600 && own % lawsEvery == 0 { try checkMessageLaws(M.self, bytes: bytes) }
  }
}

/// A UUID of version 7 as text, or rarely none: what most text scalars take.
public func uuidText(_ random: inout SeededRandom) -> String {
  if random.once(in: 8) { return "" }
  let high = random.next() & ~0xF000 | 0x7000
  let low = random.next() & ~(0xC0 << 56) | 0x80 << 56
  func digits(_ value: UInt64, _ from: Int, _ count: Int) -> Substring {
    let text = String(value, radix: 16)
    let padded = String(repeating: "0", count: 16 - text.count) + text
    return padded.dropFirst(from).prefix(count)
  }
  return [
    digits(high, 0, 8), digits(high, 8, 4), digits(high, 12, 4), digits(low, 0, 4),
    digits(low, 4, 12),
  ].joined(separator: "-")
}
