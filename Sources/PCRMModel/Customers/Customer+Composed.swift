extension Customer {
  /// Brings every text into the form in which it is stored, and fills in what is written from other fields.
  ///
  /// Imported properties stay word by word, and external ids letter by letter, as other systems have them.
  public mutating func compose() {
    for index in names.indices { names[index].compose() }
    for index in contactPoints.indices {
      contactPoints[index].value = contactPoints[index].value.composed
      contactPoints[index].label = contactPoints[index].label.composed
      contactPoints[index].purpose = contactPoints[index].purpose.composed
    }
    for index in addresses.indices { addresses[index].compose() }
    for index in tags.indices { tags[index] = tags[index].composed }
    for index in extensions.indices {
      if case .text(let text)? = extensions[index].value {
        extensions[index].value = .text(text.composed)
      }
    }
    displayName = derivedDisplayName
  }
}

extension CustomerName {
  fileprivate mutating func compose() {
    full = full.composed
    family = family.composed
    given = given.composed
    additional = additional.composed
    prefix = prefix.composed
    suffix = suffix.composed
    if full.isEmpty { full = written }
  }
}

extension Address {
  fileprivate mutating func compose() {
    region = region.composed
    locality = locality.composed
    roadAddress = roadAddress.composed
    detail = detail.composed
    label = label.composed
  }
}
