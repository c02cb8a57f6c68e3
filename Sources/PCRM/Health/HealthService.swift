import PCRMCore
import PCRMModel
import RPC
import Storage

/// Whether the server and its services take calls, in the form that orchestrators probe.
///
/// Source: grpc/grpc, doc/health-checking.md.
struct HealthService {
  static let name = "grpc.health.v1.Health"

  let state: ServerState
  /// The services that it answers for, itself among them.
  let services: Set<String>

  var service: Service {
    Service(
      Self.name,
      [
        .local("Check", .anyone, check),
        .stream("Watch", .anyone, watch, subjects: .nobody),
      ])
  }

  @Sendable
  private func check(_ request: HealthCheckRequest) throws(Status) -> HealthCheckResponse {
    guard let status = status(of: request.service) else {
      throw .notFound("service", "this server has no such service")
    }
    return HealthCheckResponse(status)
  }

  @Sendable
  private func watch(
    _ request: HealthCheckRequest, _ caller: Caller
  ) throws(Status) -> HealthPages {
    HealthPages { status(of: request.service) ?? .serviceUnknown }
  }

  private func status(of service: String) -> ServingStatus? {
    guard service.isEmpty || services.contains(service) else { return nil }
    return state.isServing ? .serving : .notServing
  }
}

/// The states of a service, one page for each change.
private struct HealthPages: PageSource {
  let status: @Sendable () -> ServingStatus
  private var last: ServingStatus?

  init(_ status: @escaping @Sendable () -> ServingStatus) {
    self.status = status
  }

  mutating func next(_ reader: Reader) throws(Status) -> StreamPage<HealthCheckResponse> {
    let now = status()
    if now == last { return StreamPage([], then: .wait) }
    last = now
    return StreamPage([HealthCheckResponse(now)], then: .wait)
  }
}

extension HealthCheckResponse {
  fileprivate init(_ status: ServingStatus) {
    self.init()
    self.status = status
  }
}
