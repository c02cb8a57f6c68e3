import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Brings memberships of single customers to what the rules say now, inside a write.
struct SegmentFollower {
  /// Whose line of the audit log the moves refer to.
  enum Origin {
    /// The call that is being written down, whose line is there already.
    case call(audit: Int64)
    /// The server itself: a line is written with the first move.
    case clock(method: String)
  }

  let catalogue: SegmentCatalogue
  private let horizon: Int64
  private let moment: RuleMoment
  private let origin: Origin
  private var audit: Int64?
  /// The segments that rules of classification name; nil until somebody crosses one.
  private var watched: Set<String>?
  private var counts: [Int64: (entered: Int64, departed: Int64)] = [:]

  /// Whether it is the server itself that follows: the clock, or a build.
  private var isByClock: Bool { if case .clock = origin { true } else { false } }

  init(_ catalogue: SegmentCatalogue, horizon: Int64, now: Timestamp, _ origin: Origin) {
    self.catalogue = catalogue
    self.horizon = horizon
    self.origin = origin
    moment = RuleMoment(now)
    if case .call(let audit) = origin { self.audit = audit }
  }

  /// Evaluates some segments for one customer, and those that name one which the customer enters or leaves.
  ///
  /// - Parameter document: the customer, where it is in memory.
  mutating func follow(
    _ customer: CustomerID, _ places: PlaceSet, _ cause: MembershipCause,
    document: Customer? = nil, _ writer: inout Writer
  ) throws(Status) {
    let state = try CustomerStanding(
      customer, places, catalogue, moment, document: document, writer.reader)
    var pending = places
    var at = pending.first(from: 0)
    while let place = at {
      let entry = catalogue.entries[place]
      if entry.isAlive || !state.isCandidate {
        let verdict = try state.verdict(of: entry)
        let next = verdict.next.flatMap { $0 <= horizon ? $0 : nil }
        // A timer that a call has made needless is left: it comes once more, and goes.
        if next != nil || isByClock {
          let stored = try state.timer(of: entry)
          try writer.setTimer(customer, entry.number, from: stored, to: next)
        }
        if verdict.isMember != state.contains(entry) {
          var crossing = SegmentCrossing(customer: customer, segment: entry.record, cause: cause)
          if verdict.isMember || cause == .list {
            crossing.reason = state.lists[entry.number]?.reason ?? ""
          }
          try cross(crossing, isEntering: verdict.isMember, &writer)
          if !verdict.isMember && entry.isList { try writer.forgetEndedEntry(crossing) }
          state.set(entry, isMember: verdict.isMember)
          pending.formUnion(entry.dependents)
        }
      }
      at = pending.first(from: place + 1)
    }
  }

  /// The segments of some whose stored row or timer is not what it should be.
  func outdated(
    _ customer: CustomerID, _ places: PlaceSet, _ reader: Reader
  ) throws(Status) -> [Int64] {
    let state = try CustomerStanding(customer, places, catalogue, moment, reader)
    var numbers: [Int64] = []
    var at = places.first(from: 0)
    while let place = at {
      let entry = catalogue.entries[place]
      if entry.isAlive || !state.isCandidate {
        let verdict = try state.verdict(of: entry)
        let next = verdict.next.flatMap { $0 <= horizon ? $0 : nil }
        let stored = try state.timer(of: entry)
        if verdict.isMember != state.contains(entry) || next != stored {
          numbers.append(entry.number)
        }
      }
      at = places.first(from: place + 1)
    }
    return numbers
  }

  private mutating func cross(
    _ crossing: SegmentCrossing, isEntering: Bool, _ writer: inout Writer
  ) throws(Status) {
    let line: Int64
    switch (audit, origin) {
    case (let known?, _): line = known
    case (nil, .clock(let method)): line = try writer.appendClockLine(method)
    case (nil, .call(let audit)): line = audit
    }
    audit = line
    var count = counts[crossing.segment.number] ?? (0, 0)
    if isEntering {
      try writer.enter(crossing, audit: line)
      count.entered += 1
    } else {
      try writer.leave(crossing, audit: line)
      count.departed += 1
    }
    counts[crossing.segment.number] = count
    if watched == nil { watched = try writer.reader.segmentsOfClassification() }
    if watched?.contains(crossing.segment.name) == true {
      try writer.recheckCases(of: crossing.customer)
    }
  }

  /// Writes down how many entered and left; done once, at the end.
  mutating func settle(_ writer: inout Writer) throws(Status) {
    for (segment, count) in counts.sorted(by: { $0.key < $1.key }) {
      try writer.count(entered: count.entered, departed: count.departed, of: segment)
    }
    counts = [:]
  }
}

/// What is stored about one customer's memberships, and what the rules say of the customer.
private final class CustomerStanding {
  /// What a segment makes of the customer.
  struct Verdict {
    let isMember: Bool
    /// When time alone may change it, in microseconds.
    let next: Int64?
  }

  private let customer: CustomerID
  private let reader: Reader
  /// Nil until they are asked for.
  private var timers: [Int64: Int64]?
  let lists: [Int64: (reason: String, endsAt: Int64?)]
  private let members: MemberBox
  private let loader: FactLoader
  /// Whether the customer exists and is not deleted.
  let isCandidate: Bool
  private let now: Int64

  /// The numbers of the customer's segments, where the loader finds them too.
  private final class MemberBox {
    var numbers: Set<Int64> = []
  }

  init(
    _ customer: CustomerID, _ places: PlaceSet, _ catalogue: SegmentCatalogue,
    _ moment: RuleMoment, document: Customer? = nil, _ reader: Reader
  ) throws(Status) {
    let box = MemberBox()
    box.numbers = try reader.segments(of: customer)
    members = box
    self.customer = customer
    self.reader = reader
    let hasLists = !places.isDisjoint(with: catalogue.lists)
    lists = hasLists ? try reader.listEntries(of: customer) : [:]
    loader = FactLoader(
      customer, reader, catalogue.facts, document: document, at: moment
    ) { name in
      guard let place = catalogue.place(named: name) else { return false }
      return box.numbers.contains(catalogue.entries[place].number)
    }
    isCandidate = try loader.isCandidate()
    now = moment.now
  }

  /// When time may next change a segment's truth, as it is kept.
  func timer(of entry: SegmentCatalogue.Entry) throws(Status) -> Int64? {
    if timers == nil { timers = try reader.segmentTimers(of: customer) }
    return timers?[entry.number]
  }

  func contains(_ entry: SegmentCatalogue.Entry) -> Bool { members.numbers.contains(entry.number) }

  func set(_ entry: SegmentCatalogue.Entry, isMember: Bool) {
    if isMember {
      members.numbers.insert(entry.number)
    } else {
      members.numbers.remove(entry.number)
    }
  }

  func verdict(of entry: SegmentCatalogue.Entry) throws(Status) -> Verdict {
    guard isCandidate else { return Verdict(isMember: false, next: nil) }
    guard let rule = entry.rule else {
      guard let listed = lists[entry.number] else { return Verdict(isMember: false, next: nil) }
      let isOver = listed.endsAt.map { $0 <= now } ?? false
      return Verdict(isMember: !isOver, next: isOver ? nil : listed.endsAt)
    }
    let isMember = try loader.truth(of: rule) == .true
    let next = entry.isTimed ? try loader.nextChange(of: rule)?.microseconds : nil
    return Verdict(isMember: isMember, next: next)
  }
}
