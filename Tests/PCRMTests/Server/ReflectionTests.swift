import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

struct ReflectionTests {
  private func describe(_ pcrm: PCRMFixture, _ symbol: String) throws -> DescribeResponse {
    var request = DescribeRequest()
    request.symbol = symbol
    return try pcrm.admin.call("pcrm.v1.ReflectionService/Describe", request)
  }

  /// Would catch a method of the contract that the server lacks, and one that has no comment.
  @Test func listsEveryMethodOfTheContract() throws {
    try withPCRM { pcrm in
      let list: ListMethodsResponse = try pcrm.admin.call(
        "pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
      #expect(list.methods.map(\.name) == list.methods.map(\.name).sorted())
      #expect(list.methods.allSatisfy { !$0.comment.isEmpty })
      let index = try DescriptorIndex(PCRMFixture.descriptors)
      var declared: Set<String> = []
      for file in index.files {
        for service in file.services {
          for method in service.methods {
            declared.insert("\(file.package).\(service.name)/\(method.name)")
          }
        }
      }
      #expect(Set(list.methods.map(\.name)) == declared)
      var one = ListMethodsRequest()
      one.service = "pcrm.v1.ReflectionService"
      let few: ListMethodsResponse = try pcrm.admin.call(
        "pcrm.v1.ReflectionService/ListMethods", one)
      #expect(
        few.methods.map(\.requestType) == [
          "pcrm.v1.DescribeRequest", "pcrm.v1.ListMethodsRequest",
        ])
      one.service = "x"
      #expect(
        try pcrm.admin.refused("pcrm.v1.ReflectionService/ListMethods", one)
          == Refusal(.notFound, "NOT_FOUND", "service"))
    }
  }

  /// Each row would catch a kind of symbol that is not found, or written wrongly.
  @Test func describesEveryKind() throws {
    let rows: [(String, SymbolKind, String)] = [
      (
        "pcrm.v1.CreateUnitRequest", .message,
        """
        // Asks for a new unit.
        message CreateUnitRequest {
          // UUID that makes a repeat harmless.
          string request_id = 1;

          // The unit. Its `id` may be set.
          Unit unit = 2;

          // The unit above it, from `unit.valid_from` on. Empty = it stands at the top.
          string parent_id = 3;
        }

        """
      ),
      (
        "pcrm.v1.Unit.create_time", .field,
        """
        // Output only. When it was created here.
        google.protobuf.Timestamp create_time = 10;

        """
      ),
      (
        "pcrm.v1.Staff.skills", .field,
        """
        // What the person is able to do: codes of the agency, at most 50, each of 1 to 64 of a–z, 0–9,
        // "_", "-" and "."
        repeated string skills = 16;

        """
      ),
      (
        "grpc.health.v1.HealthCheckResponse.ServingStatus", .enum,
        """
        // States in which a service can be.
        enum ServingStatus {
          // Not stated. Never sent.
          UNKNOWN = 0;
          // Calls are taken.
          SERVING = 1;
          // Calls are refused, for example while the server drains before it stops.
          NOT_SERVING = 2;
          // There is no such service. Sent by Watch only.
          SERVICE_UNKNOWN = 3;
        }

        """
      ),
      (
        "pcrm.v1.UnitKind.UNIT_KIND_OFFICE", .enumValue,
        "// An office that serves customers (지사).\nUNIT_KIND_OFFICE = 3;\n"
      ),
      (
        "grpc.health.v1.Health/Watch", .method,
        """
        // Sends the present state at once and again whenever it changes, until the caller goes away.
        // A service that does not exist is answered with SERVICE_UNKNOWN and the stream stays open.
        rpc Watch(HealthCheckRequest) returns (stream HealthCheckResponse);

        """
      ),
    ]
    try withPCRM { pcrm in
      for (symbol, kind, text) in rows {
        let answer = try describe(pcrm, symbol)
        #expect(answer.symbol == symbol && answer.kind == kind && answer.text == text)
      }
      let service = try describe(pcrm, "pcrm.v1.ReflectionService")
      #expect(service.kind == .service && service.text.contains("\n  rpc Describe("))
      #expect(try describe(pcrm, "grpc.health.v1.Health.Watch").symbol == rows[5].0)
    }
  }

  /// Would catch a description that a client cannot build on: a file that lacks what it imports, or comes before it.
  @Test func filesStandInOrder() throws {
    try withPCRM { pcrm in
      let answer = try describe(pcrm, "pcrm.v1.Unit")
      #expect(answer.file == "pcrm/v1/organisation_service.proto")
      let files = try answer.fileDescriptors.map { try FileDescriptor(binary: $0) }
      #expect(files.last?.name == answer.file)
      var seen: Set<String> = []
      for file in files {
        #expect(seen.isSuperset(of: file.dependencies))
        seen.insert(file.name)
      }
      for (symbol, expected) in [
        ("", Refusal(.invalidArgument, "FIELD_REQUIRED", "symbol")),
        ("pcrm.v1.Nothing", Refusal(.notFound, "NOT_FOUND", "symbol")),
        ("Unit", Refusal(.notFound, "NOT_FOUND", "symbol")),
      ] {
        var request = DescribeRequest()
        request.symbol = symbol
        #expect(
          try pcrm.admin.refused("pcrm.v1.ReflectionService/Describe", request)
            == expected)
      }
    }
  }

  /// Would catch a oneof that is printed as plain fields, or twice.
  @Test func oneofs() {
    var field = FieldDescriptor()
    field.name = "phone"
    field.number = 2
    field.type = 9
    field.oneofIndex = 0
    var other = field
    other.name = "email"
    other.number = 3
    var oneof = OneofDescriptor()
    oneof.name = "key"
    var message = MessageDescriptor()
    message.name = "M"
    message.members = [field, other]
    message.oneofs = [oneof]
    #expect(
      ProtoPrinter(FileDescriptor()).text(message, []) == """
        message M {
          oneof key {
            string phone = 2;

            string email = 3;
          }
        }

        """)
  }
}
