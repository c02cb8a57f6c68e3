import PCRMCore
import ProtobufCodec
import TTRPC

extension Server {
  private static let triesMax = 3

  /// Calls a method after somebody has taken time at the terminal, over a connection of its own: an
  /// idle one is closed meanwhile, and the server may have been started anew. It is called also for a
  /// command that was interrupted.
  ///
  /// - Parameter mayRepeat: whether it may be called again when nobody knows what became of the call.
  func late<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as response: Response.Type = Response.self,
    mayRepeat: Bool
  ) async throws -> Response {
    // A task of its own is not cancelled with the command.
    try await Task { () async throws -> Response in
      for _ in 1..<Self.triesMax {
        do {
          return try await once(path, request, as: response)
        } catch {
          guard Self.isLost(error, mayRepeat) else { throw error }
          try await Task.sleep(for: .seconds(1))
        }
      }
      return try await once(path, request, as: response)
    }.value
  }

  private func once<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as response: Response.Type
  ) async throws -> Response {
    let server = try await again()
    do {
      let answer = try await server.call(path, request, as: response)
      await server.close()
      return answer
    } catch {
      await server.close()
      throw error
    }
  }

  private static func isLost(_ error: any Error, _ mayRepeat: Bool) -> Bool {
    if error is ConnectionFailure { return true }
    guard let status = error as? Status else { return false }
    return mayRepeat && status.info.reason == "CONNECTION_LOST"
  }
}
