import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import RPC
import Testing

struct HealthTests {
  private static func request(_ service: String = "") -> HealthCheckRequest {
    var request = HealthCheckRequest()
    request.service = service
    return request
  }

  /// Would catch a probe that needs a token, knows too few services, or does not see that the server drains.
  @Test func check() throws {
    try withPCRM { pcrm in
      let probe = try pcrm.caller(token: "")
      let services = [
        "", "pcrm.v1.CustomerService", "pcrm.v1.OrganisationService", "pcrm.v1.AdminService",
        "pcrm.v1.ReflectionService", "grpc.health.v1.Health",
      ]
      for (drained, expected) in [(false, ServingStatus.serving), (true, .notServing)] {
        if drained { pcrm.context.state.drain() }
        for service in services {
          let answer: HealthCheckResponse = try probe.call(
            "grpc.health.v1.Health/Check", Self.request(service))
          #expect(answer.status == expected)
        }
      }
      #expect(
        try probe.refused("grpc.health.v1.Health/Check", Self.request("pcrm.v1.Nothing"))
          == Refusal(.notFound, "NOT_FOUND", "service"))
    }
  }

  /// Would catch a stream that says nothing at first, repeats itself, or misses the change.
  @Test func watch() throws {
    try withPCRM { pcrm in
      let probe = try pcrm.caller(token: "")
      let stream = try probe.stream("grpc.health.v1.Health/Watch", Self.request())
      #expect(try stream.next(HealthCheckResponse.self)?.status == .serving)
      _ = try pcrm.admin.createUnit("A commit that changes nothing of it")
      pcrm.context.state.drain()
      #expect(try stream.next(HealthCheckResponse.self)?.status == .notServing)
      stream.cancel()
      let unknown = try probe.stream("grpc.health.v1.Health/Watch", Self.request("x"))
      #expect(try unknown.next(HealthCheckResponse.self)?.status == .serviceUnknown)
      unknown.cancel()
    }
  }
}
