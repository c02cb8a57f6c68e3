import CPCRM
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Measures the codec on a customer of 374 bytes against libprotobuf-c, in turns within one run.
func benchCodec() {
  let customer = benchCustomer()
  let bytes = customer.binary()
  guard let peer = LibprotobufC(bytes) else {
    print("codec: libprotobuf-c does not read what the codec wrote")
    return
  }
  var rounds: [Round] = []
  for _ in 0..<9 {
    rounds.append(
      Round(
        encode: nanoseconds { customer.binary().count },
        peerEncode: nanoseconds { peer.encoded() },
        decode: nanoseconds { (try? Customer(binary: bytes))?.names.count ?? -1 },
        peerDecode: nanoseconds { peer.decoded(bytes) }))
  }
  print("codec: a customer of \(bytes.count) bytes, medians of \(rounds.count) rounds")
  let encodes = report("encode", rounds.map(\.encode), rounds.map(\.peerEncode), target: 2.5)
  let decodes = report("decode", rounds.map(\.decode), rounds.map(\.peerDecode), target: 0.9)
  let met = [encodes, decodes].count { $0 }
  print("codec: \(met) targets met, \(2 - met) missed")
}

/// Nanoseconds a call took, once each.
private struct Round {
  var encode: Double
  var peerEncode: Double
  var decode: Double
  var peerDecode: Double
}

/// Prints one line; whether the target is met.
private func report(
  _ name: String, _ ours: [Double], _ theirs: [Double], target: Double
) -> Bool {
  func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
  let ratio = median(theirs) / median(ours)
  let isMet = ratio >= target
  print(
    "codec: \(name) \(Int(median(ours))) ns, libprotobuf-c \(Int(median(theirs))) ns: "
      + "\(rounded(ratio)) times as fast, target \(target): \(isMet ? "met" : "missed")")
  return isMet
}

/// The time of one call, over enough calls to measure; the answers are summed so that they are made.
private func nanoseconds(_ call: () -> Int) -> Double {
  let count = 50_000
  var sum = 0
  let time = ContinuousClock().measure {
    for _ in 0..<count { sum &+= call() }
  }
  precondition(sum > 0)
  let (seconds, attoseconds) = time.components
  return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(count)
}

/// The same customer in libprotobuf-c's hands.
private final class LibprotobufC {
  private let message: UnsafeMutablePointer<ProtobufCMessage>
  private let descriptor: UnsafeMutablePointer<ProtobufCMessageDescriptor>

  init?(_ bytes: [UInt8]) {
    descriptor = .allocate(capacity: 1)
    descriptor.initialize(to: pcrm__v1__customer__descriptor)
    guard let message = protobuf_c_message_unpack(descriptor, nil, bytes.count, bytes) else {
      descriptor.deallocate()
      return nil
    }
    self.message = message
  }

  deinit {
    protobuf_c_message_free_unpacked(message, nil)
    descriptor.deallocate()
  }

  /// Packs into memory of its own, as the codec's array is, and says how many bytes that took.
  func encoded() -> Int {
    let size = protobuf_c_message_get_packed_size(message)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { memory.deallocate() }
    return protobuf_c_message_pack(message, memory)
  }

  func decoded(_ bytes: [UInt8]) -> Int {
    guard let message = protobuf_c_message_unpack(descriptor, nil, bytes.count, bytes) else {
      return -1
    }
    protobuf_c_message_free_unpacked(message, nil)
    return 1
  }
}

/// A customer as an agency has many: a name, two contact points, an address, ids, times, tags.
private func benchCustomer() -> Customer {
  var customer = Customer()
  customer.id = ID(high: 0x018F_3A5E_7C1B_7D2A, low: 0x9F00_2B1C_5D7E_9A01)
  customer.version = 3
  customer.kind = .person
  customer.displayName = "김민수"
  customer.homeOfficeID = ID(high: 0x018F_3A5E_7C1B_7D2A, low: 0x9F00_2B1C_5D7E_9A02)
  customer.caseWorkerID = ID(high: 0x018F_3A5E_7C1B_7D2A, low: 0x9F00_2B1C_5D7E_9A03)
  customer.sex = .male
  customer.language = "ko"
  customer.createTime = Timestamp(seconds: 1_795_256_100, nanos: 250_000_000)
  customer.updateTime = Timestamp(seconds: 1_795_256_900, nanos: 125_000_000)
  var birth = CivilDate()
  birth.year = 1956
  birth.month = 3
  birth.day = 14
  customer.birthDate = birth
  var name = CustomerName()
  name.kind = .legal
  name.full = "김민수"
  name.family = "김"
  name.given = "민수"
  customer.names = [name]
  var phone = ContactPoint()
  phone.kind = .mobile
  phone.value = "010-1234-5678"
  phone.primary = true
  var mail = ContactPoint()
  mail.kind = .email
  mail.value = "minsu.kim@example.co.kr"
  mail.label = "business"
  customer.contactPoints = [phone, mail]
  var address = Address()
  address.kind = .home
  address.postalCode = "04524"
  address.region = "서울특별시"
  address.locality = "중구"
  address.roadAddress = "세종대로 110"
  address.detail = "101동 1203호"
  address.legalDistrictCode = "1114010300"
  address.primary = true
  customer.addresses = [address]
  customer.tags = ["vip", "독거노인", "2026"]
  return customer
}
