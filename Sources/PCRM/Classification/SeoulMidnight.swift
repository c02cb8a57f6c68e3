import PCRMCore
import PCRMModel
import ProtobufCodec

extension CivilDate {
  /// The day after.
  var next: CivilDate { CivilDate(daysSince1970: daysSince1970 + 1) }

  /// The instant at which the day begins in Seoul.
  var midnight: Timestamp {
    Timestamp(microseconds: RuleMoment.midnight(ofDay: Int64(daysSince1970)))
  }
}
