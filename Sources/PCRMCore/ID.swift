public import ProtobufCodec

/// The key of an entity: a UUID of version 7, sixteen bytes stored, 36 characters on the wire.
///
/// The zero value means "not set". Source: RFC 9562, section 5.7.
public struct ID<Entity>: Hashable, Sendable {
  /// The first eight bytes, most significant first: 48 bits of Unix milliseconds lead.
  public var high: UInt64
  public var low: UInt64

  @inlinable
  public init() {
    high = 0
    low = 0
  }

  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the 36-character form, in upper or lower case.
  public init?(_ text: String) {
    var text = text
    guard let id = text.withUTF8({ Self(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = id
  }

  /// Whether this is the zero value, which no entity has.
  @inlinable
  public var isEmpty: Bool { high == 0 && low == 0 }

  /// Calls `body` with the sixteen stored bytes.
  @inlinable
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    var bytes = (high.bigEndian, low.bigEndian)
    return withUnsafeBytes(of: &bytes, body)
  }

  /// Reads sixteen stored bytes, or nothing when there are more or fewer.
  @inlinable
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }
}

extension ID: Comparable {
  @inlinable
  public static func < (a: Self, b: Self) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

extension ID: CustomStringConvertible {
  public var description: String {
    if isEmpty { return "" }
    return String(unsafeUninitializedCapacity: 36) { buffer in
      write(utf8: UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped))
      return 36
    }
  }
}

extension ID: TextScalar {
  public static var expectation: String {
    "a UUID of 36 characters such as 018f3b1c-7d2a-7c3e-9a4b-5c6d7e8f9a0b"
  }

  @inlinable
  public var utf8Count: Int { isEmpty ? 0 : 36 }

  public init?(utf8: UnsafeRawBufferPointer) {
    if utf8.isEmpty {
      self.init()
      return
    }
    guard let (high, low) = UUIDText.read(utf8) else { return nil }
    self.init(high: high, low: low)
  }

  @inlinable
  public func write(utf8: UnsafeMutableRawPointer) {
    if isEmpty { return }
    UUIDText.write(high, low, to: utf8)
  }
}

/// What an ``ID`` may be the key of; one empty type an entity, so that keys cannot be mixed up.
public enum Entity {
  public enum Customer {}
  public enum Relation {}
  public enum Consent {}
  public enum Unit {}
  public enum Placement {}
  public enum Staff {}
  public enum Principal {}
  public enum Token {}
  public enum Request {}
  public enum Case {}
  public enum CaseType {}
  public enum Touchpoint {}
  public enum Classification {}
  public enum Segment {}
  public enum Duty {}
  public enum Absence {}
  public enum HandOver {}
  public enum Programme {}
  public enum Adoption {}
  public enum Proposal {}
  public enum Reassignment {}
  public enum Demand {}
  public enum Visit {}
  public enum Attempt {}
  public enum Resource {}
  public enum Series {}
  public enum VisitPlan {}
  public enum VisitTask {}
  public enum Hardship {}
  public enum VisitReport {}
  public enum CallBack {}
  public enum WorkingTime {}
  public enum Holiday {}
  public enum Route {}
  public enum CalendarFeed {}
  public enum Device {}
  public enum SyncMutation {}
  public enum SyncConflict {}
  public enum QuarantineItem {}
  public enum VisitNote {}
  public enum Questionnaire {}
  public enum Survey {}
  public enum SurveyWave {}
  public enum Invitation {}
  public enum SurveyAnswer {}
  public enum SurveyTrigger {}
  public enum OutboxMessage {}
  public enum ScoreModel {}
}

public typealias CustomerID = ID<Entity.Customer>
public typealias RelationID = ID<Entity.Relation>
public typealias ConsentID = ID<Entity.Consent>
public typealias UnitID = ID<Entity.Unit>
public typealias PlacementID = ID<Entity.Placement>
public typealias StaffID = ID<Entity.Staff>
public typealias PrincipalID = ID<Entity.Principal>
public typealias TokenID = ID<Entity.Token>
public typealias RequestID = ID<Entity.Request>
public typealias CaseID = ID<Entity.Case>
public typealias CaseTypeID = ID<Entity.CaseType>
public typealias TouchpointID = ID<Entity.Touchpoint>
public typealias ClassificationID = ID<Entity.Classification>
public typealias SegmentID = ID<Entity.Segment>
public typealias DutyID = ID<Entity.Duty>
public typealias AbsenceID = ID<Entity.Absence>
public typealias HandOverID = ID<Entity.HandOver>
public typealias ProgrammeID = ID<Entity.Programme>
public typealias AdoptionID = ID<Entity.Adoption>
public typealias ProposalID = ID<Entity.Proposal>
public typealias ReassignmentID = ID<Entity.Reassignment>
public typealias DemandID = ID<Entity.Demand>
public typealias VisitID = ID<Entity.Visit>
public typealias AttemptID = ID<Entity.Attempt>
public typealias ResourceID = ID<Entity.Resource>
public typealias SeriesID = ID<Entity.Series>
public typealias VisitPlanID = ID<Entity.VisitPlan>
public typealias VisitTaskID = ID<Entity.VisitTask>
public typealias HardshipID = ID<Entity.Hardship>
public typealias VisitReportID = ID<Entity.VisitReport>
public typealias CallBackID = ID<Entity.CallBack>
public typealias WorkingTimeID = ID<Entity.WorkingTime>
public typealias HolidayID = ID<Entity.Holiday>
public typealias RouteID = ID<Entity.Route>
public typealias CalendarFeedID = ID<Entity.CalendarFeed>
public typealias DeviceID = ID<Entity.Device>
public typealias SyncMutationID = ID<Entity.SyncMutation>
public typealias SyncConflictID = ID<Entity.SyncConflict>
public typealias QuarantineItemID = ID<Entity.QuarantineItem>
public typealias VisitNoteID = ID<Entity.VisitNote>
public typealias QuestionnaireID = ID<Entity.Questionnaire>
public typealias SurveyID = ID<Entity.Survey>
public typealias SurveyWaveID = ID<Entity.SurveyWave>
public typealias InvitationID = ID<Entity.Invitation>
public typealias SurveyAnswerID = ID<Entity.SurveyAnswer>
public typealias SurveyTriggerID = ID<Entity.SurveyTrigger>
public typealias OutboxMessageID = ID<Entity.OutboxMessage>
public typealias ScoreModelID = ID<Entity.ScoreModel>
