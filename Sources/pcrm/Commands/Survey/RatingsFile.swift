import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What departments were rated, as a file for those who appraise them: one line a department, each of which says what it
/// is about by itself.
enum RatingsFile {
  private static let columns = [
    "survey", "wave", "opened", "closed", "score_model", "version", "measure", "unit_code",
    "unit_name", "respondents", "score", "low", "high", "rank", "change", "hidden", "min_group",
  ]

  static func text(_ export: DepartmentRatingsExport) -> String {
    let answer = export.ratings ?? ListDepartmentRatingsResponse()
    var text = CSVText.record(columns)
    for (place, rating) in answer.ratings.enumerated() {
      let name = export.unitNames.indices.contains(place) ? export.unitNames[place] : ""
      let score = rating.hidden ? nil : rating.score
      let interval = score?.hasInterval == true
      text += CSVText.record([
        CSVText.word(export.survey), String(export.waveNumber), day(export.openTime),
        day(export.closeTime), CSVText.word(answer.scoreModel), String(answer.scoreModelVersion),
        CSVText.word(answer.measure), CSVText.word(rating.unitCode), CSVText.word(name),
        rating.hidden ? "" : String(rating.respondents), number(score?.value),
        number(interval ? score?.low : nil), number(interval ? score?.high : nil),
        rating.rank == 0 ? "" : String(rating.rank),
        number(rating.hasChange ? rating.change : nil), rating.hidden ? "yes" : "no",
        String(export.minGroup),
      ])
    }
    return text
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  private static func day(_ time: Timestamp?) -> String {
    time.map { String(ExplanationPage.local($0).prefix(10)) } ?? ""
  }
}
