import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Synchronization

/// Lists the methods of this server and describes every symbol of the contract.
final class ReflectionService: Sendable {
  static let name = "pcrm.v1.ReflectionService"

  private let descriptors: [UInt8]
  private let others: [Service]
  /// Made when it is first asked for: most servers are never asked.
  private let index = Mutex<DescriptorIndex?>(nil)

  /// - Parameter others: all services but this one.
  init(context: PCRM.Context, others: [Service]) {
    descriptors = context.descriptors
    self.others = others
  }

  var service: Service {
    Service(
      Self.name,
      [
        .local("ListMethods", .signedIn, methods),
        .local("Describe", .signedIn, describe),
      ])
  }

  @Sendable
  private func methods(_ request: ListMethodsRequest) throws(Status) -> ListMethodsResponse {
    var response = ListMethodsResponse()
    for service in others + [service]
    where request.service.isEmpty || service.name == request.service {
      for method in service.methods {
        response.methods.append(try describe(method, of: service))
      }
    }
    if !request.service.isEmpty && response.methods.isEmpty {
      throw .notFound("service", "this server has no such service")
    }
    response.methods.sort { $0.name < $1.name }
    return response
  }

  private func describe(_ method: Method, of service: Service) throws(Status) -> MethodInfo {
    var info = MethodInfo()
    info.name = "\(service.name)/\(method.name)"
    info.requestType = method.request.protoName
    info.responseType = method.response.protoName
    info.serverStreaming = method.isStreaming
    switch method.permission {
    case .anyone, .signedIn: break
    default: info.permission = method.permission.name
    }
    info.comment = try look(info.name)?.symbol.comment ?? ""
    return info
  }

  @Sendable
  private func describe(_ request: DescribeRequest) throws(Status) -> DescribeResponse {
    if request.symbol.isEmpty { throw .required("symbol") }
    guard let (name, symbol) = try look(request.symbol) else {
      throw .notFound("symbol", "the contract has no such symbol")
    }
    var response = DescribeResponse()
    response.symbol = name
    response.kind = symbol.kind
    response.text = symbol.text
    try withIndex { index in
      response.file = index.files[symbol.file].name
      response.fileDescriptors = index.closure(of: symbol.file)
    }
    return response
  }

  private func look(
    _ name: String
  ) throws(Status) -> (name: String, symbol: DescriptorIndex.Symbol)? {
    try withIndex { $0[name] }
  }

  private func withIndex<T>(_ body: (DescriptorIndex) -> T) throws(Status) -> T {
    let made: DescriptorIndex? = index.withLock { index in
      if index == nil { index = try? DescriptorIndex(descriptors) }
      return index
    }
    guard let made else { throw .internalError }
    return body(made)
  }
}
