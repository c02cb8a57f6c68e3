import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  /// Placed lines that are carried out at once, so that the writer is not held up.
  static let linesAtOnceMax = 100

  @Sendable
  func proposal(
    _ request: GetProposalRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Proposal {
    try reader.proposal(request.id, "id", caller)
  }

  @Sendable
  func listProposals(
    _ request: ListProposalsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListProposalsResponse {
    try request.kind.checkKnown("kind")
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.proposals(request, page, caller)
    var response = ListProposalsResponse()
    response.proposals = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func listProposalLines(
    _ request: ListProposalLinesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListProposalLinesResponse {
    let proposal = try reader.proposal(request.proposalID, "proposal_id", caller)
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<ProposalLine>(page)
    try reader.proposalLines(
      of: proposal.id, after: page.afterNumber ?? 0, to: request.toStaffID,
      unplacedOnly: request.unplacedOnly
    ) { (line) throws(Status) in rows.add(line, at: Int64(line.number).position) }
    var response = ListProposalLinesResponse()
    response.lines = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func proposeAssignment(
    _ request: ProposeAssignmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Proposal {
    let keeping = try ProposalKeeping(
      request, "ProposeAssignment", by: caller, context.database)
    if let earlier = try keeping.earlier() { return earlier }
    try check(request, caller, reader)
    let most = request.linesMax == 0 ? 1000 : Int(request.linesMax)
    let cases = try reader.candidateCases(request, caller, most: most)
    if cases.isEmpty {
      throw .nothingToPropose("case_ids", "there is no such case that needs somebody")
    }
    let members = try reader.candidateStaff(request, caller)
    if members.isEmpty {
      throw .nothingToPropose("staff_ids", "there is nobody at work who could be asked")
    }
    let spread = try CaseSpread(cases, members, request, reader)
    var draft = spread.proposal
    draft.officeID = request.officeID
    draft.fromStaffID = request.fromStaffID
    return try keeping.keep(draft, spread.lines, reader)
  }

  private func check(
    _ request: ProposeAssignmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    if request.officeID.isEmpty && request.fromStaffID.isEmpty && request.caseIDs.isEmpty {
      throw .required("office_id")
    }
    if request.caseIDs.count > 1000 { throw .tooMany("case_ids", max: 1000) }
    if request.staffIDs.count > 1000 { throw .tooMany("staff_ids", max: 1000) }
    try request.method.checkKnown("method")
    if request.method == .matched {
      throw .malformed("method", "BALANCED or ROUND_ROBIN; MatchProgramme goes by distance")
    }
    if !(0...10_000).contains(request.linesMax) {
      throw .outOfRange("lines_max", min: 0, max: 10_000)
    }
    if !request.officeID.isEmpty {
      guard try reader.hasOffice(request.officeID), caller.reaches(unit: request.officeID) else {
        throw .notFound("office_id", "there is no such office")
      }
    }
    if !request.fromStaffID.isEmpty {
      guard try reader.member(request.fromStaffID, "from_staff_id").isReached(by: caller) else {
        throw .notFound("from_staff_id", "there is no such member of staff")
      }
    }
  }

  @Sendable
  func applyProposal(
    _ request: ApplyProposalRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Proposal {
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    let proposal = try writer.reader.proposal(request.id, "id", caller)
    if proposal.state != .ready {
      throw .planOutdated("id", "the proposal was carried out before")
    }
    if proposal.lineCount - proposal.unplacedCount > Self.linesAtOnceMax {
      throw .tooMany("lines", max: Self.linesAtOnceMax)
    }
    var lines: [ProposalLine] = []
    try writer.reader.proposalLines(of: proposal.id, after: 0, placedOnly: true) {
      (line) throws(Status) in
      lines.append(line)
      return true
    }
    try writer.reader.checkShares(of: proposal)
    if proposal.kind == .cases {
      let weights: LoadWeights = try writer.reader.current()
      for line in lines {
        try writer.reader.checkStands(line, weights)
        try writer.carryOut(line, reason: request.reason, by: caller)
      }
    } else {
      let programme = try writer.reader.programme(proposal.programmeID, "id")
      for line in lines {
        try writer.adopt(line, programme, reason: request.reason, by: caller)
      }
    }
    return try writer.markApplied(proposal, by: caller)
  }
}
