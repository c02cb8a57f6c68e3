import PCRMCore
public import PCRMModel
public import RPC
import Storage

/// Principals, tokens, the audit log, extension schemas and the state of the server.
struct AdminService {
  static let name = "pcrm.v1.AdminService"

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .write("CreatePrincipal", .managePrincipals, createPrincipal, subjects: .nobody),
        .read("GetPrincipal", .viewPrincipals, principal, subjects: .nobody),
        .scan("ListPrincipals", .viewPrincipals, principals, subjects: .nobody),
        .write("UpdatePrincipal", .managePrincipals, updatePrincipal, subjects: .nobody),
        .write("CreateToken", .manageTokens, createToken, subjects: .nobody),
        .scan("ListTokens", .manageTokens, tokens, subjects: .nobody),
        .write("RevokeToken", .manageTokens, revokeToken, subjects: .nobody),
        .scan("ListAuditEntries", .viewAudit, auditEntries, subjects: AuditEntry.subjects),
        .write("PutExtensionSchema", .editSchemas, putSchema, subjects: .nobody),
        .read("GetExtensionSchema", .viewSchemas, schema, subjects: .nobody),
        .scan("ListExtensionSchemas", .viewSchemas, schemas, subjects: .nobody),
        .scan("GetServerStatus", .viewServer, serverStatus, subjects: .nobody),
      ])
  }
}

extension CreatePrincipalRequest: WriteRequest {}
extension UpdatePrincipalRequest: WriteRequest {}
extension CreateTokenRequest: WriteRequest {}
extension RevokeTokenRequest: WriteRequest {}
extension PutExtensionSchemaRequest: WriteRequest {}
