import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Reports of visits, hardships, tasks after visits, their quality, and the rules for them.
struct VisitReportService {
  static let name = "pcrm.v1.VisitReportService"

  let context: PCRM.Context

  var service: Service {
    Service(Self.name, reports + followers + figures)
  }

  private var reports: [Method] {
    [
      .write(
        "FileReport", .editVisits, fileReport,
        subjects: .of { [$0.report?.customerID].compactMap { $0 } }),
      .write("AmendReport", .editVisits, amendReport, subjects: .of { [$0.customerID] }),
      .read("GetReport", .viewVisits, report, subjects: .of { [$0.customerID] }),
      .scan(
        "ListReports", .viewVisits, listReports, subjects: .of { $0.reports.map(\.customerID) }),
      .scan(
        "ListReportVersions", .viewVisits, listReportVersions,
        subjects: .of { $0.reports.first.map { [$0.customerID] } ?? [] }),
      .read("GetRequiredParts", .viewVisits, requiredParts, subjects: .nobody),
    ]
  }

  private var followers: [Method] {
    [
      .scan(
        "ListHardships", .viewVisits, listHardships,
        subjects: .of { $0.hardships.map(\.customerID) }),
      .write("RecordResource", .editVisits, recordResource, subjects: .of { [$0.customerID] }),
      .write("TellHardship", .editVisits, tellHardship, subjects: .of { [$0.customerID] }),
      .scan(
        "ListVisitTasks", .viewVisits, listVisitTasks,
        subjects: .of { $0.tasks.map(\.customerID) }),
      .write(
        "CompleteVisitTask", .editVisits, completeVisitTask, subjects: .of { [$0.customerID] }),
      .write("DropVisitTask", .editVisits, dropVisitTask, subjects: .of { [$0.customerID] }),
      .write("RecordCallBack", .editVisits, recordCallBack, subjects: .of { [$0.customerID] }),
    ]
  }

  private var figures: [Method] {
    [
      .scan("GetVisitQuality", .viewVisits, visitQuality, subjects: .nobody),
      .write("ApplyVisitRules", .editVisitPlans, applyVisitRules, subjects: .nobody),
      .read("GetVisitRules", .viewVisits, visitRules, subjects: .nobody),
    ]
  }
}

extension FileReportRequest: WriteRequest {}
extension AmendReportRequest: WriteRequest {}
extension RecordResourceRequest: WriteRequest {}
extension TellHardshipRequest: WriteRequest {}
extension CompleteVisitTaskRequest: WriteRequest {}
extension DropVisitTaskRequest: WriteRequest {}
extension RecordCallBackRequest: WriteRequest {}
extension ApplyVisitRulesRequest: WriteRequest {}
