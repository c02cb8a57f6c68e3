import Glibc
import PCRMCore

/// A server in a process of its own, so that its processor time and memory can be told from the driver's.
final class ServerProcess {
  let port: UInt16
  /// The token of the safe configuration's principal; empty for the bare one.
  let token: String
  private let child: pid_t
  private let output: UnsafeMutablePointer<FILE>

  /// Starts this very program as `serve`, and waits for the line that says where it listens.
  init(folder: String, isBare: Bool) throws {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw BenchError.server("pipe") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, pipes[0])
    defer { posix_spawn_file_actions_destroy(&actions) }
    let arguments = ["pcrm-bench", "serve", "--data", folder] + (isBare ? ["--bare"] : [])
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var pid = pid_t()
    guard posix_spawn(&pid, "/proc/self/exe", &actions, nil, &pointers, environ) == 0 else {
      throw BenchError.server("spawn")
    }
    close(pipes[1])
    child = pid
    guard let stream = fdopen(pipes[0], "r") else { throw BenchError.server("fdopen") }
    output = stream
    // "listening PORT TOKEN"
    let words = Self.line(stream).split(separator: " ")
    guard words.count >= 2, words[0] == "listening", let port = UInt16(words[1]) else {
      throw BenchError.server("it did not start")
    }
    self.port = port
    token = words.count > 2 ? String(words[2]) : ""
  }

  private static func line(_ stream: UnsafeMutablePointer<FILE>) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard fgets(&buffer, Int32(buffer.count), stream) != nil else { return "" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Processor seconds that the server has used.
  var cpuSeconds: Double {
    let fields = Self.file("/proc/\(child)/stat").split(separator: " ")
    guard fields.count > 14, let user = Double(fields[13]), let system = Double(fields[14]) else {
      return 0
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Anonymous memory in kilobytes.
  var anonymousKilobytes: Int {
    for line in Self.file("/proc/\(child)/status").split(separator: "\n")
    where line.hasPrefix("RssAnon:") {
      return Int(line.split(separator: " ").dropLast().last ?? "") ?? 0
    }
    return 0
  }

  /// Asks for the counters: commits and jobs since the start.
  func counters() -> (commits: Int, jobs: Int) {
    kill(child, SIGUSR1)
    let words = Self.line(output).split(separator: " ").compactMap { Int($0) }
    return words.count == 2 ? (words[0], words[1]) : (0, 0)
  }

  private static func file(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  func stop() {
    kill(child, SIGTERM)
    waitpid(child, nil, 0)
    fclose(output)
  }
}
