public import PCRMCore
public import ProtobufCodec

/// What filling in a form takes from outside: nothing in it is read from the machine.
///
/// Two states with the same context and the same answers are equal: now(), uuid() and random() come from here.
public struct FormContext: Sendable, Equatable {
  /// The time that now() and today() tell.
  public var now: Timestamp
  /// Seconds east of Greenwich where the form is filled in; 32,400 in Seoul.
  public var offset: Int64
  /// Id of this filled form: instanceID, and the seed of uuid() and random().
  public var instance: SurveyAnswerID
  /// Tag of the language that labels and jr:choice-name() are told in; empty = the questionnaire's own.
  public var language: String
  public var deviceID: String
  public var username: String
  public var email: String
  public var phoneNumber: String

  public init(
    now: Timestamp, offset: Int64 = 32_400, instance: SurveyAnswerID = SurveyAnswerID(),
    language: String = "", deviceID: String = "", username: String = "", email: String = "",
    phoneNumber: String = ""
  ) {
    self.now = now
    self.offset = offset
    self.instance = instance
    self.language = language
    self.deviceID = deviceID
    self.username = username
    self.email = email
    self.phoneNumber = phoneNumber
  }
}
