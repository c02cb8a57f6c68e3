import SyncProof
import Testing

struct SeedTests {
  @Test func keepsItsNumber() { #expect(Seed(7).number == 7) }
}
