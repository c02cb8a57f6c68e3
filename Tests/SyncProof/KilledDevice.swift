import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import TTRPC

/// A device in a process of its own, which may be killed at any instruction: it writes notes, and syncs.
///
/// What it was told is stored goes into a list beside it; the campaign looks for all of that on the server.
public struct KilledDevice {
  private let client: FieldClient
  private let network: TTRPCNetwork
  private let list: Int32
  private var random: SeededRandom

  /// - Parameter folder: what the device carries; beside it stand its key and its list.
  public init(folder: String, socket: String, token: String, seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    client = try FieldClient(
      FieldSettings(folder: folder, name: "killed"), keys: try WrappingKey.file(folder + ".key"))
    network = TTRPCNetwork(to: .unix(path: socket), token: token, timeout: .seconds(5))
    list = open(folder + ".list", O_WRONLY | O_CREAT | O_APPEND, 0o600)
  }

  /// Works for so many seconds.
  public mutating func work(seconds: Int) {
    let end = Instant.now().adding(nanoseconds: UInt64(seconds) * 1_000_000_000)
    while Instant.now() < end {
      if random.once(in: 3) {
        _ = client.sync(over: network)
      } else {
        write()
      }
      usleep(UInt32(random.next() % 400_000))
    }
  }

  /// Syncs until nothing is left to send.
  ///
  /// - Returns: whether that came about.
  public func drain() throws -> Bool {
    for _ in 0..<40 {
      let report = client.sync(over: network)
      if try report.failure == nil && client.status().unsent == 0 { return true }
      usleep(100_000)
    }
    return false
  }

  private mutating func write() {
    guard let visits = try? client.visits(fromDay: -1, days: 10), !visits.isEmpty else { return }
    let visit = random.pick(visits).visit
    var note = VisitNote()
    // A text that is written once in the world.
    let text = "note \(random.next()) \(getpid()) \(Instant.now().nanoseconds)"
    note.visitID = visit.id
    note.text = text
    guard (try? client.change(.note(note))) != nil else { return }
    let line = Array((text + "\n").utf8)
    _ = Glibc.write(list, line, line.count)
  }
}
