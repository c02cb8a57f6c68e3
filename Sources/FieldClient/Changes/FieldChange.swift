public import PCRMCore
public import PCRMModel

/// Something that is done on a device.
public enum FieldChange: Sendable {
  /// A visit goes a step along its life.
  case step(VisitID, VisitStep)
  /// Fields of a visit are set: the names of the contract, and a visit that has the new values.
  case visit(VisitID, fields: [String], Visit)
  /// A visit is made. Its id may be empty.
  case newVisit(Visit)
  /// Fields of a customer are set.
  case customer(CustomerID, fields: [String], Customer)
  /// A try to meet the customer. Id, time and member of staff may be empty.
  case attempt(VisitAttempt)
  /// A note on a visit. Id and time may be empty.
  case note(VisitNote)
  /// A report is filed, which ends the visit.
  case report(FileReportRequest)
  /// A customer decided. Id and time may be empty.
  case consent(Consent)
  /// A task was done, and what came of it.
  case task(VisitTaskID, result: String)
  /// What becomes of the fields of a conflict: one choice for each.
  case resolve(SyncConflictID, [FieldChoice])
  /// A file is attached to a visit.
  case attach(VisitID, FieldFile)
  /// A customer has answered a form, which is handed in. It is no draft any more, unless the server refuses it.
  case answer(FormSession)
}

/// A file that is attached to a visit.
public struct FieldFile: Sendable {
  /// Its name, at most 200 characters.
  public var name: String
  /// image/jpeg, image/png, image/webp, audio/mp4, application/pdf or text/plain.
  public var mediaType: String
  /// 1 byte to 20 MiB.
  public var bytes: [UInt8]

  public init(name: String, mediaType: String, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }

  /// What may be attached.
  public static let mediaTypes = [
    "image/jpeg", "image/png", "image/webp", "audio/mp4", "application/pdf", "text/plain",
  ]
  /// How large it may be.
  public static let bytesMax = 20 << 20
}
