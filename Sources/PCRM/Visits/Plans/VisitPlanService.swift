import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Series of visits, and plans that give many customers visits.
struct VisitPlanService {
  static let name = "pcrm.v1.VisitPlanService"

  let context: PCRM.Context

  var service: Service { Service(Self.name, series + plans + runs) }

  private var series: [Method] {
    [
      .write("CreateSeries", .editVisits, createSeries, subjects: .of { [$0.customerID] }),
      .read("GetSeries", .viewVisits, series, subjects: .of { [$0.customerID] }),
      .scan(
        "ListSeries", .viewVisits, listSeries, subjects: .of { $0.series.map(\.customerID) }),
      .scan("PreviewSeries", .viewVisits, previewSeries, subjects: .nobody),
      .write("UpdateSeries", .editVisits, updateSeries, subjects: .of { [$0.customerID] }),
      .write("EditOccurrence", .editVisits, editOccurrence, subjects: .nobody),
      .write("StopSeries", .editVisits, stopSeries, subjects: .of { [$0.customerID] }),
      .scan("ListOccurrences", .viewVisits, listOccurrences, subjects: .nobody),
    ]
  }

  private var plans: [Method] {
    [
      .write("ApplyVisitPlans", .editVisitPlans, applyVisitPlans, subjects: .nobody),
      .read("GetVisitPlan", .viewVisits, visitPlan, subjects: .of { $0.customerIDs }),
      .scan(
        "ListVisitPlans", .viewVisits, listVisitPlans,
        subjects: .of { $0.visitPlans.flatMap(\.customerIDs) }),
      .scan(
        "PreviewVisitPlan", .editVisitPlans, previewVisitPlan,
        subjects: .of { $0.lines.map(\.customerID) }),
    ]
  }

  private var runs: [Method] {
    [
      .write("StartVisitPlanRun", .editVisitPlans, startRun, subjects: .nobody),
      .read("GetVisitPlanRun", .viewVisits, run, subjects: .nobody),
      .scan("ListVisitPlanRuns", .viewVisits, listRuns, subjects: .nobody),
      .scan(
        "ListVisitPlanLines", .viewVisits, listLines,
        subjects: .of { $0.lines.map(\.customerID) }),
      .write("StopVisitPlanRun", .editVisitPlans, stopRun, subjects: .nobody),
    ]
  }

  /// Refuses a caller who does not see the whole agency: a plan's customers and staff may be anywhere.
  static func checkWhole(_ caller: Caller, _ field: String) throws(Status) {
    guard case .all = caller.scope else {
      throw Status(
        .permissionDenied, "\(field): is for callers whose scope is the whole agency",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
    }
  }
}

extension CreateSeriesRequest: WriteRequest {}
extension UpdateSeriesRequest: WriteRequest {}
extension EditOccurrenceRequest: WriteRequest {}
extension StopSeriesRequest: WriteRequest {}
extension ApplyVisitPlansRequest: WriteRequest {}
extension StartVisitPlanRunRequest: WriteRequest {}
extension StopVisitPlanRunRequest: WriteRequest {}
