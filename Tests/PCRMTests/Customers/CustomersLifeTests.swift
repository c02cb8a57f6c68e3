import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// A customer's life: created, read, changed, deleted, restored.
struct CustomersLifeTests {
  @Test func createdAndRead() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let draft = Customer.insured("A-1").with {
        $0.homeOfficeID = office
        $0.birthDate = CivilDate(1961, 5, 0)
        $0.birthDate?.calendar = .lunarLeap
        $0.language = "ko"
        $0.sex = .male
        $0.contactPoints = [.mobile("010-0123-4567")]
        $0.addresses = [.home("세종대로 110")]
        $0.tags = ["우선"]
      }
      let made = try pcrm.admin.create(draft)
      #expect(made.version == 1)
      #expect(made.displayName == "김민수")
      #expect(made.createTime == pcrm.clock.now() && made.updateTime == made.createTime)
      #expect(try pcrm.admin.get(made.id) == made)
      #expect(made.birthDate == draft.birthDate)
      #expect(made.names[0].full == "김민수")
    }
  }

  @Test func changed() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(
        .person().with { $0.contactPoints = [.mobile("010-0111-2222")] })
      pcrm.clock.advance(seconds: 60)
      let patch = made.with {
        $0.version = 1
        $0.language = "en-GB"
        $0.contactPoints = []
        $0.names[0].full = "김민서"
      }
      let unmasked = try pcrm.admin.update(patch)
      #expect(unmasked.version == 2 && unmasked.language == "en-GB")
      #expect(unmasked.displayName == "김민서")
      #expect(
        unmasked.contactPoints == made.contactPoints, "an empty field is not cleared without a mask"
      )
      #expect(unmasked.updateTime == pcrm.clock.now() && unmasked.createTime == made.createTime)
      let cleared = try pcrm.admin.update(
        made.with {
          $0.version = 0; $0.contactPoints = []
        }, ["contact_points"])
      #expect(cleared.version == 3 && cleared.contactPoints.isEmpty && cleared.language == "en-GB")
      #expect(try pcrm.admin.get(made.id) == cleared)
      #expect(try pcrm.admin.lookup(phone: "01001112222").isEmpty, "the old number leads nowhere")
    }
  }

  @Test func anUpdateThatChangesNothing() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(.person())
      pcrm.clock.advance(seconds: 60)
      // The same name, as a phone writes it: in single letters.
      let decomposed = "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}"
      #expect(decomposed.utf8.count > "김민수".utf8.count)
      let same = try pcrm.admin.update(.person(decomposed).with { $0.id = made.id })
      #expect(same == made)
    }
  }

  @Test func deletedAndRestored() throws {
    try withPCRM { pcrm in
      let made = try pcrm.admin.create(
        .insured("A-1").with { $0.contactPoints = [.mobile("01001112222")] })
      let deleted = try pcrm.admin.delete(made.id, version: 1)
      #expect(deleted.version == 2 && deleted.deleteTime == pcrm.clock.now())
      #expect(try pcrm.admin.get(made.id) == deleted)
      #expect(try pcrm.admin.delete(made.id) == deleted, "deleting twice answers the same")
      #expect(try pcrm.admin.lookup("insured_number", "A-1").isEmpty)
      #expect(try pcrm.admin.lookup(phone: "010-0111-2222").isEmpty)
      #expect(try pcrm.admin.search("김민").isEmpty)
      #expect(try pcrm.admin.list().isEmpty)
      #expect(try pcrm.admin.list { $0.showDeleted = true } == [deleted])
      var create = CreateCustomerRequest()
      create.customer = .insured("A-1")
      let taken = try pcrm.admin.refusal("pcrm.v1.CustomerService/CreateCustomer", create)
      #expect(taken?.info.reason == "EXTERNAL_ID_TAKEN", "a deleted customer keeps its numbers")
      let restored = try pcrm.admin.undelete(made.id)
      #expect(restored.version == 3 && restored.deleteTime == nil)
      #expect(try pcrm.admin.lookup("insured_number", "A-1") == [restored])
    }
  }
}
