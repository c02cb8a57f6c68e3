public import PCRMCore
import ProtobufCodec

extension SamplePlan {
  /// Refuses a plan that breaks a rule of its fields, or does not go with its survey's mode.
  public func check(_ field: String, mode: SurveyMode) throws(Status) {
    if mode.asksCustomers {
      try TextRules.checkCode(segment, "\(field).segment", max: 64, others: "_-.")
    } else if !segment.isEmpty {
      throw .malformed("\(field).segment", "empty where staff are asked")
    }
    try method.checkKnown("\(field).method")
    if isCensus {
      if size != 0 { throw .malformed("\(field).size", "0 where everybody is asked") }
    } else {
      try Int32.check(size, "\(field).size", 1...1_000_000)
    }
    try stratifyBy.checkKnown("\(field).stratify_by")
    let isStratified = method == .stratifiedProportional || method == .stratifiedNeyman
    if isStratified && stratifyBy == .unspecified { throw .required("\(field).stratify_by") }
    if !mode.asksCustomers && ![.unspecified, .office].contains(stratifyBy) {
      throw .malformed("\(field).stratify_by", "STRATIFY_BY_OFFICE where staff are asked")
    }
    try checkStrata(field)
    if method != .stratifiedNeyman && !deviations.isEmpty {
      throw .malformed("\(field).deviations", "empty but for SAMPLE_METHOD_STRATIFIED_NEYMAN")
    }
    if deviations.count > 500 { throw .tooMany("\(field).deviations", max: 500) }
    for (index, item) in deviations.enumerated() {
      let place = "\(field).deviations[\(index)]"
      try TextRules.check(item.stratum, "\(place).stratum", max: 200)
      if !item.deviation.isFinite || item.deviation < 0 || item.deviation > 1e9 {
        throw .malformed("\(place).deviation", "a number from 0 to 1,000,000,000")
      }
      if deviations[..<index].contains(where: { $0.stratum == item.stratum }) {
        throw .duplicate("\(place).stratum", "stands there before")
      }
    }
  }

  private func checkStrata(_ field: String) throws(Status) {
    if stratifyBy == .segments {
      if strataSegments.isEmpty { throw .required("\(field).strata_segments") }
    } else if !strataSegments.isEmpty {
      throw .malformed("\(field).strata_segments", "empty but for STRATIFY_BY_SEGMENTS")
    }
    if strataSegments.count > 50 { throw .tooMany("\(field).strata_segments", max: 50) }
    for (index, name) in strataSegments.enumerated() {
      try TextRules.checkCode(name, "\(field).strata_segments[\(index)]", max: 64, others: "_-.")
      if strataSegments[..<index].contains(name) {
        throw .duplicate("\(field).strata_segments[\(index)]", "stands there before")
      }
    }
  }

  /// Whether everybody is asked.
  public var isCensus: Bool { method == .all || method == .unspecified }
}
