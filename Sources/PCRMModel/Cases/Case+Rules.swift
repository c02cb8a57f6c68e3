public import PCRMCore
import ProtobufCodec

extension Case {
  /// Fields that an update does not change: the server writes them, or a call of their own does.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "customer_id", "number", "type", "type_version", "status", "stage",
    "stage_since", "phase", "phase_since", "severity", "support_group", "management_level",
    "need_score", "case_worker_id", "open_time", "approve_time", "close_time", "create_time",
    "update_time", "approval_kind", "needs", "hardships", "suspend_time",
  ]

  /// Refuses a case of which a field that people write breaks its rule.
  public func check() throws(Status) {
    try TextRules.check(summary, "summary", max: 500)
    try careSince?.checkDay("care_since")
    try MedicalOpinion.checkDiagnoses(diagnosisCodes, "diagnosis_codes")
    try firstOpinion?.check("first_opinion")
    try afterEffectCard?.check("after_effect_card")
  }
}

extension MedicalOpinion {
  /// Refuses an opinion of which a field breaks its rule.
  public func check(_ field: String) throws(Status) {
    guard let day else { throw .required("\(field).day") }
    try day.checkDay("\(field).day")
    if !(0...5200).contains(careWeeks) {
      throw .outOfRange("\(field).care_weeks", min: 0, max: 5200)
    }
    try TextRules.check(text, "\(field).text", max: 2000)
    try Self.checkDiagnoses(diagnosisCodes, "\(field).diagnosis_codes")
  }

  /// Refuses codes of diagnoses that are none, or stand there twice.
  static func checkDiagnoses(_ codes: [String], _ field: String) throws(Status) {
    if codes.count > 50 { throw .tooMany(field, max: 50) }
    for (index, code) in codes.enumerated() {
      let place = "\(field)[\(index)]"
      if code.isEmpty { throw .required(place) }
      if code.utf8.count > 32 { throw .tooLong(place, max: 32) }
      let isPlain = code.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || ".-_".utf8.contains($0)
      }
      if !isPlain { throw .malformed(place, "of A–Z, a–z, 0–9, \".\", \"-\" and \"_\"") }
      if codes[..<index].contains(code) {
        throw .duplicate(place, "\(code) stands there already")
      }
    }
  }
}

extension AfterEffectCard {
  /// Refuses a card of which a field breaks its rule.
  public func check(_ field: String) throws(Status) {
    try TextRules.checkRequired(number, "\(field).number", max: 64)
    guard let validFrom else { throw .required("\(field).valid_from") }
    try Period.check(validFrom, "\(field).valid_from", validTo, "\(field).valid_to")
  }
}

extension NeedRecord {
  /// Refuses needs and hardships that the type does not have.
  public func check(against type: CaseType) throws(Status) {
    try Self.check(needs, among: type.needs, "needs")
    try Self.check(hardships, among: type.hardships, "hardships")
  }

  private static func check(
    _ codes: [String], among known: [CodeTitle], _ field: String
  ) throws(Status) {
    if codes.count > 200 { throw .tooMany(field, max: 200) }
    for (index, code) in codes.enumerated() {
      let place = "\(field)[\(index)]"
      if !known.contains(where: { $0.code == code }) {
        throw .referenceMissing(place, "code in the case's type")
      }
      if codes[..<index].contains(code) {
        throw .duplicate(place, "\(code) stands there already")
      }
    }
  }

  /// Tells what is new and what is gone since the time before.
  public mutating func compare(with earlier: NeedRecord?) {
    let now = needs + hardships
    let before = earlier.map { $0.needs + $0.hardships } ?? []
    appeared = now.filter { !before.contains($0) }
    disappeared = before.filter { !now.contains($0) }
  }
}

extension Touchpoint {
  /// Refuses a record of which a field breaks its rule.
  public func checkRecord() throws(Status) {
    try channel.checkKnown("channel")
    try rating.checkKnown("rating")
    try TextRules.check(customerState, "customer_state", max: 2000)
    try TextRules.check(improvement, "improvement", max: 2000)
  }
}
