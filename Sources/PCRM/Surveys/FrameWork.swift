import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import SurveyScores

/// Freezes the frame of a wave and draws its sample, some lines a step.
///
/// Members are those of the segment at one sequence of the feed, however long it takes to write them down. The sample
/// follows from the frame and the seed, so a step that goes on after a restart draws the same again.
enum FrameWork {
  static let kind: TimerKind = "survey_frame"
  private static let batch = 500

  static func key(_ id: SurveyWaveID) -> [UInt8] { id.position }

  /// Where the work stands, as the timer keeps it: what is being done, of which segment, and the last subject.
  struct Progress {
    var isDrawing = false
    var segment: Int64 = 0
    var last: [UInt8] = []

    init(segment: Int64) { self.segment = segment }

    init?(_ bytes: [UInt8]) {
      guard bytes.count >= 9 else { return nil }
      isDrawing = bytes[0] == 1
      segment = bytes[1..<9].reduce(0) { $0 << 8 | Int64($1) }
      last = Array(bytes[9...])
    }

    var bytes: [UInt8] { [isDrawing ? 1 : 0] + segment.position + last }
  }

  /// What a step has to write.
  struct Found: Sendable {
    var lines: [FrameLine] = []
    /// Nobody comes after these.
    var isLast = false
    var drawn: [DrawnSubject] = []
  }

  static let look: @Sendable (DueTimer, Reader) throws(Status) -> Found = {
    (timer, reader) throws(Status) in
    let id = timer.key.withUnsafeBytes { SurveyWaveID(bytes: $0) }
    guard let id, let progress = Progress(timer.payload),
      let inviting = try Inviting(id, reader), let sample = inviting.wave.sample
    else { return Found() }
    var found = Found()
    if progress.isDrawing {
      found.drawn = try draw(sample, inviting.wave, reader)
    } else if inviting.survey.mode.asksCustomers {
      let source = FrameSource(
        inviting, sample, after: progress.last, most: batch,
        on: BusinessDay.today(reader.now).daysSince1970)
      found.lines = try source.customers(of: progress.segment, reader)
      found.isLast = found.lines.count < batch
    } else {
      let source = FrameSource(
        inviting, sample, after: progress.last, most: .max,
        on: BusinessDay.today(reader.now).daysSince1970)
      found.lines = try source.staff(reader)
      found.isLast = true
    }
    return found
  }

  /// The sample, in the order of keys; systematic ones go through the strata one after the other.
  private static func draw(
    _ plan: SamplePlan, _ wave: SurveyWave, _ reader: Reader
  ) throws(Status) -> [DrawnSubject] {
    let frame = try reader.frameSubjects(of: wave.id).enumerated().sorted {
      ($0.element.stratum, $0.offset) < ($1.element.stratum, $1.offset)
    }.map(\.element)
    let seed = UInt64(bitPattern: wave.frame?.seed ?? plan.seed)
    return plan.design.draw(from: frame.map(\.stratum), seed: seed).map { unit in
      DrawnSubject(
        subject: frame[unit.place].subject, stratum: unit.stratum, probability: unit.probability)
    }.sorted { $0.subject.position.lexicographicallyPrecedes($1.subject.position) }
  }

  @Sendable
  static func step(
    _ found: Found, _ timer: DueTimer, _ writer: inout Writer
  ) throws(Status) -> TimerOutcome {
    let id = timer.key.withUnsafeBytes { SurveyWaveID(bytes: $0) }
    guard let id, var progress = Progress(timer.payload),
      var wave = try writer.reader.wave(id), wave.frame?.state == .building
    else { return .done }
    if progress.isDrawing {
      for (index, one) in found.drawn.enumerated()
      where progress.last.lexicographicallyPrecedes(one.subject.position) {
        try writer.mark(one, in: id)
        progress.last = one.subject.position
        if index % 50 == 49, timer.isOverTime { return .on(payload: progress.bytes) }
      }
      try finish(&wave, &writer)
      return .done
    }
    for (index, line) in found.lines.enumerated()
    where progress.last.lexicographicallyPrecedes(line.subject.position) {
      try writer.insert(line, into: id)
      progress.last = line.subject.position
      if index % 50 == 49, timer.isOverTime { return .on(payload: progress.bytes) }
    }
    if found.isLast {
      progress.isDrawing = true
      progress.last = []
    }
    return .again(at: writer.now, payload: progress.bytes)
  }

  private static func finish(
    _ wave: inout SurveyWave, _ writer: inout Writer
  ) throws(Status) {
    var frame = wave.frame ?? SurveyFrame()
    try writer.reader.frameFigures(of: wave.id, &frame)
    frame.state = .ready
    wave.frame = frame
    try writer.update(&wave, fields: "frame")
    try writer.recordStep("timer/survey_frame")
  }
}

extension SamplePlan {
  /// How the statistics name the plan.
  var design: SampleDesign {
    switch method {
    case .simple: return .simple(size: Int(size))
    case .systematic: return .systematic(size: Int(size))
    case .stratifiedProportional:
      return .stratified(size: Int(size), .proportional(atLeast: 0))
    case .stratifiedNeyman:
      let known = deviations.map { ($0.stratum, $0.deviation) }
      return .stratified(
        size: Int(size),
        .neyman(deviations: Dictionary(known, uniquingKeysWith: { a, _ in a }), atLeast: 0))
    default: return .census
    }
  }
}
