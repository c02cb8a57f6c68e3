import PCRMModel
import ProtobufCodec
import Testing

@testable import Import

/// Holds a card's customer to the card: every property is mapped or kept, and every word of every
/// value stands somewhere in the customer.
enum CardLoss {
  static func expectNone(_ card: CardReading) {
    #expect(card.outcomes.count == card.properties.count)
    let kept = card.outcomes.filter { $0 != .mapped }.count
    #expect(card.customer.importedProperties.count == kept)
    let texts = Set(Self.words(in: card.customer))
    for (property, outcome) in zip(card.properties, card.outcomes) {
      if outcome != .mapped {
        #expect(
          card.customer.importedProperties.contains {
            $0.name == property.fullName && $0.parameters == property.parameterText
              && ($0.value == property.text || property.text == nil)
          }, "\(property.fullName) in line \(property.line)")
        continue
      }
      // Dates and codes became numbers; they are compared in their own tests.
      if ["BDAY", "GENDER", "KIND"].contains(property.key) { continue }
      let value = CardText.unescaped(property.text ?? "", version: "3.0")
      for word in Self.split(value) {
        #expect(texts.contains(word), "\(property.fullName) in line \(property.line) lost \(word)")
      }
    }
    var stored = card.customer
    stored.compose()
    #expect(throws: Never.self) { try stored.check() }
  }

  private static func words(in customer: Customer) -> [String] {
    var texts: [String] = customer.tags + [customer.language]
    for name in customer.names {
      texts += [name.full, name.family, name.given, name.additional, name.prefix, name.suffix]
    }
    for point in customer.contactPoints {
      texts += [point.value, point.label]
      // The scheme of a phone's address is its kind.
      if point.isNumber { texts.append("tel") }
    }
    for address in customer.addresses {
      texts += [
        address.countryCode, address.postalCode, address.region, address.locality,
        address.roadAddress, address.detail,
      ]
    }
    texts += customer.externalIDs.map(\.value)
    return texts.flatMap(Self.split)
  }

  private static func split(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
