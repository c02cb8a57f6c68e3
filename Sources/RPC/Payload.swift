public import PCRMCore
public import ProtobufCodec

/// How a request is written, and so how it will be answered.
public enum Encoding: UInt8, Sendable {
  case binary
  case json
}

/// A request's bytes, lent by the door for as long as the call is being started.
public struct Payload {
  public let bytes: UnsafeRawBufferPointer
  public let encoding: Encoding

  public init(_ bytes: UnsafeRawBufferPointer, _ encoding: Encoding) {
    self.bytes = bytes
    self.encoding = encoding
  }

  /// The request as a message; what cannot be read is `invalidArgument`, naming the field.
  @inlinable
  public func decode<M: Message>(_ type: M.Type = M.self) throws(Status) -> M {
    do throws(DecodingFailure) {
      return switch encoding {
      case .binary: try M(binary: bytes)
      case .json: try M(json: [UInt8](bytes))
      }
    } catch {
      throw Status(error)
    }
  }
}

extension Encoding {
  /// The bytes of an answer in this encoding.
  @inlinable
  public func encode(_ message: some Message) -> [UInt8] {
    switch self {
    case .binary: message.binary()
    case .json: [UInt8](message.json().utf8)
    }
  }

  /// Turns an answer's binary form into this encoding.
  @inlinable
  func transcode<M: Message>(_ binary: [UInt8], as type: M.Type) throws(Status) -> [UInt8] {
    guard self == .json else { return binary }
    do throws(DecodingFailure) {
      return encode(try M(binary: binary))
    } catch {
      throw .internalError
    }
  }
}

extension Status {
  /// What a request that could not be read is answered.
  @usableFromInline
  init(_ failure: DecodingFailure) {
    let field = failure.path.isEmpty ? "request" : failure.path
    // A value of the wrong form is a field's fault, as it is when a feature finds it.
    let isOfField = failure.code == .invalidValue && !failure.path.isEmpty
    self.init(
      .invalidArgument, "\(field): \(failure.message)",
      ErrorInfo(
        reason: isOfField ? "FIELD_MALFORMED" : "MALFORMED_REQUEST", field: failure.path))
  }
}
