import Glibc
import PCRMCore
import PCRMModel

extension Evaluation {
  /// What a function gives.
  func call(_ function: ExpressionFunction, _ arguments: [Formula]) -> ExpressionValue {
    switch function {
    case .if: return value(arguments[value(arguments[0]).boolean ? 1 : 2])
    case .once:
      let before = state.nodes[current].text
      return before.isEmpty ? value(arguments[0]) : .text(before)
    case .coalesce:
      let first = arguments.dropLast().lazy.map(value).first { !$0.written.isEmpty }
      return first ?? arguments.last.map(value) ?? .text("")
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .position: return .number(Double(position(arguments)))
    case .last: return .number(Double(size))
    default: break
    }
    let values = arguments.map(value)
    return logic(function, values) ?? texts(function, values) ?? choices(function, values)
      ?? numbers(function, values) ?? sets(function, values) ?? dates(function, values)
      ?? .text("")
  }

  /// position(..) is the number of an instance; position() that of what a predicate looks at.
  private func position(_ arguments: [Formula]) -> Int {
    guard case .nodes(let path)? = arguments.first else { return position }
    // A repeat that is not relevant yet is still the one that the expression stands in.
    if path.steps.isEmpty {
      guard let node = state.climb(path.fromCurrent ? current : node, to: path.ancestor) else {
        return 0
      }
      return state.nodes[node].position
    }
    return nodes(path).first.map { state.nodes[$0].position } ?? 0
  }

  private func logic(
    _ function: ExpressionFunction, _ values: [ExpressionValue]
  ) -> ExpressionValue? {
    switch function {
    case .boolean: return .boolean(values[0].boolean)
    case .booleanFromText: return .boolean(["1", "true"].contains(values[0].text.lowercased()))
    case .not: return .boolean(!values[0].boolean)
    case .checklist:
      let given = Double(values.dropFirst(2).filter(\.boolean).count)
      return .boolean(within(given, values))
    case .weightedChecklist:
      var sum = 0.0
      for place in stride(from: 2, to: values.count - 1, by: 2) where values[place].boolean {
        sum += values[place + 1].number
      }
      return .boolean(within(sum, values))
    default: return nil
    }
  }

  /// -1 is no bound.
  private func within(_ number: Double, _ bounds: [ExpressionValue]) -> Bool {
    let (least, most) = (bounds[0].number, bounds[1].number)
    return (least == -1 || number >= least) && (most == -1 || number <= most)
  }

  private func texts(
    _ function: ExpressionFunction, _ values: [ExpressionValue]
  ) -> ExpressionValue? {
    let text = values.first?.text ?? ownText
    switch function {
    case .concat: return .text(joined(values[...], by: ""))
    case .join: return .text(joined(values.dropFirst(), by: text))
    case .contains:
      guard takeSearch(in: text, of: values[1].text) else { return .boolean(false) }
      return .boolean(values[1].text.isEmpty || text.contains(values[1].text))
    case .startsWith: return .boolean(text.hasPrefix(values[1].text))
    case .endsWith: return .boolean(text.hasSuffix(values[1].text))
    case .normalizeSpace:
      return .text(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    case .regex:
      guard state.budget.take(Pattern.steps), let pattern = try? Pattern(values[1].text) else {
        return .boolean(false)
      }
      return .boolean(pattern.matches(text, state.budget))
    case .string: return .text(text)
    case .stringLength: return .number(Double(text.unicodeScalars.count))
    case .substr: return .text(substr(text, values))
    case .substring: return .text(substring(text, values))
    case .substringBefore:
      guard takeSearch(in: text, of: values[1].text),
        let range = text.firstRange(of: values[1].text)
      else { return .text("") }
      return .text(String(text[..<range.lowerBound]))
    case .substringAfter:
      guard takeSearch(in: text, of: values[1].text),
        let range = text.firstRange(of: values[1].text)
      else { return .text("") }
      return .text(String(text[range.upperBound...]))
    case .translate:
      let from = Array(values[1].text)
      let to = Array(values[2].text)
      guard state.budget.take((text.utf8.count * from.count) >> 2) else { return .text("") }
      return .text(
        String(
          text.compactMap { character in
            guard let place = from.firstIndex(of: character) else { return character }
            return place < to.count ? to[place] : nil
          }))
    case .uuid: return .text(uuid(values.first))
    default: return nil
    }
  }

  /// Looking for one text in another may begin again at each character.
  private func takeSearch(in text: String, of part: String) -> Bool {
    state.budget.take((text.utf8.count * part.utf8.count) >> 6)
  }

  /// All texts of some values behind each other, or so much of them that it is seen to be too long for an answer.
  private func joined(_ values: ArraySlice<ExpressionValue>, by separator: String) -> String {
    var joined = ""
    var isFirst = true
    for value in values {
      for text in value.texts {
        if !isFirst { joined += separator }
        isFirst = false
        joined += text
        // A character has four bytes at most: nothing that is kept could still come.
        if joined.utf8.count > 4 * FormLimits.textCharactersMax { return joined.bounded(atOneMore) }
      }
    }
    return joined.bounded(atOneMore)
  }

  private var atOneMore: Int { FormLimits.textCharactersMax + 1 }

  private var ownText: String { state.nodes[node].text }

  /// substr(text, from, to): from 0, the end left out; negative counts from the end.
  private func substr(_ text: String, _ values: [ExpressionValue]) -> String {
    let scalars = Array(text.unicodeScalars)
    func place(_ value: Double) -> Int {
      if value.isNaN { return 0 }
      let bounded = max(-Double(scalars.count), min(value, Double(scalars.count)))
      return bounded < 0 ? scalars.count + Int(bounded) : Int(bounded)
    }
    let from = place(values[1].number)
    let to = values.count > 2 ? place(values[2].number) : scalars.count
    return from < to ? String(String.UnicodeScalarView(scalars[from..<to])) : ""
  }

  /// substring(text, from, length) of XPath: from 1, with its rounding.
  private func substring(_ text: String, _ values: [ExpressionValue]) -> String {
    let from = (values[1].number + 0.5).rounded(.down)
    let end = values.count > 2 ? from + (values[2].number + 0.5).rounded(.down) : .infinity
    let kept = text.unicodeScalars.enumerated().filter {
      Double($0.offset + 1) >= from && Double($0.offset + 1) < end
    }
    return String(String.UnicodeScalarView(kept.map(\.element)))
  }

  private func choices(
    _ function: ExpressionFunction, _ values: [ExpressionValue]
  ) -> ExpressionValue? {
    switch function {
    case .selected:
      let wanted = values[1].text.trimmed
      return .boolean(values[0].text.split(separator: " ").contains { $0 == wanted })
    case .countSelected: return .number(Double(values[0].text.split(separator: " ").count))
    case .selectedAt:
      let chosen = values[0].text.split(separator: " ")
      let place = values[1].number
      guard place >= 0, place < Double(chosen.count) else { return .text("") }
      return .text(String(chosen[Int(place)]))
    case .itext:
      guard let found = state.form.itexts[values[0].text] else { return .text("") }
      return .text(text(found) ?? "")
    case .lookUp: return .text(lookUp(values))
    default: return nil
    }
  }

  /// pulldata(file or list, column, key column, key).
  private func lookUp(_ values: [ExpressionValue]) -> String {
    guard let list = state.form.tree.tables[values[0].text] else { return "" }
    let choices = state.form.questionnaire.choiceLists[list].choices
    guard state.budget.take(choices.count) else { return "" }
    let key = values[2].text
    let wanted = values[3].text
    guard let row = choices.indices.first(where: { cell(list, $0, key) == wanted }) else {
      return ""
    }
    return cell(list, row, values[1].text)
  }

  private func numbers(
    _ function: ExpressionFunction, _ values: [ExpressionValue]
  ) -> ExpressionValue? {
    let number = values.first?.number ?? NumberText.number(ownText)
    let result: Double
    switch function {
    case .number: result = number
    case .int: result = number.rounded(.towardZero)
    case .abs: result = Swift.abs(number)
    case .floor: result = number.rounded(.down)
    case .ceiling: result = number.rounded(.up)
    case .round: result = rounded(number, values.count > 1 ? values[1].number : 0)
    case .pow: result = Glibc.pow(number, values[1].number)
    case .sqrt: result = number.squareRoot()
    case .exp: result = Glibc.exp(number)
    case .exp10: result = Glibc.pow(10, number)
    case .log: result = Glibc.log(number)
    case .log10: result = Glibc.log10(number)
    case .sin: result = Glibc.sin(number)
    case .cos: result = Glibc.cos(number)
    case .tan: result = Glibc.tan(number)
    case .asin: result = Glibc.asin(number)
    case .acos: result = Glibc.acos(number)
    case .atan: result = Glibc.atan(number)
    case .atan2: result = Glibc.atan2(number, values[1].number)
    case .pi: result = .pi
    case .random: result = Double(chance(0) >> 11) / 9_007_199_254_740_992
    default: return nil
    }
    return .number(result)
  }

  /// To so many decimal places; halves go up, as XPath has it.
  private func rounded(_ number: Double, _ places: Double) -> Double {
    if number.isNaN || places.isNaN { return .nan }
    let scale = Glibc.pow(10, max(-15, min(places.rounded(.towardZero), 15)))
    let scaled = number * scale
    return scaled.isFinite ? (scaled + 0.5).rounded(.down) / scale : number
  }

  // MARK: Chance

  /// A number that hangs on the filled form and the place in it, and on nothing else.
  private func chance(_ stream: UInt64) -> UInt64 {
    state.budget.take()
    var hash = state.context.instance.high ^ state.context.instance.low &* 0x9E37_79B9_7F4A_7C15
    hash ^= stream &* 0xD1B5_4A32_D192_ED03
    for byte in state.path(of: current).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }

  /// A UUID of version 4, or so many random characters.
  private func uuid(_ length: ExpressionValue?) -> String {
    let digits = Array("0123456789abcdef")
    func random(_ count: Int) -> [Character] {
      (0..<count).map { digits[Int(chance(UInt64($0) + 1) & 15)] }
    }
    if let length {
      let count = length.number
      return String(random(count >= 1 ? Int(min(count, 200)) : 0))
    }
    var characters = random(32)
    characters[12] = "4"
    characters[16] = digits[8 + Int(chance(17) & 3)]
    for place in [8, 13, 18, 23] { characters.insert("-", at: place) }
    return String(characters)
  }
}

extension String {
  /// Cut to what an answer may have at most.
  var boundedAnswer: String { bounded(FormLimits.textCharactersMax) }

  func bounded(_ most: Int) -> String {
    if utf8.count <= most { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(most)))
  }

  /// Cut to what is shown at most, and seen to be cut.
  var shown: String {
    let most = FormLimits.shownBytesMax
    if utf8.count <= most { return self }
    var end = utf8.index(startIndex, offsetBy: most)
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(self[..<end]) + "…"
  }

  /// Without blanks around it.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
