import NIOCore
import NIOEmbedded
import PCRMCore
import Synchronization
import Testing

@testable import TTRPC

@Suite("The end of a client's connection")
struct ClientCloseTests {
  @Test("A call that is asked for together with the end is answered, not forgotten")
  func together() throws {
    let loop = EmbeddedEventLoop()
    let channel = EmbeddedChannel(loop: loop)
    let handler = ClientHandler(
      .tcp(host: "127.0.0.1", port: 1), ClientOutbox(on: loop), limits: Limits(),
      channel: channel, ready: loop.makePromise(), awaitsTLS: false)
    try channel.pipeline.syncOperations.addHandler(handler)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    let codes = Mutex<[StatusCode]>([])
    let call = ClientCall(
      token: 1, route: CallRoute("test.NoteService", "Say", json: false, CallOptions()),
      payload: [], deadline: .distantFuture, isStream: false
    ) { event in
      if case .finished(.failure(let status)) = event { codes.withLock { $0.append(status.code) } }
      return true
    }
    handler.fulfil([.close, .call(call)])
    loop.run()
    #expect(codes.withLock { $0 } == [.unavailable])
  }
}
