import FieldClient
import Glibc
import PCRMCore
import PCRMTesting
import SQLiteStorage
import Storage
import Testing

/// What a device says when its folder, not its server, is at fault: no log is at hand to whoever holds it.
@Suite("FieldClient: a folder that is not sound")
struct FolderTests {
  /// A device with a day on it whose program has ended.
  private func ended() throws -> (TestDevice, String) {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    for hour in 9..<18 { server.put(Sample.visit(UInt64(hour), hour: Int64(hour))) }
    #expect(device.client.sync(over: server).isComplete)
    device.client.close()
    return (device, device.folder.path + "/field")
  }

  private func refusal(_ device: TestDevice) throws -> Status {
    try #require(
      throws: Status.self,
      performing: {
        try device.reopen()
        _ = try device.client.today()
      })
  }

  @Test func aDamagedFileIsToldAsTheDevicesOwn() throws {
    let (device, folder) = try ended()
    let file = open(folder + "/" + SQLiteDatabase.fileName, O_RDWR)
    let size = lseek(file, 0, SEEK_END)
    let noise = [UInt8](repeating: 0xA5, count: Int(size))
    pwrite(file, noise, noise.count, 0)
    close(file)
    let refusal = try refusal(device)
    // Fault: somebody in a village is told to stop the server.
    #expect(refusal.code == .dataLoss)
    #expect(refusal.info.reason == "STORE_DAMAGED" && refusal.info.field == "folder")
    #expect(refusal.message.contains("set the device up anew"))
    #expect(!refusal.message.contains("server"))
  }

  @Test func aFolderOfANewerAppIsNoServersAffair() throws {
    let (device, folder) = try ended()
    let raw = try SQLiteDatabase.open(path: folder, migrations: FieldMigrations.all)
    try raw.write { (writer) throws(Status) in
      try writer.execute(
        """
        INSERT INTO schema_migration (number, name, hash, applied_at)
        SELECT number + 1, 'later', hash, applied_at FROM schema_migration
        ORDER BY number DESC LIMIT 1
        """)
    }
    raw.close()
    let refusal = try refusal(device)
    #expect(refusal.code == .failedPrecondition && refusal.info.reason == "SCHEMA_NEWER")
    #expect(refusal.info.field == "folder" && refusal.message.contains("bring the app up to date"))
  }

  @Test func aFolderInUseSaysByWhom() throws {
    let device = try TestDevice()
    let refusal = try #require(
      throws: Status.self,
      performing: {
        _ = try FieldClient(
          TestDevice.settings(device.folder, device.clock), keys: device.keys)
      })
    // Fault: two programs write to one folder, or somebody in a village is told to stop a server.
    #expect(refusal.info.reason == "FOLDER_IN_USE" && refusal.info.field == "folder")
    #expect(refusal.message.contains("(process \(getpid()))"), "\(refusal)")
    #expect(!refusal.message.contains("server"))
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let (device, folder) = try ended()
    // Root may write everywhere, so that a folder stands where the file of the lock should.
    unlink(folder + "/lock")
    mkdir(folder + "/lock", 0o700)
    let refusal = try refusal(device)
    #expect(refusal.code == .unavailable && refusal.info.reason == "STORAGE_UNAVAILABLE")
    #expect(refusal.message.contains(folder) && !refusal.message.contains("server"))
    rmdir(folder + "/lock")
    try device.reopen()
    #expect(try device.client.today().count == 9)
  }
}
