public import ProtobufCodec

/// A message that somebody wrote as a YAML or JSON document, and where in the text each field stands.
///
/// The form is the message's JSON, in YAML's clothes: fields by their names in the contract or in lower
/// camel case. Beside JSON's forms it takes the words of enums (`statutory` for `BASIS_STATUTORY`) and
/// days as `2010-01-31`. Texts need no quotes: a number, a day or `yes` in a text field is that text.
public struct Document<Content: Message>: Sendable {
  /// What the document says.
  public let content: Content
  /// What the text is called in complaints: the file's name.
  public let name: String
  private let places: [String: DocumentPlace]

  /// Reads a document; the complaint names the text, the line and the field.
  public init(
    _ text: String, name: String, as content: Content.Type = Content.self
  ) throws(ImportFailure) {
    self.name = name
    var problem: DecodingFailure?
    if text.drop(while: \.isWhitespace).first == "{" {
      do throws(DecodingFailure) {
        self.content = try Content(json: text)
        places = (try? DocumentReader(text, as: Content.self))?.places ?? [:]
        return
      } catch {
        // It may still be YAML in braces; and if it is JSON, YAML's reader knows the lines.
        problem = error
      }
    }
    let reader: DocumentReader
    do throws(DocumentProblem) {
      reader = try DocumentReader(text, as: Content.self)
    } catch {
      if error.isSyntax, let problem { throw ImportFailure("\(name): \(problem)") }
      throw ImportFailure("\(name)\(error)")
    }
    do throws(DecodingFailure) {
      self.content = try Content(json: reader.json)
    } catch {
      let line = reader.places.nearest(to: error.path)?.line ?? 1
      throw ImportFailure("\(name)\(DocumentProblem(line, error.path, error.message))")
    }
    places = reader.places
  }

  /// Where a field stands in the text: that of `stages[2].code`, or of the nearest one around it.
  ///
  /// - Parameter prefix: what a request calls the field in which the document was sent; empty when the
  ///   request has the document's fields.
  public func place(of path: String, in prefix: String = "") -> DocumentPlace? {
    guard !prefix.isEmpty else {
      let field = path.prefix { $0 != "." && $0 != "[" }
      return places[String(field)] == nil ? nil : places.nearest(to: path)
    }
    guard path.hasPrefix(prefix) else { return nil }
    let rest = path.dropFirst(prefix.count)
    guard let next = rest.first else { return places.nearest(to: "") }
    if next == "." { return places.nearest(to: String(rest.dropFirst())) }
    return next == "[" ? places.nearest(to: String(rest)) : nil
  }
}

/// Where a piece of a document begins.
public struct DocumentPlace: Sendable, Equatable {
  /// The line, from 1.
  public var line: Int
  /// The text, when the piece is one.
  public var text: String?
  /// Lines from `line` to the first line of the text; nil when the text's lines are not the document's.
  var linesBefore: Int?

  /// The document's line on which a line of the text stands, both from 1.
  public func line(ofText number: Int) -> Int {
    linesBefore.map { line + $0 + number - 1 } ?? line
  }
}

extension [String: DocumentPlace] {
  /// The place of a path, or of the innermost one around it that the text has.
  func nearest(to path: String) -> DocumentPlace? {
    var path = path[...]
    while true {
      if let place = self[String(path)] { return place }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return self[""] }
      path = path[..<cut]
    }
  }
}

/// What is wrong with a document, where.
struct DocumentProblem: Error, CustomStringConvertible {
  var line: Int?
  var path: String
  var message: String
  /// Whether the text is no YAML at all.
  var isSyntax = false

  init(_ line: Int?, _ path: String, _ message: String, isSyntax: Bool = false) {
    self.line = line
    self.path = path
    self.message = message
    self.isSyntax = isSyntax
  }

  /// `, line 12, stages[2].code: must be …`: what follows the document's name.
  var description: String {
    (line.map { ", line \($0)" } ?? "") + (path.isEmpty ? "" : ", \(path)") + ": \(message)"
  }
}
