import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Brings the visits of a series to what it says, and keeps them planned up to its horizon.
///
/// First what is no longer wanted goes, then what is missing comes, then what found no time is tried again. Each
/// occurrence is handled in the transaction that stores how far the work is, so it is planned once or not at all,
/// whenever the server stops.
enum SeriesWork {
  static let kind: TimerKind = "plan_series"
  /// Occurrences that one step looks at.
  private static let batch = 60
  private static let day: Int64 = 86_400_000_000
  /// Time that is kept back from a step's for the occurrence under way and the commit.
  private static let reserveNanoseconds: UInt64 = 15_000_000

  /// Where the work is.
  enum Phase: UInt8 {
    case clearing, placing, retrying
  }

  static func key(_ id: SeriesID) -> [UInt8] { id.position }

  /// Has the work done from its beginning.
  static func begin(_ id: SeriesID, _ writer: Writer) throws(Status) {
    try writer.schedule(kind, key: key(id), at: writer.now)
  }

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let id = timer.key.withUnsafeBytes { SeriesID(bytes: $0) }
    guard let id, let series = try writer.reader.series(id) else { return .done }
    if series.settling, let before = try writer.reader.series(series.previousID), before.settling {
      // What it goes on from lets go of its visits first, and then calls it.
      return .again(at: writer.now.adding(seconds: 60), payload: timer.payload)
    }
    var run = Run(series: series, timer: timer, now: writer.now.microseconds)
    let outcome = try run.step(&writer)
    try writer.recordStep("timer/plan_series")
    return outcome
  }

  /// One step.
  private struct Run {
    var series: VisitSeries
    let timer: DueTimer
    let now: Int64
    var phase: Phase
    var cursor: Int64

    init(series: VisitSeries, timer: DueTimer, now: Int64) {
      self.series = series
      self.timer = timer
      self.now = now
      phase =
        timer.payload.first.flatMap(Phase.init(rawValue:))
        ?? (series.settling ? .clearing : .placing)
      cursor =
        timer.payload.count == 9
        ? timer.payload.dropFirst().reduce(0) { $0 << 8 | Int64($1) } : Int64.min
      if cursor == .min && phase == .placing && !series.settling {
        cursor = series.plannedUntil?.microseconds ?? now
      }
      // Holidays move a visit by weeks at most: what is longer ago is past for good.
      cursor = max(cursor, now - 46 * day)
    }

    var isOver: Bool {
      Instant.now().adding(nanoseconds: reserveNanoseconds) >= timer.stopAt
    }

    var horizon: Int64 { now + Int64(series.horizonDays) * day }

    mutating func step(_ writer: inout Writer) throws(Status) -> TimerOutcome {
      switch phase {
      case .clearing:
        if try clear(&writer) { return goOn(.clearing, cursor, writer) }
        return goOn(.placing, now - Int64(SeriesTimetable.shiftDaysMax) * day, writer)
      case .placing:
        if try place(&writer) { return goOn(.placing, cursor, writer) }
        try settle(&writer)
        return goOn(.retrying, now, writer)
      case .retrying:
        if try retry(&writer) { return goOn(.retrying, cursor, writer) }
        return try rest(writer)
      }
    }

    /// More than eight times a day for the longest horizon.
    private static let targetsMax = 10_000

    private func goOn(_ phase: Phase, _ cursor: Int64, _ writer: Writer) -> TimerOutcome {
      .again(at: writer.now, payload: [phase.rawValue] + cursor.position)
    }

    /// Takes back what the series no longer says.
    ///
    /// - Returns: whether there is more.
    private mutating func clear(_ writer: inout Writer) throws(Status) -> Bool {
      let rows = try writer.reader.occurrences(of: series.id, from: cursor, most: batch)
      guard let first = rows.first, let last = rows.last else { return false }
      let planning = try SeriesPlanning(series, over: TimeRange(first.at, last.at), writer.reader)
      let targets = planning.targets(from: first.at, before: last.at + 1, most: Self.targetsMax)
      for row in rows {
        cursor = row.at + 1
        try clear(row, planning, targets.first { $0.at == row.at }, &writer)
        if isOver || writer.isStepFull { return true }
      }
      return rows.count == batch
    }

    private func clear(
      _ row: SeriesOccurrence, _ planning: SeriesPlanning, _ target: SeriesTimetable.Target?,
      _ writer: inout Writer
    ) throws(Status) {
      // Where nothing goes on, what was edited or moved by hand ends as well.
      let isStopped =
        series.state == .ended && series.nextID.isEmpty
        && row.at >= series.endTime?.microseconds ?? .max
      if row.edited && (!isStopped || row.visitID.isEmpty) { return }
      guard let visit = try writer.reader.lastVisit(from: row.visitID) else {
        // What was left out, or found no time, is looked at anew.
        if (row.startTime?.microseconds ?? row.at) > now { try writer.remove(row) }
        return
      }
      // Moved or cancelled by hand is as good as edited.
      guard isStopped || visit.id == row.visitID, visit.isMovable(at: now) else { return }
      guard let target, planning.wants(visit, row, at: target) else {
        // The row points at the visit until it is gone.
        try writer.remove(row)
        return try writer.withdraw(visit, reason: "the series was changed", by: .clock)
      }
      if visit.note == series.note && visit.place == series.place { return }
      var told = visit
      told.note = series.note
      told.place = series.place
      try writer.updateVisit(told, from: visit, fields: ["note", "place"], by: .clock)
    }

    /// Plans what is missing up to the horizon.
    private mutating func place(_ writer: inout Writer) throws(Status) -> Bool {
      if cursor >= horizon { return false }
      // Holidays are known for the time that is asked about only.
      let before = min(horizon, cursor + 400 * day)
      let planning = try SeriesPlanning(series, over: TimeRange(cursor, before), writer.reader)
      let targets = planning.targets(from: cursor, before: before, most: batch)
      for target in targets {
        cursor = target.at + 1
        guard (target.start ?? target.at) > now,
          try writer.reader.occurrence(at: target.at, of: series.id) == nil
        else { continue }
        try SeriesWork.place(target, planning, now, &writer)
        if isOver || writer.isStepFull { return true }
      }
      if targets.count < batch { cursor = before }
      return cursor < horizon
    }

    /// Says that visits are what the series says.
    private mutating func settle(_ writer: inout Writer) throws(Status) {
      let wasSettling = series.settling
      series.plannedUntil = Timestamp(microseconds: horizon)
      series.settling = false
      try writer.store(series)
      if wasSettling, !series.nextID.isEmpty { try SeriesWork.begin(series.nextID, writer) }
    }

    /// Tries again what found no time.
    private mutating func retry(_ writer: inout Writer) throws(Status) -> Bool {
      let rows = try writer.reader.occurrences(
        of: series.id, from: cursor, state: .unplaced, most: batch)
      guard let first = rows.first, let last = rows.last else { return false }
      let planning = try SeriesPlanning(series, over: TimeRange(first.at, last.at), writer.reader)
      let targets = planning.targets(from: first.at, before: last.at + 1, most: Self.targetsMax)
      for row in rows {
        cursor = row.at + 1
        if let target = targets.first(where: { $0.at == row.at }) {
          try SeriesWork.place(target, planning, now, &writer)
        }
        if isOver || writer.isStepFull { return true }
      }
      return rows.count == batch
    }

    /// Comes again in the night, unless there is nothing left to come for.
    private func rest(_ writer: Writer) throws(Status) -> TimerOutcome {
      let planning = try SeriesPlanning(
        series, over: TimeRange(horizon, horizon + 400 * day), writer.reader)
      let comesMore = !planning.rule.occurrences(
        from: horizon, before: .max, planning.time.days, most: 1
      ).isEmpty
      let unplaced = try writer.reader.occurrences(
        of: series.id, from: now, state: .unplaced, most: 1)
      if !comesMore && unplaced.isEmpty { return .done }
      // Not all series at the same moment: spread over two hours by their keys.
      let today = BusinessDay.today(writer.now)
      let midnight = BusinessDay.beginning(of: CivilDate(daysSince1970: today.daysSince1970 + 1))
      return .again(at: midnight.adding(seconds: Int64(series.id.low % 7200)))
    }
  }

  /// Plans the visit of an occurrence, or stores why it has none.
  private static func place(
    _ target: SeriesTimetable.Target, _ planning: SeriesPlanning, _ now: Int64,
    _ writer: inout Writer
  ) throws(Status) {
    let span = target.start.map { planning.timetable.tolerance(around: $0) }
    var occurrence = planning.placed(
      target, claims: try planning.time.claims(in: span ?? TimeRange(0, 0), writer.reader),
      now: now)
    if occurrence.state == .planned {
      let wanted = planning.visit(of: occurrence)
      var planned: Visit?
      let refusal = try writer.attempt { (writer) throws(Status) in
        planned = try writer.planVisit(wanted, by: .clock)
      }
      if let refusal {
        occurrence.state = .unplaced
        occurrence.reason = refusal
      } else {
        occurrence.visitID = planned?.id ?? VisitID()
      }
    }
    try writer.put(occurrence)
  }
}
