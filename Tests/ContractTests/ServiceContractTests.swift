import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Testing

/// Services: what the method tables say and what the contract says, both ways.
@Suite struct ServiceContractTests {
  static let services = PCRM.services(
    PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32)), state: ServerState(),
      descriptors: [], version: "0.0.0", startTime: Timestamp()))

  static var methods: [(path: String, method: Method)] {
    services.flatMap { service in service.methods.map { ("\(service.name)/\($0.name)", $0) } }
  }

  @Test("Every method of the contract has a row in a table, and the other way round")
  func sameMethods() throws {
    let streams = Set(try ContractText.methods().filter(\.isStream).map(\.path))
    let contract = CService.all.flatMap { service in
      service.methods.map { method in
        let path = "\(service.name)/\(method.name)"
        let stream = streams.contains(path) ? "stream " : ""
        return "\(path)(\(method.request)) returns (\(stream)\(method.response))"
      }
    }
    let swift = Self.methods.map { path, method in
      let stream = method.isStreaming ? "stream " : ""
      return "\(path)(\(method.request.protoName)) returns (\(stream)\(method.response.protoName))"
    }
    #expect(Set(contract).subtracting(swift).sorted() == [], "missing in the tables")
    #expect(Set(swift).subtracting(contract).sorted() == [], "not in the contract")
    #expect(swift.count == Set(swift).count, "a method has two rows")
  }

  @Test("The permission that a comment names is the one that the table asks for")
  func samePermissions() throws {
    let comments = Dictionary(
      uniqueKeysWithValues: try ContractText.methods().map { ($0.path, $0.comment) })
    for (path, method) in Self.methods {
      let comment = comments[path] ?? ""
      let named = comment.firstMatch(of: /Permission: ([a-z_]+)/).map { String($0.1) }
      switch method.permission {
      case .anyone, .signedIn: #expect(named == nil, "\(path) asks for none")
      default: #expect(named == snakeCase("\(method.permission)"), "\(path)")
      }
    }
  }

  @Test("Writes carry request_id as field 1, and reads carry none")
  func requestIDs() {
    // A push is repeated by the numbers of its mutations.
    for (path, method) in Self.methods where path != "pcrm.v1.FieldSyncService/Push" {
      let field = method.request.fieldList.first { $0.name == "request_id" }
      #expect(field?.number == (method.isWrite ? 1 : nil), "\(path)")
    }
  }

  @Test("Lists carry page_size, page_token and next_page_token where every list has them")
  func paging() {
    for (path, method) in Self.methods {
      let request = method.request.fieldList
      guard request.contains(where: { $0.name == "page_token" }) else { continue }
      #expect(request.prefix(2).map(\.name) == ["page_size", "page_token"], "\(path)")
      let response = method.response.fieldList
      #expect(response.count == 2 && response.first?.label == .repeated, "\(path)")
      #expect(response.last?.name == "next_page_token", "\(path)")
    }
  }

  private func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}
