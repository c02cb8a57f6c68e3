import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What of a customer field staff may correct.
struct CustomerFlags: ParsableArguments {
  @Option(help: ArgumentHelp("Mobile phone.", valueName: "number"))
  var mobile: String?

  @Option(help: ArgumentHelp("Landline.", valueName: "number"))
  var phone: String?

  @Option(help: ArgumentHelp("E-mail address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("Another way to reach the customer; repeat.", valueName: "kind=value"))
  var addContact: [String] = []

  @Option(help: ArgumentHelp("A number or address that is wrong; repeat.", valueName: "value"))
  var removeContact: [String] = []

  @Option(help: ArgumentHelp("A number or address not to be used; repeat.", valueName: "value"))
  var doNotContact: [String] = []

  @Option(help: "Which address: home without it.")
  var addressKind: WordArgument<AddressKind>?

  @Option(help: ArgumentHelp("Road and number.", valueName: "text"))
  var roadAddress: String?

  @Option(help: ArgumentHelp("Building, floor, flat.", valueName: "text"))
  var detail: String?

  @Option(help: ArgumentHelp("Province or metropolitan city.", valueName: "text"))
  var region: String?

  @Option(help: ArgumentHelp("City, county or district.", valueName: "text"))
  var locality: String?

  @Option(help: ArgumentHelp("Postal code.", valueName: "code"))
  var postalCode: String?

  @Option(help: ArgumentHelp("The legal name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Day of birth, for example 1961-03-04.", valueName: "day"))
  var born: DayArgument?

  @Option(help: ArgumentHelp("Language, for example ko.", valueName: "tag"))
  var speaks: String?

  @Option(help: "A tag to add; repeat for more.")
  var tag: [String] = []

  @Option(help: "A tag to take away; repeat for more.")
  var untag: [String] = []

  func change(_ customer: inout Customer) throws {
    for (kind, value) in [(ContactPointKind.mobile, mobile), (.phone, phone), (.email, email)] {
      guard let value else { continue }
      let index = customer.contactPoints.firstIndex { $0.kind == kind }
      if let index {
        customer.contactPoints[index].value = value
      } else {
        customer.contactPoints.append(Self.contact(kind, value))
      }
    }
    for text in addContact {
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let kind = ContactPointKind(word: sides[0]) else {
        throw CommandFailure.usage(
          "--add-contact is \"\(text)\"; it must be KIND=VALUE with one of \(ContactPointKind.words)"
        )
      }
      customer.contactPoints.append(Self.contact(kind, sides[1]))
    }
    for value in removeContact {
      let index = try Self.place(of: value, "--remove-contact", customer)
      customer.contactPoints.remove(at: index)
    }
    for value in doNotContact {
      let index = try Self.place(of: value, "--do-not-contact", customer)
      customer.contactPoints[index].doNotContact = true
    }
    changeAddress(&customer)
    if let name {
      if let index = customer.names.firstIndex(where: { $0.kind == .legal }) {
        customer.names[index] = Self.legal(name)
      } else {
        customer.names.append(Self.legal(name))
      }
    }
    if let born { customer.birthDate = born.day }
    if let speaks { customer.language = speaks }
    customer.tags.removeAll { untag.contains($0) }
    for tag in tag where !customer.tags.contains(tag) { customer.tags.append(tag) }
  }

  private func changeAddress(_ customer: inout Customer) {
    let parts: [(WritableKeyPath<Address, String>, String?)] = [
      (\.region, region), (\.locality, locality), (\.roadAddress, roadAddress), (\.detail, detail),
      (\.postalCode, postalCode),
    ]
    if parts.allSatisfy({ $0.1 == nil }) { return }
    let kind = addressKind?.value ?? .home
    var index = customer.addresses.firstIndex { $0.kind == kind }
    if index == nil {
      var address = Address()
      address.kind = kind
      customer.addresses.append(address)
      index = customer.addresses.count - 1
    }
    guard let index else { return }
    let road = customer.addresses[index].roadAddress
    for (part, value) in parts {
      if let value { customer.addresses[index][keyPath: part] = value }
    }
    if !road.isEmpty, customer.addresses[index].roadAddress != road {
      leaveBehind(&customer.addresses[index])
    }
    // It was measured for what stood there before.
    customer.addresses[index].coordinates = nil
    customer.addresses[index].legalDistrictCode = ""
  }

  /// Takes away what was true of the house before, and says so.
  private func leaveBehind(_ address: inout Address) {
    var gone: [String] = []
    if detail == nil, !address.detail.isEmpty {
      address.detail = ""
      gone.append("--detail")
    }
    if postalCode == nil, !address.postalCode.isEmpty {
      address.postalCode = ""
      gone.append("--postal-code")
    }
    if gone.isEmpty { return }
    let flags = gone.joined(separator: ", ")
    Console.note(
      Language.current(
        "another road: what stood there for the old one is taken away; give it with \(flags)",
        "도로명이 바뀌어 옛 주소의 나머지는 지웠습니다. \(flags)(으)로 적으십시오."))
  }

  private static func contact(_ kind: ContactPointKind, _ value: String) -> ContactPoint {
    var point = ContactPoint()
    point.kind = kind
    point.value = value
    return point
  }

  private static func legal(_ full: String) -> CustomerName {
    var name = CustomerName()
    name.kind = .legal
    name.full = full
    return name
  }

  /// Where a number or address stands, however it is punctuated.
  private static func place(
    of value: String, _ flag: String, _ customer: Customer
  ) throws -> Int {
    let digits = PhoneNumber.digits(value)
    let index = customer.contactPoints.firstIndex { point in
      point.value == value
        || point.isNumber && !digits.isEmpty
          && PhoneNumber.digits(point.value) == digits
    }
    guard let index else {
      let known = customer.contactPoints.map(\.value).joined(separator: ", ")
      throw CommandFailure.usage("\(flag) is \"\(value)\"; it must be one of: \(known)")
    }
    return index
  }
}
