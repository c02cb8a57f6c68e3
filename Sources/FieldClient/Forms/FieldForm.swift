public import PCRMCore
public import PCRMModel
public import ProtobufCodec
public import Surveys

/// A form that the member of staff may record answers to.
public struct FieldForm: Sendable, Equatable {
  /// What is asked, by which wave, and how long.
  public var form: SyncForm
  /// Answers that were given here and have no answer of the server's yet.
  public var waiting: Int
  /// Answers that were begun here and not handed in, or were refused.
  public var drafts: [FieldFormDraft]
}

/// A form that was begun and not handed in, or was refused and is to be put right.
public struct FieldFormDraft: Sendable, Equatable {
  /// Id that the answer will have.
  public var id: SurveyAnswerID
  /// The form, which stays here even when the device does not carry it any more.
  public var form: SyncForm
  /// How many values stand in it.
  public var values: Int
  /// When it was last kept.
  public var updateTime: Timestamp
  /// Why the server refused it when it was handed in; nil = it never was, or nobody knows yet.
  public var refusal: MutationResult?
}

/// A form that is being filled in for a customer, who shows a token for it.
///
/// It is a value: ``FieldClient/keep(_:)`` stores it, and ``FieldClient/resume(_:)`` brings it back after the device was
/// switched off.
public struct FormSession: Sendable {
  /// Id that the answer gets.
  public let id: SurveyAnswerID
  /// What is asked.
  public let form: SyncForm
  /// Questions and answers as they stand: the same evaluator as the server's.
  public var state: FormState
  /// The token of the customer's invitation: 32 of 0–9 and a–f. It may be set at any time before the form is handed in.
  public var token = ""
  /// When it was begun, by the device's clock.
  public let startTime: Timestamp

  /// What would be kept if it were handed in now, what would be dropped, what is missing, and whether the server could
  /// work it out.
  public func finished(at now: Timestamp) -> FinishedForm {
    var ending = state
    ending.advance(to: now)
    return ending.handIn()
  }
}

/// What becomes of a form that is handed in on the device.
public struct FormReceipt: Sendable, Equatable {
  /// The mutation's number.
  public var n: Int64
  /// What was answered and is not kept, as it is not asked any more.
  public var dropped: [DroppedAnswer]
}
