import PCRMModel
import Storage

/// Rules of visits: each kind is a document with versions of its own.
extension ReportRules: VersionedDocument {
  static var table: String { "report_rules" }
  static var beforeAll: ReportRules { .initial }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
}

extension NextTryRule: VersionedDocument {
  static var table: String { "next_try_rule" }
  static var beforeAll: NextTryRule { .initial }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
}

extension QualityFormula: VersionedDocument {
  static var table: String { "quality_formula" }
  static var beforeAll: QualityFormula { .initial }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
}

extension CallBackRule: VersionedDocument {
  static var table: String { "call_back_rule" }
  static var beforeAll: CallBackRule { .initial }
  static var feedEntity: StaticEntity { FeedEntity.visitRule }
}
