import Storage

/// The tables of all features, in the order in which they are made: a table stands after those it refers to.
///
/// Migrations are append-only: what was released is never edited, a change is a new one at the end.
enum Schema {
  static let migrations: [Migration] =
    Migration.base
    + numbered([
      journal,
      organisation,
      admin,
      customers,
      cases,
      facts,
      segments,
      assignment,
      programmes,
      classification,
      visits,
      calendars,
      visitReports,
      visitPlans,
      calendarFeeds,
      relationFacts,
      fieldSync,
      fieldPush,
      surveys,
      outbox,
      surveyResults,
      surveyAnswers,
      surveyAnswerGroups,
      fieldErasure,
      syncForms,
      uncountedAnswers,
      formRounds,
      syncLives,
      surveyRounds,
      keptPlaces,
    ])

  /// One migration before it has its number.
  struct Step: Sendable {
    let name: String
    let statements: [SQL]

    init(_ name: String, _ statements: [SQL]) {
      self.name = name
      self.statements = statements
    }
  }

  private static func numbered(_ steps: [Step]) -> [Migration] {
    steps.enumerated().map { index, step in
      Migration(Migration.baseCount + index + 1, step.name, step.statements)
    }
  }
}
