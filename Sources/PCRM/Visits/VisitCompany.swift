import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Who of the staff takes part in a visit beside who goes, whatever became of it: kept beside the document, so that it
/// can be asked from their side too.
struct VisitCompany: Equatable {
  let visit: VisitID
  let startsAt: Int64
  /// Each once, in the order of their keys.
  let staff: [StaffID]

  init(_ document: Visit) {
    visit = document.id
    startsAt = document.startTime?.microseconds ?? 0
    let others = Set(document.participants.map(\.staffID))
      .subtracting([StaffID(), document.staffID])
    staff = others.sorted()
  }
}

extension Writer {
  func insert(_ company: VisitCompany) throws(Status) {
    for staff in company.staff {
      try execute(
        "INSERT INTO visit_company (staff, starts_at, visit) VALUES ($1, $2, $3)", .id(staff),
        .integer(company.startsAt), .id(company.visit))
    }
  }

  /// Brings the company of a visit up to date; writes nothing where it stays the same.
  func replace(_ earlier: VisitCompany, with company: VisitCompany) throws(Status) {
    if earlier == company { return }
    if !earlier.staff.isEmpty {
      try execute("DELETE FROM visit_company WHERE visit = $1", .id(company.visit))
    }
    try insert(company)
  }
}

extension Reader {
  /// Who of the staff takes part in a visit beside who goes.
  func company(of visit: VisitID) throws(Status) -> [StaffID] {
    try all("SELECT staff FROM visit_company WHERE visit = $1 ORDER BY staff", .id(visit)) {
      $0.id(0)
    }
  }
}
