import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Visits and their life, the tries that belong to them, what is booked with them, and the figures that come of it.
struct VisitService {
  static let name = "pcrm.v1.VisitService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, visitMethods + lifeMethods + otherMethods)
  }

  private var visitMethods: [Method] {
    [
      .write("CreateVisit", .editVisits, createVisit, subjects: .of { [$0.customerID] }),
      .read("GetVisit", .viewVisits, getVisit, subjects: .of { [$0.customerID] }),
      .scan("ListVisits", .viewVisits, answers: ListVisitsResponse.self, listVisits),
      .write("UpdateVisit", .editVisits, updateVisit, subjects: .of { [$0.customerID] }),
    ]
  }

  private var lifeMethods: [Method] {
    [
      .write("PlanVisit", .editVisits, planVisit, subjects: .of { [$0.customerID] }),
      .write("ConfirmVisit", .editVisits, confirmVisit, subjects: .of { [$0.customerID] }),
      .write("SetOutVisit", .editVisits, setOutVisit, subjects: .of { [$0.customerID] }),
      .write("StartVisit", .editVisits, startVisit, subjects: .of { [$0.customerID] }),
      .write("CompleteVisit", .editVisits, completeVisit, subjects: .of { [$0.customerID] }),
      .write("MarkNoShow", .editVisits, markNoShow, subjects: .of { [$0.customerID] }),
      .write("CancelVisit", .editVisits, cancelVisit, subjects: .of { [$0.customerID] }),
      .write("RescheduleVisit", .editVisits, rescheduleVisit, subjects: .of { [$0.customerID] }),
      .write("ReassignVisit", .editVisits, reassignVisit, subjects: .of { [$0.customerID] }),
    ]
  }

  private var otherMethods: [Method] {
    [
      .write("RecordAttempt", .editVisits, recordAttempt, subjects: .of { [$0.customerID] }),
      .scan(
        "ListAttempts", .viewVisits, attempts, subjects: .of { $0.attempts.map(\.customerID) }),
      .write("CreateResource", .editCalendars, createResource, subjects: .nobody),
      .read("GetResource", .viewVisits, getResource, subjects: .nobody),
      .scan("ListResources", .viewVisits, resources, subjects: .nobody),
      .write("UpdateResource", .editCalendars, updateResource, subjects: .nobody),
      .read(
        "ListClaims", .viewVisits, claims,
        subjects: .of { $0.claims.map(\.customerID).filter { !$0.isEmpty } }),
      .scan("GetVisitFigures", .viewVisits, figures, subjects: .nobody),
    ]
  }
}

extension CreateVisitRequest: WriteRequest {}
extension UpdateVisitRequest: WriteRequest {}
extension PlanVisitRequest: WriteRequest {}
extension ConfirmVisitRequest: WriteRequest {}
extension SetOutVisitRequest: WriteRequest {}
extension StartVisitRequest: WriteRequest {}
extension CompleteVisitRequest: WriteRequest {}
extension MarkNoShowRequest: WriteRequest {}
extension CancelVisitRequest: WriteRequest {}
extension RescheduleVisitRequest: WriteRequest {}
extension ReassignVisitRequest: WriteRequest {}
extension RecordAttemptRequest: WriteRequest {}
extension CreateResourceRequest: WriteRequest {}
extension UpdateResourceRequest: WriteRequest {}
