import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The segment as callers see it.
  func segmentMessage(_ record: SegmentRecord) throws(Status) -> Segment {
    let standing = try standing(of: record.number)
    var segment = Segment()
    segment.id = record.id
    segment.version = record.version
    segment.definition = record.definition
    segment.ruleVersion = record.ruleVersion
    segment.state = standing.state
    segment.progress = standing.state == .building ? standing.progress : 0
    segment.size = standing.shownSize
    segment.createTime = record.createdAt
    segment.updateTime = record.updatedAt
    segment.buildTime = standing.builtAt
    segment.auditTime = standing.auditedAt
    segment.drift = standing.drift
    if let (catalogue, _) = try segmentCatalogue(),
      let place = catalogue.place(numbered: record.number)
    {
      let entry = catalogue.entries[place]
      segment.uses = (entry.rule?.segments ?? []).sorted()
      segment.usedBy = catalogue.dependents(of: place)
      if !entry.isAlive { segment.state = .broken }
    }
    return segment
  }

  func version(_ version: Int64, of record: SegmentRecord) throws(Status) -> SegmentVersion? {
    var found: SegmentVersion?
    try versions(of: record, before: version + 1, most: 1) { version in
      found = version
      return false
    }
    return found?.version == version ? found : nil
  }

  /// Walks the versions of a segment, newest first, from before a number.
  func versions(
    of record: SegmentRecord, before: Int64, most: Int, _ take: (SegmentVersion) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT version, title, purpose, rule, preset, created_at, created_by FROM segment_version
      WHERE segment = $1 AND version < $2 ORDER BY version DESC LIMIT $3
      """, [.integer(record.number), .integer(before), .integer(Int64(most))]
    ) { (row) throws(Status) in
      var definition = SegmentDefinition()
      definition.name = record.name
      definition.kind = record.definition.kind
      definition.title = row.text(1)
      definition.purpose = row.text(2)
      definition.rule = row.text(3)
      definition.preset = row.bool(4)
      var version = SegmentVersion()
      version.version = row.integer(0)
      version.definition = definition
      version.createTime = row.time(5)
      version.createdBy = row.id(6)
      return take(version)
    }
  }

  /// What the segment is used by: other segments, the rules of classification in any version, and programmes.
  func users(of record: SegmentRecord) throws(Status) -> [String] {
    var users: [String] = []
    if let (catalogue, _) = try segmentCatalogue(),
      let place = catalogue.place(numbered: record.number)
    {
      users = catalogue.dependents(of: place)
    }
    if let book = try classificationBook(), book.segments.contains(record.name) {
      users.append("classification")
    }
    // One that is over has its adoptions on record, and asks for nobody any more.
    users += try all(
      "SELECT name FROM programme WHERE segment = $1 AND valid_to > $2 ORDER BY name LIMIT 20",
      .id(record.id), .integer(BusinessDay.today(now).number)
    ) { "programme \($0.text(0))" }
    return users
  }
}
