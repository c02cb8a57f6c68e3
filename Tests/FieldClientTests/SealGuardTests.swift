import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Synchronization
import Testing

/// What lies in a device's files is of no use anywhere else, and to nobody else.
@Suite("FieldClient: guards of what lies in the files")
struct SealGuardTests {
  /// Does something to a device's files behind its back.
  @discardableResult
  private func raw<T: Sendable>(
    _ device: TestDevice, _ body: @escaping @Sendable (inout Writer) throws(Status) -> T
  ) throws -> T {
    try device.raw(body)
  }

  private let damaged = Status(.dataLoss, "", ErrorInfo(reason: "STORE_DAMAGED"))

  @Test func aSealedRowIsOfNoUseAsAnother() throws {
    let (device, _) = try TestDevice.synced(Sample.visit(1), Sample.visit(2, hour: 12))
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE clean_row SET payload = (
          SELECT payload FROM clean_row c WHERE c.id <> clean_row.id AND c.entity = clean_row.entity)
        """)
    }
    // Fault: whoever can write to the files shows one customer's visit as another's.
    #expect(throws: damaged) { try device.client.today() }
  }

  @Test func anOldVersionOfARowIsNotShownAsANewOne() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    let old = try raw(device) { (writer) throws(Status) in
      try writer.reader.first("SELECT payload FROM clean_row") { (row) throws(Status) in
        row.bytes(0)
      } ?? []
    }
    server.put(Sample.visit(1, hour: 15))
    #expect(device.client.sync(over: server).isComplete)
    try raw(device) { (writer) throws(Status) in
      try writer.execute("UPDATE clean_row SET payload = $1", .blob(old))
    }
    #expect(throws: damaged) { try device.client.today() }
  }

  @Test func aSealedChangeIsOfNoUseUnderAnotherNumber() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    try device.client.note(Sample.id(1), "one")
    try device.client.note(Sample.id(1), "two")
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE queue SET mutation = (SELECT mutation FROM queue q WHERE q.n = 2) WHERE n = 1
        """)
    }
    let report = device.client.sync(over: server)
    // Fault: a change that somebody put in the place of another is sent in the person's name.
    #expect(report.results.map(\.reason) == ["CHANGE_DAMAGED", ""], "\(report)")
    let notes = server.state.withLock { $0.rows.values.first?.visit?.notes.map(\.text) }
    #expect(report.isComplete && notes == ["two"])
  }

  @Test func aSealedPieceIsOfNoUseInAnotherFile() throws {
    let (device, server) = try TestDevice.synced(Sample.visit(1))
    for text in ["first file", "other file"] {
      try device.client.change(
        .attach(
          Sample.id(1), FieldFile(name: text, mediaType: "text/plain", bytes: Array(text.utf8))))
    }
    try raw(device) { (writer) throws(Status) in
      try writer.execute(
        """
        UPDATE file_piece SET payload = (
          SELECT payload FROM file_piece f WHERE f.sha256 <> file_piece.sha256)
        """)
    }
    let report = device.client.sync(over: server)
    // Fault: one customer's photo goes to another's visit.
    #expect(Set(report.filesGivenUp.map(\.reason)) == ["FILE_DAMAGED"], "\(report)")
  }

  /// Keys that are destroyed are in none of the files any more, not even in the log.
  @Test func destroyedKeysAreGoneFromTheFiles() throws {
    for isWiped in [false, true] {
      let (device, server) = try TestDevice.synced(Sample.visit(1))
      let wrapped = try raw(device) { (writer) throws(Status) in
        try writer.reader.first("SELECT wrapped FROM secret WHERE name = 'rows'") {
          (row) throws(Status) in row.bytes(0)
        } ?? []
      }
      // It is in the log as well: the client is the one that wrote last.
      try device.client.note(Sample.id(1), "in the log")
      #expect(try holds(device, wrapped))
      if isWiped {
        server.state.withLock { $0.deviceState = .revoked }
        #expect(device.client.sync(over: server).isWiped)
      } else {
        device.clock.advance(seconds: 15 * 86_400)
        #expect(throws: Status.leaseOver) { try device.client.today() }
      }
      #expect(try !holds(device, wrapped), "wiped: \(isWiped)")
    }
  }

  private func holds(_ device: TestDevice, _ needle: [UInt8]) throws -> Bool {
    for name in ["pcrm.db", "pcrm.db-wal"] {
      let file = open(device.folder.path + "/field/" + name, O_RDONLY)
      if file < 0 { continue }
      defer { close(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(file, &buffer, buffer.count), count > 0 {
        bytes += buffer[..<count]
      }
      let found = (0...max(0, bytes.count - needle.count)).contains { start in
        start + needle.count <= bytes.count
          && bytes[start..<start + needle.count].elementsEqual(needle)
      }
      if found { return true }
    }
    return false
  }
}
