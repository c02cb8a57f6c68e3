import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys
import Synchronization

/// The forms of waves, read once: whoever hands in an answer finds the form of its wave here.
///
/// A form is known by what is stored of it, byte by byte, so that no store can be given another's.
final class FormCache: Sendable {
  /// What the answers of a wave are worked out by.
  struct WaveForm: Sendable {
    let form: CompiledForm
    /// The paths of what works out whether an answer belongs to a quota, in the order of the wave's quotas; nil for those
    /// that count every answer.
    let quotas: [String?]
  }

  private struct Entry: Sendable {
    let document: [UInt8]
    let conditions: [String]
    let form: WaveForm
  }

  static let shared = FormCache()
  /// Waves that are answered at one time, generously.
  private static let formsMax = 100
  private let entries = Mutex<[SurveyWaveID: Entry]>([:])

  /// Whether somebody has asked for the form of a wave.
  func knows(_ wave: SurveyWaveID) -> Bool { entries.withLock { $0[wave] != nil } }

  /// The form of a wave.
  func form(of wave: SurveyWave, _ reader: Reader) throws(Status) -> WaveForm {
    let document = try reader.first(
      "SELECT document FROM questionnaire WHERE name = $1 AND version = $2",
      .text(wave.questionnaire), .integer(wave.questionnaireVersion)
    ) { $0.bytes(0) }
    guard let document else { throw .internalError }
    let conditions = wave.quotas.map(\.condition)
    let known = entries.withLock { $0[wave.id] }
    if let known, known.document == document, known.conditions == conditions { return known.form }
    let made = try Self.made(document, conditions)
    entries.withLock { entries in
      if entries.count >= Self.formsMax { entries.removeAll() }
      entries[wave.id] = Entry(document: document, conditions: conditions, form: made)
    }
    return made
  }

  /// Reads a form with its quotas.
  private static func made(
    _ document: [UInt8], _ conditions: [String]
  ) throws(Status) -> WaveForm {
    do {
      let (form, paths) = try Questionnaire(binary: document).probing(conditions)
      return WaveForm(form: try CompiledForm(form), quotas: paths)
    } catch {
      // It was read when it was stored, and when the wave was made.
      throw .internalError
    }
  }
}
