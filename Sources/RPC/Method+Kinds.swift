public import PCRMCore
public import ProtobufCodec
public import Storage

/// The kinds of method. Each takes the typed function and erases its types once, here.
extension Method {
  /// A method that needs no store.
  public static func local<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request) throws(Status) -> Response
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .local { (payload) throws(Status) in
        payload.encoding.encode(try handler(try payload.decode()))
      })
  }

  /// A hot read by key: a declared query and its row, written straight to the wire.
  public static func point<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission, _ query: PointQuery<Request>,
    answers: Response.Type, subjects: @escaping @Sendable (Request) -> [CustomerID]
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .read { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        return PreparedRead { (caller, reader) throws(Status) in
          var encoder = BinaryEncoder(reserving: 512)
          var found = false
          try reader.each(query.sql, try query.arguments(request)) { (row) throws(Status) in
            found = query.encode(row, caller, &encoder)
            return false
          }
          guard found else { throw query.absent(request) }
          return Outcome(
            message: try encoding.transcode(encoder.finish(), as: Response.self),
            subjects: subjects(request))
        }
      })
  }

  /// A small read that may run on the event loop.
  public static func read<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Response,
    subjects: Subjects<Response>
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self, .read(erase(handler, subjects)))
  }

  /// A list, a search or a report: always leaves the event loop.
  public static func scan<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Response,
    subjects: Subjects<Response>
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self, .scan(erase(handler, subjects)))
  }

  /// A plan: worked out as a scan is, and then kept by the handler itself, in transactions of its own. The handler
  /// writes the audit line, and minds the request's key.
  public static func plan<Request: WriteRequest, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Response,
    subjects: Subjects<Response>
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self, .plan(erase(handler, subjects)))
  }

  /// A change: joins a group commit, with its audit line, request key and feed rows in the same job.
  public static func write<Request: WriteRequest, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request, Caller, inout Writer) throws(Status) -> Response,
    subjects: Subjects<Response>
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .write { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        return PreparedWrite(
          requestID: request.requestID,
          canonical: { request.binary() },
          run: { (caller, writer) throws(Status) in
            let response = try handler(request, caller, &writer)
            return Outcome(message: response.binary(), subjects: subjects.ids(response))
          },
          finish: { (binary) throws(Status) in
            try encoding.transcode(binary, as: Response.self)
          })
      })
  }

  /// A change with much to work out: `look` does that on the reader pool, in a snapshot before the transaction, so that
  /// the writer's time does not grow with it.
  ///
  /// The handler looks at whatever may be otherwise by now once more, and it says what is refused: a repeat is answered
  /// before anything is refused. What `look` itself throws ends the call.
  ///
  /// - Parameter isWorth: whether a request has anything to work out; one that has not goes to the writer at once.
  public static func write<Request: WriteRequest, Found: Sendable, Response: Message>(
    _ name: String, _ permission: Permission,
    after look: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Found?,
    where isWorth: @escaping @Sendable (Request) -> Bool = { _ in true },
    _ handler:
      @escaping @Sendable (Request, Found?, Caller, inout Writer) throws(Status) ->
      Response,
    subjects: Subjects<Response>
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .write { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        @Sendable func prepared(_ found: Found?) -> PreparedWrite {
          PreparedWrite(
            requestID: request.requestID,
            canonical: { request.binary() },
            run: { (caller, writer) throws(Status) in
              let response = try handler(request, found, caller, &writer)
              return Outcome(message: response.binary(), subjects: subjects.ids(response))
            },
            finish: { (binary) throws(Status) in
              try encoding.transcode(binary, as: Response.self)
            })
        }
        var write = prepared(nil)
        if isWorth(request) {
          write.look = { (caller, reader) throws(Status) in
            prepared(try look(request, caller, reader))
          }
        }
        return write
      })
  }

  /// A change that leaves no trace of who made it: the handler is not told who calls, nothing is written down beside it,
  /// and a repeat is not known as one. What it stores holds no time finer than a day.
  public static func anonymous<Request: Message, Response: Message>(
    _ name: String, _ permission: Permission,
    _ handler: @escaping @Sendable (Request, inout Writer) throws(Status) -> Response
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .anonymous { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        return PreparedAnonymousWrite { (writer) throws(Status) in
          encoding.encode(try handler(request, &writer))
        }
      })
  }

  /// A change that leaves no trace of who made it, with much to work out before its transaction.
  public static func anonymous<Request: Message, Found: Sendable, Response: Message>(
    _ name: String, _ permission: Permission,
    after look: @escaping @Sendable (Request, Reader) throws(Status) -> Found?,
    _ handler: @escaping @Sendable (Request, Found?, inout Writer) throws(Status) -> Response
  ) -> Method {
    Method(
      name, permission, Request.self, Response.self,
      .anonymous { (payload) throws(Status) in
        let request: Request = try payload.decode()
        let encoding = payload.encoding
        @Sendable func prepared(_ found: Found?) -> PreparedAnonymousWrite {
          PreparedAnonymousWrite(run: { (writer) throws(Status) in
            encoding.encode(try handler(request, found, &writer))
          })
        }
        var write = prepared(nil)
        write.look = { (reader) throws(Status) in prepared(try look(request, reader)) }
        return write
      })
  }

  /// A server stream: a source of pages, one short transaction each.
  public static func stream<Request: Message, Source: PageSource>(
    _ name: String, _ permission: Permission,
    _ open: @escaping @Sendable (Request, Caller) throws(Status) -> Source,
    subjects: Subjects<Source.Element>
  ) -> Method {
    Method(
      name, permission, Request.self, Source.Element.self,
      .stream { (payload, caller) throws(Status) in
        PageTurner(
          try open(try payload.decode(), caller), encoding: payload.encoding, subjects: subjects)
      })
  }

  private static func erase<Request: Message, Response: Message>(
    _ handler: @escaping @Sendable (Request, Caller, Reader) throws(Status) -> Response,
    _ subjects: Subjects<Response>
  ) -> ReadBody {
    { (payload) throws(Status) in
      let request: Request = try payload.decode()
      let encoding = payload.encoding
      return PreparedRead { (caller, reader) throws(Status) in
        let response = try handler(request, caller, reader)
        return Outcome(message: encoding.encode(response), subjects: subjects.ids(response))
      }
    }
  }
}
