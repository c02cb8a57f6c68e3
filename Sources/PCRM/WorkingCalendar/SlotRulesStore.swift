import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SlotRules: VersionedDocument {
  static var table: String { "slot_rules" }
  static var beforeAll: SlotRules { .initial }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
}

extension CalendarService {
  @Sendable
  func applySlotRules(
    _ request: ApplySlotRulesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplySlotRulesResponse {
    let applied = try writer.apply(
      request.rules, field: "rules", isDryRun: request.dryRun, by: caller)
    var response = ApplySlotRulesResponse()
    response.version = applied.version
    response.changes = applied.changes
    return response
  }

  @Sendable
  func slotRules(
    _ request: GetSlotRulesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SlotRules {
    try reader.document(version: request.version)
  }
}
