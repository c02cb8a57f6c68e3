import PCRMCore
import PCRMModel
import ProtobufCodec

/// What should be so, kept in the simplest way: lists of what happened, looked through from the start each time.
struct ChargeModel {
  struct Away {
    var id: AbsenceID
    var staff: StaffID
    var from: Int64
    var to: Int64
    var deputies: [StaffID]
  }

  struct Pending {
    var id: HandOverID
    var to: StaffID
    var expires: Int64
  }

  /// Who was put in charge from when on; empty = the case was closed.
  var periods: [CaseID: [(from: Int64, staff: StaffID)]] = [:]
  var absences: [Away] = []
  var pending: [CaseID: Pending] = [:]
  /// The first day on which somebody no longer works here, as a number.
  var lastDays: [StaffID: Int64] = [:]
  var untrained: Set<StaffID> = []

  func worker(_ id: CaseID) -> StaffID { periods[id]?.last?.staff ?? StaffID() }

  mutating func put(_ staff: StaffID, on id: CaseID, now: Int64) {
    let last = periods[id]?.last?.from
    periods[id, default: []].append((max(now, last.map { $0 + 1 } ?? now), staff))
    pending[id] = nil
  }

  /// Who is in charge at an instant; empty = nobody, and that only before the first duty and while it is closed.
  func charge(_ id: CaseID, at time: Int64) -> StaffID {
    guard let worker = periods[id]?.last(where: { $0.from <= time })?.staff, !worker.isEmpty else {
      return StaffID()
    }
    var circle = [worker]
    var seen = Set(circle)
    while !circle.isEmpty {
      for person in circle where isThere(person, at: time, for: worker) { return person }
      var next: [StaffID] = []
      for person in circle {
        for deputy in away(person, at: time)?.deputies ?? [] where !seen.contains(deputy) {
          seen.insert(deputy)
          next.append(deputy)
        }
      }
      circle = next
    }
    return worker
  }

  func isActive(_ staff: StaffID, at time: Int64) -> Bool {
    CivilDate(Timestamp(microseconds: time), offset: 9 * 3600).number < lastDays[staff] ?? .max
  }

  func away(_ staff: StaffID, at time: Int64) -> Away? {
    absences.first { $0.staff == staff && $0.from <= time && time < $0.to }
  }

  private func isThere(_ staff: StaffID, at time: Int64, for worker: StaffID) -> Bool {
    away(staff, at: time) == nil && isActive(staff, at: time)
      && (staff == worker || !untrained.contains(staff))
  }
}
