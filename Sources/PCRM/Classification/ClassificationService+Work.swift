import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func proposals(
    _ request: ListClassificationProposalsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListClassificationProposalsResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    var walk = ReachedPage<Classification>(
      page, caller, office: request.officeID, team: request.teamID, kind: request.kind)
    try reader.each(
      """
      SELECT x.office, s.team, k.home_office, k.case_worker, c.kind, k.id, c.document, c.id
      FROM classification AS c JOIN customer_case AS x ON x.id = c.case_id
        JOIN customer AS k ON k.id = c.customer LEFT JOIN staff AS s ON s.id = x.worker
      WHERE c.state = 1 AND c.id > $1 ORDER BY c.id
      """, [.place(page.afterID(ClassificationID.self))]
    ) { (row) throws(Status) in
      try walk.visit(row, at: row.bytes(7)) { (row) throws(Status) in
        try Classification(stored: row.raw(6))
      }
    }
    var response = ListClassificationProposalsResponse()
    response.classifications = walk.items
    response.nextPageToken =
      walk.next.map { context.pages.token(after: $0, of: request, caller) } ?? ""
    return response
  }

  @Sendable
  func dueCases(
    _ request: ListDueCasesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListDueCasesResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    var walk = ReachedPage<DueClassification>(
      page, caller, office: request.officeID, team: request.teamID, kind: request.kind)
    let place = DuePlace(page.after)
    try reader.each(
      """
      SELECT x.office, s.team, k.home_office, k.case_worker, d.kind, d.customer, d.case_id, d.since,
        d.cause, d.result
      FROM classification_due AS d JOIN customer_case AS x ON x.id = d.case_id
        JOIN customer AS k ON k.id = d.customer LEFT JOIN staff AS s ON s.id = x.worker
      WHERE (d.since, d.case_id, d.kind) > ($1, $2, $3) ORDER BY d.since, d.case_id, d.kind
      """, [.integer(place.since), .place(place.id), .integer(place.kind)]
    ) { (row) throws(Status) in
      let at = DuePlace(since: row.integer(7), id: row.id(6), kind: row.integer(4)).bytes
      return try walk.visit(row, at: at) { (row) throws(Status) in
        var due = DueClassification()
        due.caseID = row.id(6)
        due.customerID = row.id(5)
        due.set(row.enumeration(4), since: row.time(7), cause: row.text(8), result: row.integer(9))
        return due
      }
    }
    var response = ListDueCasesResponse()
    response.due = walk.items
    response.nextPageToken =
      walk.next.map { context.pages.token(after: $0, of: request, caller) } ?? ""
    return response
  }
}

/// A page of a list that is walked past rows out of the caller's reach: it ends early when too many were passed.
private struct ReachedPage<Item: Message> {
  private var page: PageBuilder<Item>
  private let caller: Caller
  private let office: UnitID
  private let team: UnitID
  private let kind: ClassificationKind

  init(
    _ page: Page, _ caller: Caller, office: UnitID, team: UnitID, kind: ClassificationKind
  ) {
    self.page = PageBuilder(page)
    self.caller = caller
    self.office = office
    self.team = team
    self.kind = kind
  }

  var items: [Item] { page.items }

  /// Where the next page begins; nil on the last one.
  var next: [UInt8]? { page.next }

  /// Takes a row that begins with the case's office, its worker's team, the customer's office and worker, the kind, and
  /// the customer.
  ///
  /// - Returns: whether more rows are taken.
  mutating func visit(
    _ row: any Row, at place: [UInt8], _ read: (any Row) throws(Status) -> Item
  ) throws(Status) -> Bool {
    try passes(row) ? page.add(read(row), at: place) : page.pass(at: place)
  }

  private func passes(_ row: any Row) -> Bool {
    (office.isEmpty || row.id(0) == office) && (team.isEmpty || row.id(1) == team)
      && (kind == .unspecified || row.enumeration(4) == kind)
      && caller.reaches(row.id(5), office: row.id(2), worker: row.id(3))
  }
}

/// A place in the list of cases that are due.
private struct DuePlace {
  var since = Int64.min
  var id = CaseID()
  var kind: Int64 = 0

  init(since: Int64, id: CaseID, kind: Int64) {
    self.since = since
    self.id = id
    self.kind = kind
  }

  init(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return }
    since = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    kind = bytes[8..<16].reduce(0) { $0 << 8 | Int64($1) }
    id = Array(bytes[16...]).withUnsafeBytes { CaseID(bytes: $0) } ?? CaseID()
  }

  var bytes: [UInt8] { since.position + kind.position + id.position }
}
