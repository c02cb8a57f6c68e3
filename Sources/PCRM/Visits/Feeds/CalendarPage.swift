import Calendars
import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A calendar as its address answers it.
struct CalendarPage: Sendable {
  let bytes: [UInt8]
  /// A hash of the bytes: who has the same has the same calendar.
  let etag: String
  /// How long a subscriber may keep it.
  let refreshMinutes: Int
  /// The customers whose names or places it tells.
  let subjects: [CustomerID]

  /// - Parameter contact: what may be told of a visit's customer besides; asked only where the detail allows it.
  init(
    _ visits: [Visit], _ policy: FeedPolicy, detail: FeedDetail, zone: String,
    contact: (CustomerID) throws(Status) -> FeedContact?
  ) throws(Status) {
    var events: [ICalendarFeed.Event] = []
    var named: [CustomerID] = []
    for visit in visits {
      let isNamed = detail.rawValue >= FeedDetail.place.rawValue
      let contact = isNamed ? try contact(visit.customerID) : nil
      if contact != nil, !named.contains(visit.customerID) { named.append(visit.customerID) }
      events.append(ICalendarFeed.Event(visit, policy, detail, contact))
    }
    let feed = ICalendarFeed(
      name: policy.eventTitle, zone: zone, refreshMinutes: Int(policy.refreshMinutes),
      events: events)
    bytes = feed.bytes()
    etag = Base64URL.encode([UInt8](SHA256.hash(data: bytes)).prefix(18))
    refreshMinutes = Int(policy.refreshMinutes)
    subjects = named
  }
}

/// What a calendar may tell of a customer.
struct FeedContact {
  var name: String
  var place: String
}

extension ICalendarFeed.Event {
  fileprivate init(
    _ visit: Visit, _ policy: FeedPolicy, _ detail: FeedDetail, _ contact: FeedContact?
  ) {
    var summary = policy.eventTitle
    if detail.rawValue >= FeedDetail.purpose.rawValue { summary += " · \(visit.purpose)" }
    if detail.rawValue >= FeedDetail.name.rawValue, let name = contact?.name, !name.isEmpty {
      summary += " · \(name)"
    }
    var location = ""
    if detail.rawValue >= FeedDetail.place.rawValue {
      location = visit.place.isEmpty ? contact?.place ?? "" : visit.place
    }
    let start = Int(visit.startTime?.seconds ?? 0)
    self.init(
      // Every change of a visit makes a version: one of time, place or status does, and calendars see it.
      uid: "visit-\(visit.id)@\(policy.eventHost)", sequence: Int(visit.version - 1),
      status: visit.state.calendarStatus, start: start,
      end: Int(visit.endTime?.seconds ?? Int64(start)), summary: summary, location: location,
      modified: Int(visit.updateTime?.seconds ?? 0))
  }
}

extension VisitState {
  fileprivate var calendarStatus: ICalendarFeed.Status {
    switch self {
    case .proposed: .tentative
    case .noShow, .cancelled: .cancelled
    default: .confirmed
    }
  }
}
