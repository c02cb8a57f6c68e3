import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment explain`.
struct SegmentExplain: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a customer is in a segment or not, and what would have to change.",
    discussion: """
      Conditions that hold have a ✓, those that do not a ✗, those that cannot be told for want of a \
      value a ?. The fewest that decide are marked with ▸. With --language ko, or a Korean LANG, the \
      sentences are Korean.

      EXAMPLES
        pcrm segment explain management.intensive insured_number=0123456789
        pcrm segment explain --rule 'age() >= 65 && !has_mobile' 010-0983-0869 --language ko
      """)

  @Argument(help: "The segment's name (unless --rule is given), then the customer.")
  var words: [String]

  @Option(help: "A rule to explain, in the place of a segment's.")
  var rule: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let expected = rule == nil ? 2...2 : 1...2
    guard expected.contains(words.count) else {
      throw ValidationError(
        rule == nil
          ? "give a segment and a customer: pcrm segment explain SEGMENT CUSTOMER"
          : "give a customer: pcrm segment explain --rule RULE CUSTOMER")
    }
  }

  func run(_ server: Server) async throws {
    var request = ExplainMembershipRequest()
    request.segment = words.count == 2 ? words[0] : ""
    request.rule = rule ?? ""
    request.customerID = try await Reference.customer(words[words.count - 1], server)
    let answer: ExplainMembershipResponse
    do {
      answer = try await server.call("\(SegmentCommand.service)/ExplainMembership", request)
    } catch {
      throw SegmentPreview.pointed(error, rule)
    }
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    // The name is for the reader's eye; whoever may not see it still gets the explanation.
    var named = GetCustomerRequest()
    named.id = answer.customerID
    let customer: Customer? = try? await server.call(
      "\(CustomerCommand.service)/GetCustomer", named)
    let page = ExplanationPage(
      answer: answer, name: customer?.displayName ?? "", language: server.settings.language,
      ink: .output)
    for line in page.lines { try Console.print(line) }
  }
}
