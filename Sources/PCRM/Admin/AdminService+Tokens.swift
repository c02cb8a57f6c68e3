import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AdminService {
  @Sendable
  func createToken(
    _ request: CreateTokenRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CreateTokenResponse {
    guard var token = request.token else { throw .required("token") }
    try token.check(at: writer.now)
    guard try writer.reader.hasPrincipal(token.principalID) else {
      throw .referenceMissing("token.principal_id", "principal")
    }
    let secret = Secret.random()
    token.id = writer.newID()
    token.version = 1
    token.createTime = writer.now
    token.revokeTime = nil
    try writer.insert(token, hash: secret.hash)
    writer.changed(FeedEntity.token, token.id, version: token.version)
    var response = CreateTokenResponse()
    response.token = token
    response.secret = secret.text
    return response
  }

  @Sendable
  func tokens(
    _ request: ListTokensRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListTokensResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.tokens(request, page)
    var response = ListTokensResponse()
    response.tokens = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func revokeToken(
    _ request: RevokeTokenRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Token {
    var token = try writer.reader.token(request.id, field: "id")
    try Status.check(version: request.version, stored: token.version)
    if token.revokeTime != nil { return token }
    token.version += 1
    token.revokeTime = writer.now
    try writer.revoke(token)
    context.access.changed()
    writer.changed(FeedEntity.token, token.id, version: token.version, fields: "revoke_time")
    return token
  }
}
