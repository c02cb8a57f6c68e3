import PCRMCore
import RPC

/// A `ttrpc.Request` as the server reads it: pointers into the frame's bytes, nothing copied and nothing allocated.
///
/// Fields may come in any order and more than once (the last one counts); unknown fields are skipped.
struct RequestEnvelope {
  private static var nothing: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }

  var service = nothing
  var method = nothing
  /// nil when the field is absent: an empty message and no message are two things on a stream.
  var payload: UnsafeRawBufferPointer?
  var timeoutNanoseconds: Int64 = 0
  /// The bearer token of the metadata `authorization`.
  var token = nothing
  var traceparent = nothing
  /// JSON when the metadata `content-type` says `application/json`.
  var encoding = Encoding.binary

  init(_ bytes: UnsafeRawBufferPointer) throws(Malformed) {
    var reader = WireReader(bytes)
    while let tag = try reader.tag() {
      switch (tag.number, tag.wireType) {
      case (1, 2): service = try reader.lengthDelimited()
      case (2, 2): method = try reader.lengthDelimited()
      case (3, 2): payload = try reader.lengthDelimited()
      case (4, 0): timeoutNanoseconds = Int64(bitPattern: try reader.varint())
      case (5, 2): try readMetadata(try reader.lengthDelimited())
      case (1...5, _): throw Malformed(problem: "field \(tag.number) has the wrong wire type")
      default: try reader.skip(tag)
      }
    }
  }

  private mutating func readMetadata(_ pair: UnsafeRawBufferPointer) throws(Malformed) {
    var reader = WireReader(pair)
    var key = Self.nothing
    var value = Self.nothing
    while let tag = try reader.tag() {
      switch (tag.number, tag.wireType) {
      case (1, 2): key = try reader.lengthDelimited()
      case (2, 2): value = try reader.lengthDelimited()
      case (1...2, _):
        throw Malformed(problem: "metadata field \(tag.number) has the wrong wire type")
      default: try reader.skip(tag)
      }
    }
    if key.isText("authorization") {
      token = value.droppingPrefix("bearer ") ?? Self.nothing
    } else if key.isText("content-type") {
      encoding = value.droppingPrefix("application/json") == nil ? .binary : .json
    } else if key.isText("traceparent") {
      traceparent = value
    }
  }

  /// The trace context as a text for the log; empty when there is none, or none of the form that W3C's "Trace Context" says.
  var trace: String {
    let isWellFormed =
      traceparent.count == 55
      && traceparent.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      }
    return isWellFormed ? String(decoding: traceparent, as: UTF8.self) : ""
  }

  /// When the call must be over.
  ///
  /// - Returns: `received` itself for a time that is over already.
  func deadline(received: Instant, defaultSeconds: Int) -> Instant {
    switch timeoutNanoseconds {
    case 0: received.adding(nanoseconds: UInt64(defaultSeconds) * 1_000_000_000)
    case 1...: received.adding(nanoseconds: UInt64(timeoutNanoseconds))
    default: received
    }
  }

  /// Why an envelope could not be read.
  struct Malformed: Error, Equatable {
    var problem: String

    var status: Status {
      Status(
        .invalidArgument, "request envelope: \(problem); it should be a ttrpc.Request",
        ErrorInfo(reason: "MALFORMED_ENVELOPE"))
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are this ASCII text, whose letters are lower-case, in either case.
  fileprivate func isText(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && droppingPrefix(text) != nil
  }

  /// What comes after this ASCII text, whose letters are lower-case, in either case; nil when the bytes begin otherwise.
  fileprivate func droppingPrefix(_ prefix: StaticString) -> UnsafeRawBufferPointer? {
    let length = prefix.utf8CodeUnitCount
    guard count >= length else { return nil }
    for index in 0..<length {
      let byte = self[index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != prefix.utf8Start[index] { return nil }
    }
    return UnsafeRawBufferPointer(rebasing: self[length...])
  }
}
