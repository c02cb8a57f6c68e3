import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Refuses a proposal of cases when somebody who would get something carries something else than it was made for.
  func checkShares(of proposal: Proposal) throws(Status) {
    let weights: LoadWeights = try current()
    if proposal.kind == .cases && proposal.weightsVersion != weights.version {
      throw .planOutdated("id", "load is counted by other weights now")
    }
    for share in proposal.shares where share.countAfter != share.countBefore {
      let stands: Bool
      if proposal.kind == .cases {
        let burden = try burden(of: share.staffID)
        stands =
          burden.caseCount == Int(share.countBefore) && burden.load(weights) == share.loadBefore
      } else {
        stands =
          try adoptionCount(of: share.staffID, in: proposal.programmeID)
          == Int(share.countBefore)
      }
      if !stands { throw .planOutdated("id", "somebody who would get work has other work now") }
    }
  }

  /// Refuses a line whose case has another worker, or another load, than it was made for.
  func checkStands(_ line: ProposalLine, _ weights: LoadWeights) throws(Status) {
    let stands = try first(
      SQL(
        built: """
          SELECT c.worker, \(CaseProfile.columns) FROM customer_case c
          WHERE c.id = $1 AND c.status <> 3
          """), .id(line.caseID)
    ) { row in
      row.id(0) == line.fromStaffID
        && weights.load(of: CaseProfile(row: row, from: 1)) == line.load
    }
    guard stands == true else {
      throw .planOutdated("lines[\(line.number)]", "the case has changed")
    }
  }

  /// The case, whoever may see it: for what was decided by somebody who may.
  func caseRecord(_ id: CaseID, _ field: String) throws(Status) -> Case {
    let found = try first(Self.caseByID, .id(id)) { (row) throws(Status) in
      try CaseRow.document(row)
    }
    guard let found else { throw .noCase(field) }
    return found
  }
}

extension Writer {
  /// Gives the case of a line to whom the line says.
  mutating func carryOut(
    _ line: ProposalLine, reason: String, by caller: Caller
  ) throws(Status) {
    if line.fromStaffID == line.toStaffID { return }
    let field = "lines[\(line.number)]"
    try give(
      try reader.caseRecord(line.caseID, field), to: line.toStaffID, reason: reason, by: caller,
      field)
  }

  /// Gives a case to somebody, whether anybody had it or not.
  ///
  /// Work that moves as a whole inside the agency asks no customer; nobody's case goes to a partner without consent.
  mutating func give(
    _ document: Case, to staff: StaffID, reason: String, by caller: Caller, _ field: String
  ) throws(Status) {
    let worker = try reader.checkWorker(staff, of: document, field)
    let receiver = try reader.receiver(worker, of: document)
    if receiver.reach == .partner {
      _ = try reader.consent(for: receiver.reach, of: document.customerID)
    }
    if document.caseWorkerID.isEmpty {
      try beginDuty(on: document, staff: staff, by: caller, reason: reason, field: field)
    } else {
      try moveDuty(
        on: document, to: staff, by: caller, reason: reason,
        office: receiver.reach == .office ? UnitID() : receiver.office, field: field)
    }
  }
}
