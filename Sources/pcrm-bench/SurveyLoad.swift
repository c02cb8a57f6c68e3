import PCRMCore
import PCRMModel
import ProtobufCodec
import TTRPC

/// Calls of a server in a process of its own, as `pcrmd` runs it, over sockets.
final class SurveyLoad {
  /// What an export came to.
  struct Export: Sendable {
    var answers = 0
    var bytes = 0
    var seconds = 0.0
    var firstMilliseconds = 0.0
    /// Kilobytes of the server's anonymous memory.
    var memoryBefore = 0
    var memoryMost = 0
  }

  private static let results = "pcrm.v1.SurveyResultService/"
  /// Answers of an export after which memory is looked at.
  private static let answersALook = 1000
  private let server: ServerProcess
  private let endpoint: Endpoint
  private let client: TTRPCClient
  private let options: CallOptions

  init(_ agency: SurveyAgency) async throws {
    server = try ServerProcess(folder: agency.folder, isBare: false)
    endpoint = .tcp(host: "127.0.0.1", port: Int(server.port))
    do {
      client = try await TTRPCClient.connect(to: endpoint)
      // A connection on which nothing was asked for ten seconds is closed.
      _ = try await client.call("grpc.health.v1.Health/Check", bytes: [], options: CallOptions())
    } catch {
      server.stop()
      throw error
    }
    // The server's default of 30 seconds would hide how long a call takes that misses its target.
    options = CallOptions(token: agency.token, timeout: .seconds(600))
  }

  func stop() { server.stop() }

  /// Hands in each, so many at once on connections of their own.
  func submit(_ requests: [[UInt8]], inFlight: Int) async throws -> Times {
    let (endpoint, options) = (endpoint, options)
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for lane in 0..<inFlight {
        let mine = stride(from: lane, to: requests.count, by: inFlight).map { requests[$0] }
        group.addTask {
          let client = try await TTRPCClient.connect(to: endpoint)
          var times: [UInt64] = []
          for request in mine {
            let start = Instant.now()
            let answer = try await client.call(
              SurveyAgency.submit, bytes: request, options: options)
            times.append(Instant.now().since(start))
            let state = try SubmitAnswerResponse(binary: answer).answers.first?.state
            if state != .submitted { throw BenchError.server("an answer was not taken") }
          }
          await client.close()
          return times
        }
      }
      var times: [UInt64] = []
      for try await some in group { times += some }
      return Times(times)
    }
  }

  /// A call of the results' service, twenty times.
  func repeated<Request: Message, Response: Message>(
    _ method: String, _ request: Request, of type: Response.Type
  ) async throws -> (Response, Times) {
    var times: [UInt64] = []
    var answer = Response()
    for _ in 0..<20 {
      let start = Instant.now()
      answer = try await client.call(Self.results + method, request, options: options)
      times.append(Instant.now().since(start))
    }
    return (answer, Times(times))
  }

  func export(_ wave: SurveyWaveID) async throws -> Export {
    var request = ExportAnswersRequest()
    request.waveID = wave
    request.reason = "to measure the export"
    var figures = Export()
    figures.memoryBefore = server.anonymousKilobytes
    figures.memoryMost = figures.memoryBefore
    let start = Instant.now()
    let stream = client.stream(
      Self.results + "ExportAnswers", request, of: ExportAnswersResponse.self,
      options: CallOptions(token: options.token))
    for try await message in stream {
      figures.bytes += message.binary().count
      if message.answer != nil { figures.answers += 1 }
      if figures.answers == 1 {
        figures.firstMilliseconds = Double(Instant.now().since(start)) / 1e6
      }
      if figures.answers % Self.answersALook == 0 {
        figures.memoryMost = max(figures.memoryMost, server.anonymousKilobytes)
      }
    }
    figures.seconds = Double(Instant.now().since(start)) / 1e9
    figures.memoryMost = max(figures.memoryMost, server.anonymousKilobytes)
    return figures
  }
}
