public import PCRMCore

extension RouteRules {
  /// What holds before any rules were applied: a city's ways, a lunch of an hour between half past eleven and half past
  /// one, days from the office to the office.
  public static let initial: RouteRules = {
    var rules = RouteRules()
    var lunch = LunchRule()
    lunch.minutes = 60
    lunch.fromMinute = 11 * 60 + 30
    lunch.beforeMinute = 13 * 60 + 30
    rules.lunch = lunch
    rules.start = .office
    rules.end = .office
    rules.movedConfirmedMetres = 5_000
    rules.movedPlannedMetres = 100
    rules.leftOutMetres = 20_000
    rules.dayFromMinute = 9 * 60
    rules.dayBeforeMinute = 18 * 60
    rules.areas = [.city]
    return rules
  }()

  /// Refuses rules that break a rule of their fields.
  public func check(_ field: String = "rules") throws(Status) {
    try TextRules.check(note, "\(field).note", max: 500)
    try start.checkKnown("\(field).start")
    try end.checkKnown("\(field).end")
    try lunch?.check("\(field).lunch")
    try movedConfirmedMetres.check("\(field).moved_confirmed_metres", 0...1_000_000)
    try movedPlannedMetres.check("\(field).moved_planned_metres", 0...1_000_000)
    try leftOutMetres.check("\(field).left_out_metres", 0...1_000_000)
    try dayFromMinute.check("\(field).day_from_minute", 0...1440)
    try dayBeforeMinute.check("\(field).day_before_minute", 0...1440)
    if dayBeforeMinute <= dayFromMinute {
      throw .malformed("\(field).day_before_minute", "later than day_from_minute")
    }
    if areas.isEmpty { throw .required("\(field).areas") }
    if areas.count > 100 { throw .tooMany("\(field).areas", max: 100) }
    var names: Set<String> = []
    var offices: Set<UnitID> = []
    for (index, area) in areas.enumerated() {
      let place = "\(field).areas[\(index)]"
      try area.check(place)
      if !names.insert(area.name).inserted {
        throw .duplicate("\(place).name", "is the name of another area")
      }
      for office in area.officeIDs where !offices.insert(office).inserted {
        throw .duplicate("\(place).office_ids", "names an office that has an area already")
      }
      let isLast = index == areas.count - 1
      if isLast != area.officeIDs.isEmpty {
        throw .malformed(
          "\(place).office_ids",
          isLast ? "empty in the last area, which holds for all other offices" : "of 1 or more")
      }
    }
  }
}

extension LunchRule {
  fileprivate func check(_ field: String) throws(Status) {
    try minutes.check("\(field).minutes", 0...180)
    try fromMinute.check("\(field).from_minute", 0...1440)
    try beforeMinute.check("\(field).before_minute", 0...1440)
    if minutes > 0, beforeMinute - fromMinute < minutes {
      throw .malformed("\(field).before_minute", "at least `minutes` after from_minute")
    }
  }
}

extension TravelArea {
  /// A city: slow on short ways.
  static let city: TravelArea = {
    var area = TravelArea()
    area.name = "city"
    area.detourPermille = 1350
    area.stopSeconds = 300
    area.speeds = [
      TravelSpeed(from: 0, speed: 18_000), TravelSpeed(from: 5_000, speed: 30_000),
      TravelSpeed(from: 20_000, speed: 60_000),
    ]
    return area
  }()

  /// Refuses an area that breaks a rule of its fields.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkCode(name, "\(field).name", max: 64, others: "_-.")
    try detourPermille.check("\(field).detour_permille", 1000...5000)
    try stopSeconds.check("\(field).stop_seconds", 0...3600)
    if officeIDs.count > 1000 { throw .tooMany("\(field).office_ids", max: 1000) }
    if speeds.isEmpty { throw .required("\(field).speeds") }
    if speeds.count > 10 { throw .tooMany("\(field).speeds", max: 10) }
    for (index, speed) in speeds.enumerated() {
      let place = "\(field).speeds[\(index)]"
      try speed.metresPerHour.check("\(place).metres_per_hour", 1_000...200_000)
      if index == 0, speed.fromMetres != 0 { throw .malformed("\(place).from_metres", "0") }
      if index > 0, speed.fromMetres <= speeds[index - 1].fromMetres {
        throw .malformed("\(place).from_metres", "more than that of the speed before")
      }
    }
  }
}

extension TravelSpeed {
  /// Makes a speed that holds from so many metres on.
  public init(from metres: Int32, speed: Int32) {
    self.init()
    fromMetres = metres
    metresPerHour = speed
  }
}

extension Int32 {
  fileprivate func check(_ field: String, _ range: ClosedRange<Int32>) throws(Status) {
    if !range.contains(self) {
      throw .outOfRange(field, min: range.lowerBound, max: range.upperBound)
    }
  }
}
