import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Names and addresses of those whom visits are about; an id where somebody may not be seen.
struct VisitPeople: Sendable {
  private static let batchMax = 1000

  private var customers: [CustomerID: Customer] = [:]
  private var staff: [StaffID: String] = [:]

  /// Those of some visits.
  init(of visits: [Visit], _ server: Server) async {
    await self.init(
      customers: visits.map(\.customerID) + visits.flatMap { $0.participants.map(\.customerID) },
      staff: visits.map(\.staffID) + visits.flatMap { $0.participants.map(\.staffID) }, server)
  }

  /// Those whom a device carries.
  init(known: [Customer]) {
    for customer in known { customers[customer.id] = customer }
  }

  init(customers ids: [CustomerID], staff: [StaffID] = [], _ server: Server) async {
    var wanted = Set(ids).filter { !$0.isEmpty }.sorted()[...]
    while !wanted.isEmpty {
      var request = BatchGetCustomersRequest()
      request.ids = Array(wanted.prefix(Self.batchMax))
      wanted = wanted.dropFirst(Self.batchMax)
      let answer: BatchGetCustomersResponse? = try? await server.call(
        "\(CustomerCommand.service)/BatchGetCustomers", request)
      for customer in answer?.customers ?? [] { customers[customer.id] = customer }
    }
    for id in Set(staff).filter({ !$0.isEmpty }) {
      self.staff[id] = await AssignmentCommand.name(id, server)
    }
  }

  func name(_ id: CustomerID) -> String {
    if id.isEmpty { return "" }
    guard let customer = customers[id], !customer.displayName.isEmpty else { return id.description }
    return customer.displayName
  }

  func name(_ id: StaffID) -> String { id.isEmpty ? "" : staff[id] ?? id.description }

  /// The number under which a customer is called first.
  func phone(_ id: CustomerID) -> String {
    let numbers = customers[id]?.contactPoints.filter { $0.isNumber && !$0.doNotContact } ?? []
    return (numbers.first(where: \.primary) ?? numbers.first)?.value ?? ""
  }

  /// Where a visit is: its own place, or the customer's address.
  func place(_ visit: Visit) -> String {
    if !visit.place.isEmpty { return visit.place }
    return customers[visit.customerID]?.addresses.first.map(Self.address) ?? ""
  }

  private static func address(_ address: Address) -> String {
    [address.locality, address.roadAddress, address.detail].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
