import FieldClient
import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import TTRPC

/// The real daemon and devices, each a process, killed again and again: in the end nothing is lost, and nothing there twice.
public final class ProcessCampaign {
  /// What it came to.
  public struct Outcome: Sendable {
    public var kills = 0
    public var deviceKills = 0
    public var notes = 0
    public var lost = 0
    public var twice = 0
    /// Devices that could not send everything in the end.
    public var stuck = 0

    public var holds: Bool { lost == 0 && twice == 0 && stuck == 0 }

    public var summary: String {
      "\(kills) kills of the daemon, \(deviceKills) of devices, \(notes) notes that were stored on a"
        + " device; \(lost) lost, \(twice) there twice, \(stuck) devices stuck"
    }
  }

  private static let deviceCount = 4
  private let folder = ProofFolder()
  private let place: FieldPlace
  private let programs: String
  private var random: SeededRandom
  private var server: pid_t = 0
  private var devices: [pid_t] = []
  private var visits: [VisitID] = []
  private var outcome = Outcome()

  /// - Parameter programs: the folder with `pcrmd` and this very program.
  public init(programs: String, seed: UInt64) throws {
    self.programs = programs
    random = SeededRandom(seed: seed)
    place = try FieldPlace.shared()
    ProofFolder.makeFolder(folder.path + "/data")
    ProofFolder.copy(place.file, to: folder.path + "/data/pcrm.db")
  }

  private var socket: String { folder.path + "/socket" }

  private func device(_ number: Int) -> String { folder.path + "/device-\(number)" }

  /// Runs for so many seconds, and looks what is there then.
  public func run(seconds: Int) throws -> Outcome {
    try startServer()
    defer { stop(server) }
    // A visit takes five hundred notes; four devices write some eight a second.
    try planVisits(60 + seconds / 12)
    for number in 0..<Self.deviceCount { devices.append(try startDevice(number, seconds)) }
    let end = Instant.now().adding(nanoseconds: UInt64(seconds) * 1_000_000_000)
    while Instant.now() < end {
      usleep(UInt32(200_000 + random.next() % 1_500_000))
      let left = Int((end.nanoseconds &- Instant.now().nanoseconds) / 1_000_000_000)
      if left <= 0 || left > seconds { break }
      if random.once(in: 2) {
        stop(server)
        outcome.kills += 1
        try startServer()
      } else {
        let number = Int(random.next() % UInt64(Self.deviceCount))
        stop(devices[number])
        outcome.deviceKills += 1
        devices[number] = try startDevice(number, left)
      }
    }
    for child in devices { stop(child) }
    for number in 0..<Self.deviceCount where try !drains(number) { outcome.stuck += 1 }
    try count()
    return outcome
  }

  // MARK: Processes

  private func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
    var pointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, folder.path + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, nil, &pointers, environ) == 0 else {
      throw Status(.unavailable, "\(program) could not be started")
    }
    return child
  }

  private func startServer() throws {
    unlink(socket)
    server = try spawn(
      programs + "/pcrmd", ["--data", folder.path + "/data", "--unix", socket])
    for _ in 0..<1000 {
      let health = TTRPCNetwork(
        to: .unix(path: socket), token: place.tokens[0], timeout: .seconds(1))
      var request = ListVisitsRequest()
      request.pageSize = 1
      if (try? health.call("pcrm.v1.VisitService/ListVisits", request.binary())) != nil {
        health.close()
        return
      }
      usleep(10_000)
    }
    throw Status(.unavailable, "the daemon does not begin again; see its log")
  }

  private func startDevice(_ number: Int, _ seconds: Int) throws -> pid_t {
    try spawn(
      programs + "/sync-torture",
      [
        "--device", device(number), "--socket", socket, "--token",
        place.tokens[1 + number % History.staffCount], "--seconds", "\(seconds)",
        "--from", "\(random.next() % 1_000_000)",
      ])
  }

  private func drains(_ number: Int) throws -> Bool {
    let child = try spawn(
      programs + "/sync-torture",
      [
        "--device", device(number), "--socket", socket, "--token",
        place.tokens[1 + number % History.staffCount],
      ])
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return status == 0
  }

  /// Ends a process as a power cut does.
  private func stop(_ child: pid_t) {
    if child <= 0 { return }
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
  }

  // MARK: What is there

  private func call<Q: Message, A: Message>(
    _ method: String, _ request: Q, as type: A.Type = A.self
  ) throws -> A {
    let network = TTRPCNetwork(to: .unix(path: socket), token: place.tokens[0])
    defer { network.close() }
    return try A(binary: try network.call("pcrm.v1.\(method)", request.binary()))
  }

  private func planVisits(_ count: Int) throws {
    let now = SystemClock().now()
    for number in 0..<count {
      var visit = Visit()
      visit.customerID = place.customers[number % place.customers.count]
      visit.staffID = place.staff[number % place.staff.count]
      visit.purpose = "first_visit"
      visit.startTime = now.adding(seconds: Int64(3600 + number * 1800))
      visit.endTime = now.adding(seconds: Int64(3600 + number * 1800 + 1500))
      visit.outsideHours = "as agreed"
      var request = CreateVisitRequest()
      request.visit = visit
      let made: Visit = try call("VisitService/CreateVisit", request)
      visits.append(made.id)
    }
  }

  private func count() throws {
    var found: [String: Int] = [:]
    for visit in visits {
      var request = ListVisitNotesRequest()
      request.visitID = visit
      request.pageSize = 1000
      repeat {
        let page: ListVisitNotesResponse = try call("FieldSyncService/ListVisitNotes", request)
        for note in page.notes { found[note.text, default: 0] += 1 }
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
    }
    outcome.twice = found.values.count { $0 > 1 }
    for number in 0..<Self.deviceCount {
      let list = String(decoding: ProofFolder.bytes(device(number) + ".list"), as: UTF8.self)
      for line in list.split(separator: "\n") {
        outcome.notes += 1
        if found[String(line)] == nil { outcome.lost += 1 }
      }
    }
  }
}
