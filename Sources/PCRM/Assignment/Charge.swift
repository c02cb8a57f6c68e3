import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Who is in charge of a case at an instant, and how that was found.
  ///
  /// - Parameter time: nil = now, by the duty that holds.
  func inCharge(of document: Case, at time: Timestamp?) throws(Status) -> InCharge {
    var answer = InCharge()
    answer.caseID = document.id
    answer.customerID = document.customerID
    answer.duty =
      if let time { try duty(of: document.id, at: time) } else { try openDuty(of: document.id) }
    guard let worker = answer.duty?.staffID, !worker.isEmpty else { return answer }
    let instant = time ?? now
    let found = try Charge.resolve(worker) { (staff) throws(Status) in
      try standing(of: staff, at: instant, for: document, isWorker: staff == worker)
    }
    answer.staffID = found.staff
    answer.uncovered = found.isUncovered
    answer.steps = found.steps
    return answer
  }

  /// How somebody stands at an instant. The case worker was found qualified when the duty began, deputies are looked at
  /// now.
  private func standing(
    of id: StaffID, at time: Timestamp, for document: Case, isWorker: Bool
  ) throws(Status) -> Standing {
    if let absence = try absence(of: id, at: time) {
      return Standing(.absent, deputies: try deputies(of: absence))
    }
    let staff = try staff(id, field: "staff_id")
    let day = BusinessDay.today(time)
    guard Period.holds(staff.activeFrom, staff.activeTo, on: day) else {
      return Standing(.inactive)
    }
    if !isWorker, try !missing(staff, for: document, on: day).isEmpty {
      return Standing(.unqualified)
    }
    return Standing(.present)
  }
}
