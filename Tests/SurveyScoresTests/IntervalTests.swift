import SurveyScores
import Testing

struct IntervalTests {
  @Test func keepsItsBounds() {
    #expect(Interval(low: 0.25, high: 0.5) == Interval(low: 0.25, high: 0.5))
    #expect(Interval(low: 0.25, high: 0.5) != Interval(low: 0.5, high: 0.25))
  }
}
