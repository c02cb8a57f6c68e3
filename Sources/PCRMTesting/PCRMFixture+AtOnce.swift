public import PCRMCore
import TTRPC

extension PCRMFixture {
  /// Sends calls at once, each on a connection of its own through the real socket, and waits for all of them.
  ///
  /// - Returns: why each was refused, in the order of the calls; nil for those that were done.
  public func atOnce(
    _ calls: [(path: String, request: [UInt8])], token: String
  ) throws -> [Status?] {
    guard let endpoint = endpoints.first else {
      throw Status(.unknown, "the test has no socket; begin it with through: .ttrpc")
    }
    return try Waiting.run {
      var clients: [TTRPCClient] = []
      for _ in calls { clients.append(try await TTRPCClient.connect(to: endpoint)) }
      let options = CallOptions(token: token)
      return await withTaskGroup(of: (Int, Status?).self) { group in
        for (index, call) in calls.enumerated() {
          let client = clients[index]
          group.addTask {
            do throws(Status) {
              _ = try await client.call(call.path, bytes: call.request, options: options)
              return (index, nil)
            } catch {
              return (index, error)
            }
          }
        }
        var answers = [Status?](repeating: nil, count: calls.count)
        for await (index, status) in group { answers[index] = status }
        return answers
      }
    }
  }
}
