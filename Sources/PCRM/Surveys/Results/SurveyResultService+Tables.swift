import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores

extension SurveyResultService {
  /// Rows and columns that a table has at most; the audit of what could be worked out grows with them.
  static let tableSideMax = 200
  static let wavesMax = 24

  @Sendable
  func crossTabulate(
    _ request: CrossTabulateRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> CrossTable {
    let confidence = try Confidence(checked: request.confidence)
    if request.waveIDs.isEmpty { throw .required("wave_ids") }
    if request.waveIDs.count > Self.wavesMax { throw .tooMany("wave_ids", max: Self.wavesMax) }
    if Set(request.waveIDs).count < request.waveIDs.count {
      throw .duplicate("wave_ids", "names a wave twice")
    }
    try request.rows.checkRequired("rows")
    try request.columns.checkKnown("columns")
    if request.rows == request.columns { throw .duplicate("columns", "is the same as rows") }
    let groups = try reader.resultGroups(request.waveIDs, "wave_ids", request.filter, caller)
    let model = try reader.commonModel(of: groups.waves)
    let measure = try ResultMeasure(request.measure, model, "measure")
    var response = CrossTable()
    response.minGroup = Int32(groups.rule.groupMin)
    response.scoreModel = model?.name ?? ""
    response.scoreModelVersion = model?.version ?? 0
    response.measure = request.measure
    if request.rows == .segment {
      try request.checkSegments(groups)
      let scores = try SegmentScores(request.segments, groups, caller, reader)
      response.rows = request.segments
      response.cells = scores.cells(measure, confidence)
      return response
    }
    guard let rows = request.rows.group else {
      throw .malformed("rows", "OFFICE, TEAM, STRATUM, RATED_UNIT, WAVE or SEGMENT")
    }
    let columns = request.columns.group
    if columns == nil, request.columns != .unspecified {
      throw .malformed("columns", "OFFICE, TEAM, STRATUM, RATED_UNIT or WAVE")
    }
    let table = GroupedScores(groups, measure, rows: rows, columns: columns)
    for (field, count) in [("rows", table.rows.count), ("columns", table.columns.count)]
    where count > Self.tableSideMax {
      throw .precondition(
        "TABLE_TOO_LARGE", field,
        "there are \(count) groups; a table has at most \(Self.tableSideMax): narrow the filter")
    }
    _ = try context.tell(table.shownFilters, of: groups, to: caller)
    response.rows = table.rows
    response.columns = columns == nil ? [] : table.columns
    response.cells = table.cells(confidence)
    return response
  }
}

extension CrossTabulateRequest {
  /// Segments overlap, and are of customers whose answers are known: no columns, no filter, no anonymous wave.
  fileprivate func checkSegments(_ groups: ResultGroups) throws(Status) {
    if groups.isAnonymous {
      throw .precondition(
        "WAVE_ANONYMOUS", "rows", "of an anonymous wave nobody knows who is in which segment")
    }
    if columns != .unspecified { throw .malformed("columns", "absent with rows of SEGMENT") }
    if let filter, filter != ResultFilter() {
      throw .malformed("filter", "absent with rows of SEGMENT")
    }
    if segments.isEmpty { throw .required("segments") }
    if segments.count > SegmentScores.segmentsMax {
      throw .tooMany("segments", max: SegmentScores.segmentsMax)
    }
  }
}

extension Reader {
  /// The score model by which all of some waves are counted.
  func commonModel(of waves: [SurveyWave]) throws(Status) -> ScoreModel? {
    guard let first = waves.first else { return nil }
    if waves.contains(where: { $0.scoreModelVersion != first.scoreModelVersion }) {
      throw .precondition(
        "MODEL_VERSIONS_DIFFER", "wave_ids",
        "the waves are counted by different versions of the score model")
    }
    return try scoreModel(of: first)
  }
}

/// A table of groups whose small ones are hidden, with others from which they would follow.
struct GroupedScores {
  let groups: ResultGroups
  let measure: ResultMeasure
  let rowDimension: GroupDimension
  let columnDimension: GroupDimension?
  /// Values in their order.
  let rows: [String]
  let columns: [String]
  let suppression: Suppression
  /// The groups of each cell, row after row.
  private let members: [[Int]]

  init(
    _ groups: ResultGroups, _ measure: ResultMeasure, rows: GroupDimension,
    columns: GroupDimension?
  ) {
    self.groups = groups
    self.measure = measure
    rowDimension = rows
    columnDimension = columns
    let order = Dictionary(
      uniqueKeysWithValues: groups.waves.enumerated().map { ($1.id.description, $0) })
    func values(_ dimension: GroupDimension?) -> [String] {
      guard let dimension else { return [""] }
      let values = Set(groups.groups.map(dimension.value))
      // Waves stand in the order of the request.
      return values.sorted { (order[$0] ?? 0, $0) < (order[$1] ?? 0, $1) }
    }
    let (rowValues, columnValues) = (values(rows), values(columns))
    let rowPlaces = Dictionary(uniqueKeysWithValues: rowValues.enumerated().map { ($1, $0) })
    let columnPlaces = Dictionary(uniqueKeysWithValues: columnValues.enumerated().map { ($1, $0) })
    var members = Array(repeating: [Int](), count: rowValues.count * columnValues.count)
    for (number, group) in groups.groups.enumerated() {
      let row = rowPlaces[rows.value(group)] ?? 0
      let column = columnPlaces[columns?.value(group) ?? ""] ?? 0
      members[row * columnValues.count + column].append(number)
    }
    self.rows = rowValues
    self.columns = columnValues
    self.members = members
    var parts: [PeoplePart: Int] = [:]
    for group in groups.groups where parts[PeoplePart(group)] == nil {
      parts[PeoplePart(group)] = parts.count
    }
    let cells = members.map { numbers in
      numbers.reduce(into: [Int: Int]()) { cell, number in
        let group = groups.groups[number]
        cell[parts[PeoplePart(group)] ?? 0, default: 0] += measure.count(group)
      }
    }
    let table = GroupTable(rows: rowValues.count, columns: columnValues.count, parts: cells)
    suppression = Suppression(table, rule: groups.rule)
  }

  /// The groups of a cell or a sum.
  private func groups(of place: GroupTable.Place) -> [TalliedGroup] {
    let rowRange = place.row == rows.count ? 0..<rows.count : place.row..<place.row + 1
    let columnRange =
      place.column == columns.count ? 0..<columns.count : place.column..<place.column + 1
    return rowRange.flatMap { row in
      columnRange.flatMap { column in
        members[row * columns.count + column].map { groups.groups[$0] }
      }
    }
  }

  /// What is told, as filters: the groups that a further question is held against.
  var shownFilters: [AnswerCube.Filter] {
    suppression.table.places.compactMap { place in
      guard let count = suppression.shown(place), count > 0 else { return nil }
      var values = groups.filter.values
      if place.row < rows.count { values[rowDimension.name] = [rows[place.row]] }
      if let columnDimension, place.column < columns.count {
        values[columnDimension.name] = [columns[place.column]]
      }
      return AnswerCube.Filter(values)
    }
  }

  func cells(_ confidence: Confidence) -> [CrossCell] {
    suppression.table.places.map { place in
      var cell = CrossCell()
      cell.row = Int32(place.row)
      cell.column = Int32(place.column)
      guard suppression.shown(place) != nil else {
        cell.hidden = true
        return cell
      }
      let members = groups(of: place)
      cell.respondents = Int64(members.respondents(measure.count))
      cell.score = measure.score(members, groups.rule, confidence).map { ScoreEstimate($0) }
      return cell
    }
  }
}
