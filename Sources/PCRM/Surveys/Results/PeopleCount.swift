import PCRMCore
import PCRMModel

/// Answers that are certainly of different people: those of one wave about one unit.
///
/// One person hands in a sheet for each unit that is rated, and may be asked in each wave; who gave which sheets is not
/// kept of an anonymous wave, and not looked up of others.
struct PeoplePart: Hashable {
  let wave: SurveyWaveID
  let ratedUnit: UnitID

  init(_ group: TalliedGroup) {
    wave = group.wave
    ratedUnit = group.group.ratedUnit
  }
}

extension Sequence<TalliedGroup> {
  /// How many people at least are meant, where `count` says how many answers of each group are: never the sum over units
  /// and waves, which may be the same few people several times, but the most of any.
  func people(_ count: (TalliedGroup) -> Int) -> Int {
    var parts: [PeoplePart: Int] = [:]
    for group in self { parts[PeoplePart(group), default: 0] += count(group) }
    return parts.values.max() ?? 0
  }
}
