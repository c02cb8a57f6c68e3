import Surveys
import Testing

struct FormFaultTests {
  /// Would catch a fault that loses the expression it is about.
  @Test func keepsWhatItIsAbout() {
    let fault = FormFault("UNKNOWN_FUNCTION", "age.constraint", expression: "f(1)", "no f")
    #expect(fault.place == "age.constraint")
    #expect(fault.expression == "f(1)")
  }
}
