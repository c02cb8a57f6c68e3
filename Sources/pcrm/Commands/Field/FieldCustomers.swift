import ArgumentParser
import FieldClient
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field customer`: one's customers.
struct FieldCustomers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "List, show and correct the customers that the device carries.",
    discussion: """
      EXAMPLES
        pcrm field customers
        pcrm field customer show 김하나
        pcrm field customer edit 김하나 --mobile 010-0983-0869
        pcrm field customer consent 김하나 satisfaction_survey withdrawn
      """,
    subcommands: [
      FieldCustomerList.self, FieldCustomerShow.self, FieldCustomerEdit.self, FieldConsent.self,
    ], defaultSubcommand: FieldCustomerList.self, aliases: ["customers"])
}

/// `pcrm field customer list`.
struct FieldCustomerList: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the customers that the device carries, by name.",
    discussion: """
      A star marks what is not sent yet.

      EXAMPLES
        pcrm field customer list
        pcrm field customer list 김
      """)

  @Argument(help: "Only those with this in their name, or in a phone number.")
  var text: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let customers = try folder.client.customers().filter { customer in
      text.map { FieldFolder.matches(customer.customer, $0) } ?? true
    }
    let unsent = Set(customers.filter(\.isUnsent).map(\.customer.id))
    let people = VisitPeople(known: customers.map(\.customer))
    let language = Language.current
    let columns: [Column<Customer>] = [
      Column(language("NAME", "이름")) { $0.displayName + (unsent.contains($0.id) ? " *" : "") },
      Column(language("PHONE", "전화")) { people.phone($0.id) },
      Column(language("ADDRESS", "주소")) { customer in
        var visit = Visit()
        visit.customerID = customer.id
        return people.place(visit)
      },
      Column("ID") { String($0.id.description.suffix(6)) },
    ]
    var listing = Listing(folder.output, columns, csv: CustomerColumns.csv(extensions: []))
    for customer in customers { try listing.add(customer.customer) }
    try listing.end()
    guard folder.output == .table else { return }
    try Console.flush()
    if customers.isEmpty { Console.note(language("no such customers", "해당하는 고객이 없습니다.")) }
    try folder.noteUnsent()
  }
}

/// `pcrm field customer show`.
struct FieldCustomerShow: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what the device carries of a customer.",
    discussion: """
      EXAMPLES
        pcrm field customer show 김하나
      """)

  @Argument(help: "The customer: id, the end of it, phone number, or name.")
  var customer: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    try folder.show(try folder.customer(customer).customer)
  }
}

/// `pcrm field customer edit`.
struct FieldCustomerEdit: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Correct a customer's phone, address and the like.",
    discussion: """
      --mobile, --phone and --email take the place of the first of their kind; --add-contact adds \
      another. An address flag changes the first address of --address-kind, or adds it; another \
      road takes the old detail and postal code away unless they are given too. What the office \
      changes meanwhile stays: where both changed the same, pcrm field conflicts shows both.

      EXAMPLES
        pcrm field customer edit 김하나 --mobile 010-0983-0869
        pcrm field customer edit 김하나 --road-address "세종대로 110" --detail "101동 1203호"
        pcrm field customer edit 김하나 --do-not-contact 02-120 --tag 난청
      """)

  @Argument(help: "The customer: id, the end of it, phone number, or name.")
  var customer: String

  @OptionGroup var flags: CustomerFlags
  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let known = try folder.customer(customer).customer
    var changed = known
    try flags.change(&changed)
    let fields = changed.changedFields(since: known)
    if fields.isEmpty {
      throw CommandFailure.usage("nothing to change was given; see --help")
    }
    let number = try folder.client.change(.customer(known.id, fields: fields, changed))
    if let shown = try folder.client.customer(known.id) { try folder.show(shown.customer) }
    if folder.output == .table { try folder.tell(number) }
  }
}

extension FieldFolder {
  /// The customer that a text names: id, the end of it, phone number, or name.
  func customer(_ text: String) throws -> FieldCustomer {
    if let id = CustomerID(text.lowercased()), let known = try client.customer(id) { return known }
    let all = try client.customers()
    let exact = all.filter { $0.customer.displayName == text }
    if exact.count == 1 { return exact[0] }
    return try one(
      all.filter { Self.matches($0.customer, text) }, text, "customer", "고객",
      see: "pcrm field customers")
  }

  static func matches(_ customer: Customer, _ text: String) -> Bool {
    if customer.displayName.localizedStandardContains(text) { return true }
    if customer.names.contains(where: { $0.full.localizedStandardContains(text) }) { return true }
    let wanted = text.lowercased()
    if wanted.count >= 4, customer.id.description.hasSuffix(wanted) { return true }
    let digits = PhoneNumber.digits(text)
    return digits.utf8.count >= 4
      && customer.contactPoints.contains { point in
        point.isNumber && PhoneNumber.digits(point.value).contains(digits)
      }
  }

  func show(_ customer: Customer) throws {
    guard output == .table else {
      return try Listing.one(
        customer, output, CustomerColumns.one, csv: CustomerColumns.csv(extensions: []))
    }
    let language = Language.current
    let titles = [
      "NAME": "이름", "NAMES": "이름 전체", "SEX": "성별", "BORN": "생년월일", "LANGUAGE": "언어",
      "CONTACTS": "연락처",
      "ADDRESSES": "주소", "TAGS": "꼬리표", "KIND": "종류",
    ]
    let shown = [
      "ID", "KIND", "NAME", "NAMES", "SEX", "BORN", "LANGUAGE", "CONTACTS", "ADDRESSES", "TAGS",
    ]
    try Console.write(
      TextTable.pairs(
        CustomerColumns.one.filter { shown.contains($0.title) }.map { column in
          (
            language(column.title.lowercased(), titles[column.title] ?? column.title.lowercased()),
            column.value(customer)
          )
        }))
  }
}
