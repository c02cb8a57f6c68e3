import Foundation
import Glibc
import Testing

/// What people are told while a folder is busy, when a server hangs, and when a connection breaks in the middle.
@Suite("pcrm field: waiting, and what does not come to its end", .serialized)
struct PcrmFieldWaitTests {
  @Test func aFolderInUseIsWaitedForAWhile() throws {
    let folder = try Folder()
    let deaf = try CuttingProxy()
    func start(_ words: String...) throws -> PcrmRun.Started {
      try PcrmRun.start(
        ["field"] + words + ["--folder", folder.path + "/field"], on: deaf.address, token: "x")
    }
    #expect(try PcrmRun(waitingFor: start("init")).code == 0)
    let short = try start("sync", "--timeout", "2s")
    _ = try deaf.takeCaller()
    // Fault: whoever notes something while a sync runs is refused, and what was typed is lost.
    let status = try PcrmRun(waitingFor: start("status"))
    #expect(status.code == 0, "\(status.complaint)")
    // Fault: a server that hangs is told as one that has refused something.
    let ended = try PcrmRun(waitingFor: short)
    #expect(ended.code == 3, "\(ended.complaint)")
    let long = try start("sync", "--timeout", "60s")
    _ = try deaf.takeCaller()
    let busy = try PcrmRun(waitingFor: start("status"))
    // Fault: nobody is told which program it is that one waits for.
    let owner = "(process \(long.process.processIdentifier))"
    #expect(busy.code == 1 && busy.complaint.contains(owner), "\(busy.complaint)")
    kill(long.process.processIdentifier, SIGKILL)
    long.process.waitUntilExit()
  }

  @Test func aWipeThatBreaksOffSaysWhatWaits() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    let photo = folder.path + "/photo.jpg"
    let noise = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    try Data([0xff, 0xd8, 0xff, 0xe0] + noise).write(to: URL(filePath: photo))
    try device("attach", team.visit(0), photo)
    func cutSync() throws -> PcrmRun {
      let proxy = try CuttingProxy()
      let sync = try PcrmRun.start(
        ["field", "sync", "--folder", device.folder], on: proxy.address, token: team.tokens[0])
      try proxy.cut(to: team.daemon.address, after: 100_000)
      return try PcrmRun(waitingFor: sync)
    }
    #expect(try cutSync().code == 3)
    let id = try device("init").output.trimmingCharacters(in: .whitespacesAndNewlines)
    try team.call(
      "FieldSyncService/RevokeDevice", #"{"id": "\#(id)", "reason": "lost"}"#)
    let wipe = try cutSync()
    #expect(wipe.code == 3, "\(wipe.complaint)")
    // Fault: it is told that everything is gone, while a photo waits; and the next init destroys that.
    #expect(wipe.complaint.contains("1 file waits to be uploaded"), "\(wipe.complaint)")
    #expect(!wipe.complaint.contains("what it carried is gone"), "\(wipe.complaint)")
    let early = try device("init", code: 1)
    #expect(early.complaint.contains("was not uploaded yet"), "\(early.complaint)")
    let rest = try device.sync()
    #expect(rest.output.contains("files 1") && rest.complaint.contains("what it carried is gone"))
    #expect(try device("init").output.trimmingCharacters(in: .whitespacesAndNewlines) != id)
  }
}
