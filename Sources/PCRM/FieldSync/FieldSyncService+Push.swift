public import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

extension FieldSyncService {
  /// Works out what customers answered, so that the writer, who serves everybody, need not. What is wrong with the push
  /// is for the transaction to say.
  @Sendable
  func workAnswers(
    _ request: PushRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> [Int: WorkedAnswer]? {
    (try? PushBatch(request, caller, context, reader))?.workedAnswers(reader)
  }

  @Sendable
  func push(
    _ request: PushRequest, _ worked: [Int: WorkedAnswer]?, _ caller: Caller,
    _ writer: inout Writer
  ) throws(Status) -> PushResponse {
    var batch = try PushBatch(request, caller, context, writer.reader, worked: worked ?? [:])
    return try batch.carryOut(&writer)
  }
}

extension FieldSyncService {
  /// What devices send, and what becomes of it.
  var up: [Method] {
    [
      .write(
        "Push", .syncVisits, after: workAnswers,
        where: { $0.mutations.contains { $0.answer != nil } }, push, subjects: .nobody),
      .write("ResolveConflict", .syncVisits, resolveConflict, subjects: .of { [$0.customerID] }),
      .scan(
        "ListConflicts", .syncVisits, listConflicts,
        subjects: .of { $0.conflicts.map(\.customerID) }),
      .scan(
        "ListQuarantine", .superviseSync, listQuarantine,
        subjects: .of { $0.items.map(\.customerID).filter { !$0.isEmpty } }),
      .write(
        "ReleaseQuarantine", .superviseSync, after: workKept, where: { $0.to == .accepted },
        releaseQuarantine,
        subjects: .of { [$0.item?.customerID ?? CustomerID()].filter { !$0.isEmpty } }),
      .write("LeaseNumbers", .syncVisits, leaseNumbers, subjects: .nobody),
      .plan("PutAttachment", .syncVisits, putAttachment, subjects: .nobody),
      .scan("GetAttachment", .viewVisits, getAttachment, subjects: .nobody),
      .write("AddVisitNote", .editVisits, addVisitNote, subjects: .of { [$0.customerID] }),
      .scan(
        "ListVisitNotes", .viewVisits, listVisitNotes,
        subjects: .of { $0.notes.map(\.customerID) }),
    ]
  }
}

extension PushRequest: WriteRequest {
  /// A push is repeated by its numbers.
  public var requestID: RequestID { RequestID() }
}
extension ResolveConflictRequest: WriteRequest {}
extension ReleaseQuarantineRequest: WriteRequest {}
extension LeaseNumbersRequest: WriteRequest {}
extension PutAttachmentRequest: WriteRequest {}
extension AddVisitNoteRequest: WriteRequest {}

extension Reader {
  /// Refuses what a device sends to another life of the store than it knows.
  func checkEpoch(_ text: String) throws(Status) {
    if text.isEmpty { throw .required("epoch") }
    guard let epoch = try epoch() else { throw .internalError }
    if text != epoch.text { throw .resync(.epoch, "epoch") }
  }
}
