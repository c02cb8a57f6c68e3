import ArgumentParser
import Glibc
import SyncProof

extension SyncTorture {
  /// The real daemon and devices, each a process, killed again and again.
  func runProcesses(_ minutes: Int) throws {
    let campaign = try ProcessCampaign(programs: Machine.programs, seed: from)
    let outcome = try campaign.run(seconds: minutes * 60)
    print("\(minutes) min: \(outcome.summary)")
    if !outcome.holds { throw ExitCode(1) }
  }

  /// One of those devices.
  func beDevice(_ folder: String) throws {
    var device = try KilledDevice(folder: folder, socket: socket, token: token, seed: from)
    if seconds > 0 { return device.work(seconds: seconds) }
    if try !device.drain() { throw ExitCode(1) }
  }
}

extension Machine {
  /// The folder with this program.
  static var programs: String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let bytes = path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: bytes[..<slash], as: UTF8.self)
  }
}
