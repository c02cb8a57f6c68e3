import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// The calls that many tests make, by short names.
extension TestCaller {
  func createUnit(
    _ name: String, kind: UnitKind = .office, code: String = "", under parent: UnitID = UnitID(),
    from: CivilDate? = nil, to: CivilDate? = nil
  ) throws -> Unit {
    var request = CreateUnitRequest()
    var unit = Unit()
    unit.name = name
    unit.kind = kind
    unit.code = code
    unit.validFrom = from
    unit.validTo = to
    request.unit = unit
    request.parentID = parent
    return try call("pcrm.v1.OrganisationService/CreateUnit", request)
  }

  func move(_ unit: UnitID, under parent: UnitID, from day: CivilDate) throws -> Unit {
    try call("pcrm.v1.OrganisationService/MoveUnit", MoveUnitRequest(unit, parent, day))
  }

  /// The tree on a day: each name after as many dots as units stand above it.
  func tree(_ day: CivilDate? = nil, root: UnitID = UnitID()) throws -> [String] {
    var request = GetTreeRequest()
    request.asOf = day
    request.rootID = root
    let response: GetTreeResponse = try call("pcrm.v1.OrganisationService/GetTree", request)
    return response.nodes.map { String(repeating: ".", count: Int($0.depth)) + $0.name }
  }

  func createStaff(_ name: String, office: UnitID = UnitID()) throws -> Staff {
    var request = CreateStaffRequest()
    var staff = Staff()
    staff.name = name
    staff.officeID = office
    request.staff = staff
    return try call("pcrm.v1.OrganisationService/CreateStaff", request)
  }

  func update(
    _ principal: Principal, mask: [String] = []
  ) throws -> Principal {
    var request = UpdatePrincipalRequest()
    request.principal = principal
    request.updateMask = FieldMask(paths: mask)
    return try call("pcrm.v1.AdminService/UpdatePrincipal", request)
  }

  func createPrincipal(_ name: String, _ role: Role = .counsellor) throws -> Principal {
    var request = CreatePrincipalRequest()
    request.principal = Principal(name, role)
    return try call("pcrm.v1.AdminService/CreatePrincipal", request)
  }

  func createToken(
    for principal: PrincipalID, label: String = "", expires: Timestamp? = nil,
    requestID: RequestID = RequestID()
  ) throws -> CreateTokenResponse {
    var request = CreateTokenRequest()
    var token = Token()
    token.principalID = principal
    token.label = label
    token.expireTime = expires
    request.token = token
    request.requestID = requestID
    return try call("pcrm.v1.AdminService/CreateToken", request)
  }

  func revoke(_ token: TokenID) throws -> Token {
    var request = RevokeTokenRequest()
    request.id = token
    return try call("pcrm.v1.AdminService/RevokeToken", request)
  }

  /// The cheapest call that asks for a token.
  func whoAmI() throws -> Refusal? {
    try refused("pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
  }

  /// Why a call is refused; nil when it is not.
  func refused<Request: Message>(_ path: String, _ request: Request) throws -> Refusal? {
    Refusal(try refusal(path, request))
  }

  func audit(
    _ set: (inout ListAuditEntriesRequest) -> Void = { _ in }
  ) throws -> [AuditEntry] {
    var request = ListAuditEntriesRequest()
    set(&request)
    let response: ListAuditEntriesResponse = try call(
      "pcrm.v1.AdminService/ListAuditEntries", request)
    return response.entries
  }
}

extension MoveUnitRequest {
  init(_ unit: UnitID, _ parent: UnitID, _ day: CivilDate?, version: Int64 = 0) {
    self.init()
    id = unit
    parentID = parent
    validFrom = day
    self.version = version
  }
}

extension Principal {
  init(_ name: String, _ role: Role) {
    self.init()
    self.name = name
    scope = .all
    roles = [role]
  }
}

/// What a refusal says to a program: code, reason and field, for tables of expectations.
struct Refusal: Equatable, CustomStringConvertible {
  var code: StatusCode
  var reason: String
  var field: String

  init(_ code: StatusCode, _ reason: String, _ field: String = "") {
    self.code = code
    self.reason = reason
    self.field = field
  }

  init?(_ status: Status?) {
    guard let status else { return nil }
    self.init(status.code, status.info.reason, status.info.field)
  }

  var description: String { "\(code.name) \(reason) \(field)" }
}
