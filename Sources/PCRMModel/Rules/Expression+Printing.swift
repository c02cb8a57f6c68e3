extension Expression {
  /// The expression as canonical text: reading it again gives an equal tree.
  public var printed: String {
    var text = ""
    print(to: &text)
    return text
  }

  /// How tightly operators bind; CEL's order.
  private enum Binding: Int {
    case choice, or, and, relation, sum, product, unary, member
  }

  private var binding: Binding {
    switch node {
    case .choice: .choice
    case .or: .or
    case .and: .and
    case .comparison, .membership: .relation
    case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): .sum
    case .arithmetic: .product
    case .not, .negative: .unary
    // A number with its sign: a point after it would be read as the number's.
    case .literal(.int), .literal(.double): .unary
    default: .member
    }
  }

  /// Prints in brackets when the expression binds less tightly than its place needs.
  private func print(to text: inout String, atLeast least: Binding) {
    if binding.rawValue >= least.rawValue { return print(to: &text) }
    text += "("
    print(to: &text)
    text += ")"
  }

  private func print(to text: inout String) {
    switch node {
    case .literal(let value): text += value.literal
    case .fact(let fact): text += Self.path(fact.name)
    case .element(let variable): text += variable.name
    case .field(let field, let variable): text += variable.name + "." + Self.path(field.name)
    case .has(let operand): Self.call("has", [operand], &text)
    case .not(let operand):
      text += "!"
      operand.print(to: &text, atLeast: .unary)
    case .negative(let operand): operand.printNegative(to: &text)
    case .and(let items): Self.join(items, " && ", .relation, &text)
    case .or(let items): Self.join(items, " || ", .and, &text)
    case .choice(let condition, let then, let otherwise):
      condition.print(to: &text, atLeast: .or)
      text += " ? "
      then.print(to: &text, atLeast: .or)
      text += " : "
      otherwise.print(to: &text, atLeast: .choice)
    case .comparison(let comparison, let left, let right):
      left.print(to: &text, atLeast: .sum)
      text += " \(comparison.rawValue) "
      right.print(to: &text, atLeast: .sum)
    case .membership(let value, let list):
      value.print(to: &text, atLeast: .sum)
      text += " in "
      list.print(to: &text, atLeast: .sum)
    case .arithmetic(let operation, let left, let right):
      left.print(to: &text, atLeast: binding)
      text += " \(operation.rawValue) "
      right.print(to: &text, atLeast: binding == .sum ? .product : .unary)
    default: printCall(to: &text)
    }
  }

  private func printCall(to text: inout String) {
    switch node {
    case .text(let test, let value, let part): value.printMethod(test.rawValue, [part], &text)
    case .matches(let value, let pattern):
      value.printMethod("matches", [Expression(.literal(.string(pattern.source)), .string)], &text)
    case .size(let operand): Self.call("size", [operand], &text)
    case .quantified(let quantifier, let variable, let list, let condition):
      list.printMacro(quantifier.rawValue, variable, condition, &text)
    case .count(let variable, let list, let condition):
      text += "size("
      list.printMacro("filter", variable, condition, &text)
      text += ")"
    case .now: text += "now()"
    case .today: text += "today()"
    case .age(let operand):
      if case .fact(let fact) = operand.node, fact.name == RuleFact.birthDate {
        text += "age()"
      } else {
        Self.call("age", [operand], &text)
      }
    case .daysSince(let operand): Self.call("days_since", [operand], &text)
    case .double(let operand): Self.call("double", [operand], &text)
    case .inSegment(let name): text += "in_segment(\(RuleValue.string(name).literal))"
    default: break
    }
  }

  /// A minus before digits would be read as the number's own.
  private func printNegative(to text: inout String) {
    text += "-"
    if case .literal = node {
      text += "("
      print(to: &text)
      text += ")"
    } else {
      print(to: &text, atLeast: .unary)
    }
  }

  private func printMethod(_ name: String, _ arguments: [Expression], _ text: inout String) {
    print(to: &text, atLeast: .member)
    text += "."
    Self.call(name, arguments, &text)
  }

  private func printMacro(
    _ name: String, _ variable: RuleVariable, _ condition: Expression, _ text: inout String
  ) {
    print(to: &text, atLeast: .member)
    text += ".\(name)(\(variable.name), "
    condition.print(to: &text)
    text += ")"
  }

  private static func call(_ name: String, _ arguments: [Expression], _ text: inout String) {
    text += name + "("
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      argument.print(to: &text)
    }
    text += ")"
  }

  private static func join(
    _ items: [Expression], _ separator: String, _ least: Binding, _ text: inout String
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { text += separator }
      item.print(to: &text, atLeast: least)
    }
  }

  /// A name, whose later parts stand between backticks where they are no words.
  private static func path(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { part in
      let isWord =
        part.utf8.first?.isNameStart == true
        && part.utf8.allSatisfy { $0.isNameStart || $0.isDigit }
      return isWord ? String(part) : "`\(part)`"
    }
    return parts.joined(separator: ".")
  }
}
