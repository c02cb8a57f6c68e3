public import PCRMCore
public import ProtobufCodec
public import Storage

extension Method {
  /// A list whose rows go straight to the wire: the handler makes the binary form of `Response` itself.
  public static func scan<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission, answers: Response.Type,
    _ handler: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Outcome
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .scan { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        return PreparedRead { (caller, reader) throws(Status) in
          var outcome = try handler(request, caller, reader)
          outcome.message = try encoding.transcode(outcome.message, as: Response.self)
          return outcome
        }
      })
  }
}
