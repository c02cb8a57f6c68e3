/// What the type cell of a row says.
struct FormType: Equatable {
  /// The name that the type has today, as "select_one"; for old spellings too.
  var name: String
  /// The list of choices, or the file, that it names.
  var list = ""
  var orOther = false

  static let selects: Set<String> = [
    "select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file",
    "rank_from_file", "select_one_external",
  ]

  var isFromFile: Bool { name.hasSuffix("_from_file") }

  /// Every spelling, small and with blanks; longest first where one begins another.
  ///
  /// Source: pyxform 4.5.0, `aliases.py` and `question_type_dictionary.py`.
  private static let spellings: [(String, String)] = {
    let all: [String: [String]] = [
      "begin_group": ["begin group", "begin lgroup", "begin looped group", "group begin"],
      "end_group": ["end group", "end lgroup", "end looped group", "group end"],
      "begin_repeat": ["begin repeat", "repeat begin"],
      "end_repeat": ["end repeat", "repeat end"],
      "begin_loop": ["begin loop"], "end_loop": ["end loop"],
      "select_one": [
        "select one", "select one from", "select one using", "select1",
        "add select one prompt using",
      ],
      "select_multiple": [
        "select multiple", "select multiple from", "select multiple using", "select all that apply",
        "select all that apply from", "add select multiple prompt using",
      ],
      "select_one_from_file": ["select one from file"],
      "select_multiple_from_file": ["select multiple from file"],
      "rank_from_file": ["rank from file"],
      "select_one_external": ["select one external"],
      "rank": ["rank", "odk:rank", "ranking"],
      "text": ["text", "string", "add text prompt", "q string"],
      "integer": ["integer", "int", "add integer prompt", "q int", "number"],
      "decimal": ["decimal", "add decimal prompt", "q decimal"],
      "range": ["range"], "date": ["date", "add date prompt", "q date"],
      "time": ["time", "add time prompt"],
      "datetime": ["datetime", "date time", "add date time prompt"],
      "note": ["note", "add note prompt", "q note"],
      "geopoint": [
        "geopoint", "gps", "location", "add location prompt", "q geopoint", "q location",
      ],
      "geotrace": ["geotrace", "q geotrace"], "geoshape": ["geoshape", "q geoshape"],
      "image": ["image", "photo", "picture", "add image prompt", "q picture", "q image"],
      "audio": ["audio", "add audio prompt", "q audio"],
      "video": ["video", "add video prompt", "q video"], "file": ["file", "upload"],
      "barcode": ["barcode", "q barcode", "add barcode prompt"],
      "acknowledge": ["acknowledge", "trigger", "add acknowledge prompt", "q acknowledge"],
      "calculate": ["calculate", "calculation", "add calculate prompt", "q calculate"],
      "hidden": ["hidden"], "percentage": ["percentage", "add percentage prompt"],
      "start": ["start", "start time", "get start time"],
      "end": ["end", "end time", "get end time"],
      "today": ["today", "get today"],
      "deviceid": ["deviceid", "device id", "get device id", "imei"],
      "subscriberid": ["subscriberid", "subscriber id", "get subscriber id"],
      "simserial": ["simserial", "sim serial", "sim id", "get sim id"],
      "phonenumber": ["phonenumber", "phone number", "get phone number"],
      "username": ["username"], "email": ["email"], "audit": ["audit"],
      "start-geopoint": ["start-geopoint", "start geopoint"],
      "background-audio": ["background-audio", "background audio"],
      "background-geopoint": ["background-geopoint", "background geopoint"],
      "xml-external": ["xml-external", "xml external"],
      "csv-external": ["csv-external", "csv external"],
      "osm": ["osm"], "property": ["property"], "uuid": ["uuid"], "include": ["include"],
    ]
    return all.flatMap { name, words in words.map { ($0, name) } }
      .sorted { ($0.0.utf8.count, $0.0) > ($1.0.utf8.count, $1.0) }
  }()

  private static let otherWords = [" or other", " or specify other"]

  /// nil when it is no type.
  init?(_ cell: String) {
    let text = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // Only ASCII letters change, so that offsets stay what they are.
    let plain = String(
      decoding: text.utf8.map { byte -> UInt8 in
        switch byte {
        case 65...90: byte + 32
        case 95: 32
        default: byte
        }
      }, as: UTF8.self)
    for (words, name) in Self.spellings where plain.hasPrefix(words) {
      if plain == words {
        self.init(name: name)
        return
      }
      guard Self.selects.contains(name) || name == "begin_loop" || name == "osm",
        plain.utf8.dropFirst(words.utf8.count).first == 32
      else { continue }
      var rest = String(decoding: text.utf8.dropFirst(words.utf8.count + 1), as: UTF8.self)
      let other = Self.otherWords.first { plain.hasSuffix($0) }
      if let other { rest = String(decoding: rest.utf8.dropLast(other.utf8.count), as: UTF8.self) }
      self.init(name: name, list: rest.trimmed, orOther: other != nil)
      return
    }
    return nil
  }

  private init(name: String, list: String = "", orOther: Bool = false) {
    self.name = name
    self.list = list
    self.orOther = orOther
  }

  /// A type that a misspelt one is likeliest to be; nil when none is near.
  static func nearest(_ cell: String) -> String? {
    let first = String(FormHeader.key(cell.trimmed).prefix(40))
    return Spelling.nearest(first, to: Set(spellings.map(\.1)).sorted())
  }
}
