/// One property of a card: `item1.TEL;TYPE=HOME,VOICE:+82-2-1234-5678`.
struct CardProperty: Equatable {
  /// The line on which it begins.
  var line: Int
  /// `item1`; empty for most.
  var group: String
  /// `TEL`, as it stood.
  var name: String
  /// `TYPE=HOME,VOICE`, as it stood.
  var parameterText: String
  /// The parameters, names in lower case.
  var parameters: [CardParameter]
  /// The unfolded value, as it stood.
  var raw: [UInt8]
  /// The value as text, still with its backslashes; nil when its bytes are not what they claim.
  var text: String?

  /// The name to compare with.
  var key: String { name.uppercased() }
  /// The name with its group, as it stood.
  var fullName: String { group.isEmpty ? name : "\(group).\(name)" }

  /// The words of TYPE in lower case, and parameters without a name.
  var types: [String] {
    parameters.filter { $0.name == "type" }.flatMap(\.values).map { $0.lowercased() }
  }

  /// The first value of a parameter.
  func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.values.first
  }
}

/// One parameter of a property.
struct CardParameter: Equatable {
  /// The name in lower case.
  var name: String
  /// The values without quotes, as they stood.
  var values: [String]
}

/// How a property's value was packed to travel.
enum CardPacking: Equatable {
  case plain, quotedPrintable, base64
}

extension [CardParameter] {
  /// How the value was packed.
  var packing: CardPacking {
    for parameter in self where parameter.name == "encoding" {
      switch parameter.values.first?.uppercased() {
      case "QUOTED-PRINTABLE": return .quotedPrintable
      case "BASE64", "B": return .base64
      default: continue
      }
    }
    return .plain
  }
}
