import Foundation
import Logging
import NIOCore
import NIOEmbedded
import PCRMCore
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage
import Testing

@testable import TTRPC

@Suite("Bursts and broken connections")
struct BurstTests {
  @Test("A connection that breaks while it is read lets the burst's snapshot go")
  func broken() throws {
    let folder = NSTemporaryDirectory() + "pcrm-burst-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let database = try SQLiteDatabase.open(path: folder, migrations: NoteService.migrations)
    defer { database.close() }
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let dispatcher = Dispatcher(
      table: ServiceTable([NoteService.service]), database: database,
      authenticator: TrustEverybody(), journal: nil, logger: logger)
    let door = try DoorLoop(dispatcher, logger: logger)

    let broken = EmbeddedChannel()
    try broken.pipeline.syncOperations.addHandler(ServerHandler(door, channel: broken))
    let request = ByteBuffer(bytes: requestFrame(1, "GetNote", Note(1)))
    broken.pipeline.fireChannelRead(request)
    // No end of the read: the second try of the same wake-up failed.
    broken.pipeline.fireChannelInactive()

    try database.write { (writer) throws(Status) in
      _ = try writer.execute("INSERT INTO note (number, text) VALUES (1, 'x')")
    }
    let next = EmbeddedChannel()
    try next.pipeline.syncOperations.addHandler(ServerHandler(door, channel: next))
    try next.writeInbound(request)
    var answer = try #require(try next.readOutbound(as: ByteBuffer.self))
    var decoder = FrameDecoder(frameBytesMax: 1 << 20)
    let decoded = decoder.decode(buffer: &answer)
    let frame = try #require(decoded)
    let response = try TTRPCResponse(binary: [UInt8](buffer: frame.body))
    #expect(response.status?.status.code ?? .ok == .ok, "the read saw the broken one's snapshot")
    _ = try? next.finish(acceptAlreadyClosed: true)
    _ = try? broken.finish(acceptAlreadyClosed: true)
  }
}
