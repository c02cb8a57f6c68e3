import Crypto
import PCRMCore
import PCRMModel
import Storage

/// The chain that holds a wave's answers fast: each link's hash has the one before in it.
enum AnswerChain {
  static let beginning = [UInt8](repeating: 0, count: 32)

  /// The hash of a link: of the chain before it, its number, the answer's key, and what was handed in or found.
  static func hash(
    after before: [UInt8], number: Int64, answer: SurveyAnswerID, content: [UInt8],
    isReview: Bool
  ) -> [UInt8] {
    var bytes = before
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    answer.withBytes { bytes += $0 }
    bytes.append(isReview ? 1 : 0)
    bytes += SHA256.hash(data: content)
    return [UInt8](SHA256.hash(data: bytes))
  }

  /// The hash of a batch of anonymous answers, in the order of their random keys.
  static func hash(
    after before: [UInt8], number: Int64, _ answers: [(id: SurveyAnswerID, document: [UInt8])]
  ) -> [UInt8] {
    var bytes = before
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    for answer in answers.sorted(by: { $0.id < $1.id }) {
      answer.id.withBytes { bytes += $0 }
      bytes += SHA256.hash(data: answer.document)
    }
    return [UInt8](SHA256.hash(data: bytes))
  }

  static func text(_ hash: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Reader {
  /// Where the chain of a wave ends.
  func chainEnd(of wave: SurveyWaveID) throws(Status) -> (links: Int64, hash: [UInt8]) {
    try first("SELECT links, hash FROM survey_chain WHERE wave = $1", .id(wave)) {
      (links: $0.integer(0), hash: $0.bytes(1))
    } ?? (0, AnswerChain.beginning)
  }
}

extension Writer {
  /// Adds a link to the chain of a wave.
  ///
  /// - Parameter review: what was found of the answer; nil when it is handed in.
  func link(
    _ answer: SurveyAnswerID, _ document: [UInt8], review: [UInt8]? = nil,
    number: Int64, after before: [UInt8], of wave: SurveyWaveID
  ) throws(Status) -> [UInt8] {
    let hash = AnswerChain.hash(
      after: before, number: number, answer: answer, content: review ?? document,
      isReview: review != nil)
    try execute(
      "INSERT INTO survey_link (wave, number, answer, review, hash) VALUES ($1, $2, $3, $4, $5)",
      .id(wave), .integer(number), .id(answer), review.map { .blob($0) } ?? .null, .blob(hash))
    try execute(
      """
      INSERT INTO survey_chain (wave, links, hash) VALUES ($1, $2, $3)
      ON CONFLICT (wave) DO UPDATE SET links = excluded.links, hash = excluded.hash
      """, .id(wave), .integer(number), .blob(hash))
    return hash
  }
}
