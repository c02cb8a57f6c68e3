import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Adds up visits of one group.
struct VisitFigureCount {
  /// What of one visit counts.
  struct Item {
    var state: VisitState
    var attempts: Int64
    var isTried: Bool
    var isMet: Bool
    /// Its place in a chain that ends with it; nil when it has a next one.
    var chain: Int32?
    /// Days from the customer's first try to the first meeting, when that was at this visit.
    var daysToMeeting: Int32?

    /// Tries that were recorded; without any, the visit itself was one if it came to that.
    var tries: Int64 { attempts > 0 ? attempts : isTried ? 1 : 0 }
  }

  private var visits: Int64 = 0
  private var states: [VisitState: Int64] = [:]
  private var meetings: Int64 = 0
  private var tries: Int64 = 0
  private var days: [Int32] = []
  private var chains: [Int32: Int64] = [:]

  var isEmpty: Bool { visits == 0 }

  mutating func add(_ item: Item) {
    visits += 1
    states[item.state, default: 0] += 1
    tries += item.tries
    if item.isMet { meetings += 1 }
    if let day = item.daysToMeeting { days.append(day) }
    if let chain = item.chain { chains[chain, default: 0] += 1 }
  }

  func group(_ level: ManagementLevel?) -> VisitFigureGroup {
    var group = VisitFigureGroup()
    group.all = level == nil
    group.level = level ?? .unspecified
    group.visits = visits
    group.states = states.sorted { $0.key.rawValue < $1.key.rawValue }.map { state, visits in
      var count = VisitStateCount()
      count.state = state
      count.visits = visits
      return count
    }
    group.meetings = meetings
    group.tries = tries
    if meetings > 0 { group.effort = .triesPerMeeting((tries * 1000 + meetings / 2) / meetings) }
    group.firstMeetings = Int64(days.count)
    group.daysToMeeting = DayFigures(days)
    group.chains = chains.sorted { $0.key < $1.key }.map { length, chains in
      var count = ChainCount()
      count.length = length
      count.chains = chains
      return count
    }
    return group
  }
}

extension DayFigures {
  /// Nil when there are no numbers.
  init?(_ days: [Int32]) {
    guard let max = days.max() else { return nil }
    let sorted = days.sorted()
    self.init()
    median = sorted[(sorted.count + 1) / 2 - 1]
    p90 = sorted[(sorted.count * 9 + 9) / 10 - 1]
    self.max = max
  }
}
