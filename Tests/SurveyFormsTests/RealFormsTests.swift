import Foundation
import PCRMCore
import PCRMModel
import ProtobufCodec
@testable import SurveyForms
@testable import Surveys
import Testing

/// The folder of real forms, where there is one.
enum RealForms {
  static let folder = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
    $0.isEmpty ? nil : "\($0)/xlsforms"
  }
  static let isThere = folder != nil
  static let missing: Comment = "PCRM_DATA is not set: this test on real forms did not run"
  static let files = [
    "UCL_Biomass_Plot_Form.xlsx", "choice_filter_test.xlsx", "widgets.expected.xml",
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = try #require(folder)
    return Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
  }

  static func read(_ file: String, files: FormFiles = .none) throws -> FormImport {
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return try FormImporter.read(bytes(file), name: name, files: files)
  }

  static func all(_ items: [FormItem]) -> [FormItem] { items.flatMap { [$0] + all($0.items) } }

  static func begin(_ questionnaire: Questionnaire) throws -> FormState {
    // 2026-11-21T05:30:00Z.
    let now = Timestamp(seconds: 1_795_239_000, nanos: 0)
    return FormState(try CompiledForm(questionnaire), context: FormContext(now: now))
  }
}

@Suite(.enabled(if: RealForms.isThere, RealForms.missing))
struct RealFormsTests {
  /// Would catch phantom columns, lost rows, and files that are not named.
  @Test func readsTheFieldForm() throws {
    let read = try RealForms.read("UCL_Biomass_Plot_Form.xlsx")
    let form = read.questionnaire
    #expect(read.isUsable)
    let all = RealForms.all(form.items)
    // 81 rows are not blank; eight of them end groups and repeats.
    #expect(all.count == 73)
    #expect(
      all.filter { $0.type == .repeat }.map(\.name) == [
        "trees", "stems", "stumps", "subplot1", "subplot2",
      ])
    #expect(form.languages == ["sw", "en"] && form.defaultLanguage == "sw")
    #expect(form.authorVersion == "2022-04-11T16:26:28.971")
    #expect(
      read.missingFiles.map(\.name) == [
        "UCL_regions.csv", "UCL_districts.csv", "UCL_villages.csv", "ULC_Biomass_Plots.csv",
        "species_names.csv",
      ])
    #expect(read.missingFiles.reduce(0) { $0 + $1.places.count } == 8)
    let inside = form.choiceLists.filter { $0.file.isEmpty }
    #expect(inside.reduce(0) { $0 + $1.choices.count } == 27)
    let phases = try #require(inside.first { $0.name == "plant_phase" })
    #expect(phases.choices.first?.value == "2022" && phases.choices.first?.columns.isEmpty == true)
    // Eleven conditions in quotation marks of a word processor, each said at its cell.
    let curly = read.diagnoses.filter { $0.reason == "CURLY_QUOTES" }
    #expect(curly.count == 11 && curly.count == read.diagnoses.count)
    #expect(curly.first?.place == "survey 9 H relevant")
    let other = try #require(all.first { $0.name == "leader_name_other" })
    #expect(other.relevance == "${leader_name} = 'other'" && other.required == "true()")
    let stems = try #require(all.first { $0.name == "stems" })
    #expect(stems.repeatCount == "${stem_count}")
    let photo = try #require(all.first { $0.name == "center_image" })
    #expect(photo.parameters.map(\.name) == ["max-pixels"])
  }

  /// Would catch a form that loads and cannot be answered.
  @Test func answersTheFieldForm() throws {
    var state = try RealForms.begin(RealForms.read("UCL_Biomass_Plot_Form.xlsx").questionnaire)
    func set(_ path: String, _ value: AnswerValue.Value) throws { try state.set(path, value) }
    try set("info/leader_name", .choice("Andrea"))
    try set("info/leader_number", .text("255-712-3456"))
    try set("location/region_id", .choice("arusha"))
    try set("location/district_id", .choice("monduli"))
    try set("location/village", .choice("mto"))
    try set("location/plant_phase", .choice("2024"))
    try set("location/plot_id", .choice("A1"))
    try set("location/canopy_cover", .integer(40))
    var point = FormPoint()
    point.coordinates = Coordinates()
    point.coordinates?.latitudeE7 = -34_000_000
    point.coordinates?.longitudeE7 = 366_000_000
    try set("location/center_point", .location(point))
    try set("location/monumented", .choice("no"))
    try set("location/slope", .integer(10))
    try set("any_trees", .choice("yes"))
    let note = try state.shown(at: "location/note3")
    #expect(note?.label.contains("15.04 m") == true)
    _ = try state.addRepeat("trees")
    try set("trees[1]/tag", .integer(7))
    try set("trees[1]/latin_name_id", .choice("acacia"))
    try set("trees[1]/tree_bearing", .integer(120))
    try set("trees[1]/tree_distance", .decimal("20"))
    #expect(
      try state.problem(at: "trees[1]/tree_distance")?.message == "Hakikisha Kipimo. Mti iko nje.")
    try set("trees[1]/tree_distance", .decimal("4.5"))
    try set("trees[1]/stem_count", .integer(1))
    try set("trees[1]/stems[1]/cbh", .integer(30))
    try set("trees[1]/stems[1]/health_id", .choice("alive"))
    try set("stumps_in_plot", .choice("no"))
    try set("regen_in_subplot1", .choice("no"))
    try set("regen_in_subplot2", .choice("no"))
    var none = ChosenValues()
    none.values = ["none"]
    try set("disturbance", .choices(none))
    let finished = state.finish()
    #expect(finished.problems.isEmpty, "\(finished.problems.map(\.path))")
    let kept = Set(finished.answers.values.map(\.path))
    #expect(kept.contains("trees[1]/stems[1]/cbh") && kept.contains("location/slope_radius"))
    #expect(!kept.contains("info/leader_name_other"))
  }

  /// Would catch a cascade that offers what does not belong to the answer above.
  @Test func readsAndAnswersTheCascade() throws {
    let read = try RealForms.read("choice_filter_test.xlsx")
    #expect(read.isUsable && read.diagnoses.isEmpty && read.missingFiles.isEmpty)
    #expect(read.questionnaire.name == "cascading_selects1")
    #expect(read.questionnaire.choiceLists.map(\.choices.count) == [2, 4, 8])
    #expect(read.questionnaire.choiceLists.map(\.duplicates) == [false, true, false])
    var state = try RealForms.begin(read.questionnaire)
    try state.set("state", .choice("texas"))
    #expect(try state.shown(at: "county")?.choices.map(\.value) == ["king", "cameron"])
    try state.set("county", .choice("cameron"))
    #expect(try state.shown(at: "city")?.choices.map(\.value) == ["brownsville", "harlingen"])
    try state.set("city", .choice("harlingen"))
    #expect(state.finish().isComplete)
    try state.set("county", .choice("king"))
    #expect(state.problems().map(\.path) == ["city"])
  }

  /// Would catch widgets that are read as another type, or are not there.
  @Test func readsEveryWidget() throws {
    let read = try RealForms.read("widgets.expected.xml")
    #expect(read.isUsable && read.diagnoses.isEmpty)
    #expect(read.missingFiles.map(\.name) == ["a.jpg", "b.jpg", "happy.jpg", "sad.jpg"])
    let form = read.questionnaire
    #expect(form.root == "widgets")
    let all = RealForms.all(form.items)
    let types = Dictionary(all.map { ($0.name, $0.type) }) { first, _ in first }
    let expected: [String: FormItemType] = [
      "my_string": .text, "my_int": .integer, "my_decimal": .decimal, "my_date": .date,
      "my_time": .time, "my_select": .selectMany, "my_select1": .selectOne,
      "my_trigger": .consent, "my_output": .note, "my_geopoint": .location,
      "my_barcode": .barcode, "my_image": .photo, "my_audio": .audio, "my_video": .video,
      "numberAsString": .text, "locationMap": .location, "dateTime": .text,
      "happy_sad_table": .group, "table_list_1": .selectOne,
    ]
    for (name, type) in expected {
      #expect(name == "dateTime" ? types[name] == .dateTime : types[name] == type, "\(name)")
    }
    #expect(form.choiceLists.reduce(0) { $0 + $1.choices.count } == 18)
    let decimal = try #require(all.first { $0.name == "my_decimal" })
    #expect(decimal.defaultValue == "18.31" && decimal.constraint == ". > 10.51 and . < 18.39")
    let output = try #require(all.first { $0.name == "my_output" })
    #expect(output.label.first?.text == "review widget. is your email still ${my_trigger}?")
  }

  @Test func answersTheWidgets() throws {
    var state = try RealForms.begin(RealForms.read("widgets.expected.xml").questionnaire)
    // 2010-06-15, the form's own default, is no future date.
    #expect(state.problems().map(\.path) == ["my_date"])
    try state.set("my_date", .date(CivilDate(2030, 1, 1)))
    var both = ChosenValues()
    both.values = ["c", "d"]
    try state.set("my_select", .choices(both))
    #expect(
      try state.problem(at: "my_select")?.message == "option c and d cannot be selected together")
    both.values = ["c"]
    try state.set("my_select", .choices(both))
    try state.set("my_trigger", .consent(true))
    #expect(try state.shown(at: "my_output")?.label == "review widget. is your email still OK?")
    try state.set("my_int", .integer(12))
    #expect(try state.problem(at: "my_int")?.message == "number must be less than 10")
    try state.set("my_int", .integer(3))
    #expect(state.finish().isComplete)
  }

  /// Would catch a bound on the work that forms of real people come near to: every question answered, every repeat twice.
  @Test(arguments: RealForms.files) func takesFewSteps(_ file: String) throws {
    var state = try RealForms.begin(RealForms.read(file).questionnaire)
    var most = state.budget.taken
    for _ in 0..<4 {
      for shown in state.items() {
        if shown.canAdd, shown.repeats < 2 {
          _ = try state.addRepeat(shown.path)
        } else if shown.value == nil, let value = shown.someAnswer {
          _ = try? state.set(shown.path, value)
        }
        most = max(most, state.budget.taken)
      }
    }
    let answered = state.finish().answers
    most = max(most, state.budget.taken)
    print("\(file): \(answered.values.count) answers, \(most) steps at most")
    #expect(answered.values.count > 2)
    #expect(most < FormLimits.stepsMax / 100)
    _ = try FormState(state.form, answers: answered, context: state.context)
  }

  /// Would catch whatever is lost, or grows, on the way out and in again.
  @Test(arguments: RealForms.files) func outAndInAgainIsTheSame(_ file: String) throws {
    let first = try RealForms.read(file)
    let written = XFormWriter.write(first.questionnaire)
    let second = try FormImporter.read(Array(written.utf8), name: "x")
    #expect(second.isUsable, "\(second.diagnoses)")
    #expect(second.questionnaire.json(pretty: true) == first.questionnaire.json(pretty: true))
    #expect(XFormWriter.write(second.questionnaire) == written)
  }

  @Test func saysWhatToDoWithOldWorkbooks() throws {
    let bytes = try RealForms.bytes("widgets.xls")
    #expect {
      try FormImporter.read(bytes, name: "widgets")
    } throws: { error in
      (error as? FormRefusal)?.reason == "OLD_WORKBOOK"
        && (error as? FormRefusal)?.message.contains("save it as .xlsx") == true
    }
  }

  /// The same within a workbook, where the checks of the archive do not stand before the reader.
  @Test(arguments: RealForms.files.dropLast()) func damagedSheetsNeverCrash(_ file: String) throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? .random(in: 0 ... .max)
    var random = SplitMix(seed)
    var archive = try ZipArchive(RealForms.bytes(file), limits: FormFileLimits())
    var parts: [SmallZip.Entry] = []
    for entry in archive.entries.values.sorted(by: { $0.name < $1.name }) {
      parts.append(SmallZip.Entry(name: entry.name, bytes: try archive.read(entry.name) ?? []))
    }
    let targets = parts.indices.filter { parts[$0].name.hasPrefix("xl/") }
    var read = 0
    for _ in 0..<60 {
      var zip = SmallZip(entries: parts)
      let at = targets[random.below(targets.count)]
      zip.entries[at].bytes = random.damaged(zip.entries[at].bytes)
      if (try? FormImporter.read(zip.bytes, name: "x")) != nil { read += 1 }
    }
    print("damaged sheets of \(file): seed \(seed), \(read) read all the same")
  }

  /// Would catch a reader that trusts what it reads: bytes changed at random, and text in the XML.
  @Test(arguments: RealForms.files) func damagedFilesNeverCrash(_ file: String) throws {
    let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? .random(in: 0 ... .max)
    var random = SplitMix(seed)
    let whole = try RealForms.bytes(file)
    var read = 0
    for _ in 0..<(file.hasSuffix(".xml") ? 300 : 200) {
      let damaged = random.damaged(whole)
      if (try? FormImporter.read(damaged, name: "x")) != nil { read += 1 }
    }
    print("damaged \(file): seed \(seed), \(read) read all the same")
  }
}

extension ShownItem {
  /// Something that fits, for questions whose answers decide what else is asked.
  fileprivate var someAnswer: AnswerValue.Value? {
    switch item.type {
    case .integer: return .integer(3)
    case .decimal: return .decimal("3")
    case .text: return .text("words")
    case .selectOne:
      return .choice(
        choices.first { ["yes", "1"].contains($0.value) }?.value ?? choices.first?.value ?? "mto")
    default: return nil
    }
  }
}

/// Numbers that look random and come again with their seed.
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }

  /// Bytes changed, taken out, doubled, or cut off.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(6) where !bytes.isEmpty {
      let at = below(bytes.count)
      switch below(6) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: next())
      case 1: bytes[at] ^= 1 << UInt8(below(8))
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(40)))
      case 3:
        let end = min(bytes.count, at + 1 + below(200))
        bytes.insert(contentsOf: bytes[at..<end], at: below(bytes.count))
      case 4: bytes.removeLast(below(min(bytes.count, 2000)))
      default:
        let signs = Array("<>&\"'/${}()[]".utf8)
        bytes[at] = signs[below(signs.count)]
      }
    }
    return bytes
  }
}
