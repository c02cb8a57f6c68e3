import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

/// Writes a proposal down, some hundred lines a transaction, so that the writer is not held up. It can be seen when all
/// are there; a repeat of its request is answered with it.
struct ProposalKeeping {
  /// Lines that one transaction writes down, or takes back.
  private static let linesPerWrite = 500
  /// A draft that is older was left by a server that stopped: nobody works on one for so long.
  private static let draftSecondsMax: Int64 = 3600

  private let database: any Database
  private let entry: JournalEntry
  private let journal = StoreJournal()

  init<Request: WriteRequest>(
    _ request: Request, _ method: String, by caller: Caller, _ database: (any Database)?
  ) throws(Status) {
    guard let database else { throw .internalError }
    self.database = database
    entry = JournalEntry(
      method: "\(ProgrammeService.name)/\(method)", caller: caller, requestID: request.requestID,
      canonical: { request.binary() }, peer: "")
  }

  /// The proposal that the same request made before; nil when it did not.
  func earlier() throws(Status) -> Proposal? {
    if entry.requestID.isEmpty { return nil }
    let (journal, entry) = (journal, entry)
    return try database.write { (writer) throws(Status) -> Proposal? in
      try journal.replay(entry, &writer).map(Self.proposal)
    }
  }

  /// Keeps a proposal.
  ///
  /// - Parameter reader: the one that the proposal was worked out with; it knows whether anybody still waits.
  func keep(
    _ draft: Proposal, _ lines: [ProposalLine], _ reader: Reader
  ) throws(Status) -> Proposal {
    try discardLeftOver(reader)
    let principal = entry.caller.principal
    let stored = try database.write { (writer) throws(Status) -> Proposal in
      var proposal = draft
      proposal.id = writer.newID()
      proposal.version = 1
      proposal.state = .draft
      proposal.createdBy = principal
      proposal.createTime = writer.now
      try writer.insert(proposal)
      return proposal
    }
    do throws(Status) {
      var place = 0
      while place < lines.count {
        try reader.checkMayGoOn()
        let part = lines[place..<min(place + Self.linesPerWrite, lines.count)]
        try database.write { (writer) throws(Status) in try writer.insert(part, of: stored.id) }
        place = part.endIndex
      }
      let kept = try finish(stored)
      if kept.id != stored.id { try discard(stored.id) }
      return kept
    } catch {
      // What was not finished nobody will ever see.
      try? discard(stored.id)
      throw error
    }
  }

  /// Lets the proposal be seen, unless the same request has made one meanwhile.
  private func finish(_ draft: Proposal) throws(Status) -> Proposal {
    let (journal, entry) = (journal, entry)
    return try database.write { (writer) throws(Status) -> Proposal in
      if let earlier = try journal.replay(entry, &writer) { return try Self.proposal(earlier) }
      var ready = draft
      ready.state = .ready
      try writer.update(ready)
      writer.changed(FeedEntity.proposal, ready.id, version: 1)
      try journal.record(entry, Outcome(message: ready.binary(), subjects: []), &writer)
      return ready
    }
  }

  /// Takes a draft back, part by part.
  private func discard(_ id: ProposalID) throws(Status) {
    var isOver = false
    while !isOver {
      isOver = try database.write { (writer) throws(Status) -> Bool in
        let gone = try writer.execute(
          """
          DELETE FROM proposal_line WHERE proposal = $1 AND number IN (
            SELECT number FROM proposal_line WHERE proposal = $1 ORDER BY number LIMIT $2)
          """, .id(id), .integer(Int64(Self.linesPerWrite)))
        if gone == Self.linesPerWrite { return false }
        try writer.execute("DELETE FROM proposal WHERE id = $1 AND state = 1", .id(id))
        return true
      }
    }
  }

  /// Takes back the drafts that a server that stopped has left.
  private func discardLeftOver(_ reader: Reader) throws(Status) {
    let drafts = try reader.all("SELECT document FROM proposal WHERE state = 1") {
      (row) throws(Status) in try Self.proposal(row.bytes(0))
    }
    let oldest = reader.now.adding(seconds: -Self.draftSecondsMax).microseconds
    for draft in drafts where draft.createTime.map({ $0.microseconds < oldest }) ?? true {
      try discard(draft.id)
    }
  }

  private static func proposal(_ bytes: [UInt8]) throws(Status) -> Proposal {
    do throws(DecodingFailure) {
      return try Proposal(binary: bytes)
    } catch {
      throw .internalError
    }
  }
}
