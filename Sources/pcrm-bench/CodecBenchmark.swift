import CPCRM
import Glibc
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Measures the codec on a customer of 374 bytes against libprotobuf-c, and C++ protobuf where its library is given, in
/// turns within one run.
func benchCodec(cpp path: String?) {
  let customer = benchCustomer()
  let bytes = customer.binary()
  guard let peer = LibprotobufC(bytes) else {
    print("codec: libprotobuf-c does not read what the codec wrote")
    return
  }
  let cpp = path.flatMap { CppProtobuf(library: $0, bytes) }
  var rounds: [Round] = []
  for _ in 0..<9 {
    rounds.append(
      Round(
        encode: nanoseconds { customer.binary().count },
        decode: nanoseconds { (try? Customer(binary: bytes))?.names.count ?? -1 },
        cEncode: nanoseconds { peer.encoded() }, cDecode: nanoseconds { peer.decoded(bytes) },
        cppEncode: cpp.map { cpp in nanoseconds { cpp.encoded() } } ?? 0,
        cppDecode: cpp.map { cpp in nanoseconds { cpp.decoded() } } ?? 0))
  }
  print("codec: a customer of \(bytes.count) bytes, medians of \(rounds.count) rounds")
  var verdict = Verdict("codec")
  func compare(
    _ name: String, _ ours: KeyPath<Round, Double>, _ peer: String,
    _ theirs: KeyPath<Round, Double>, target: Double
  ) {
    func median(_ path: KeyPath<Round, Double>) -> Double {
      rounds.map { $0[keyPath: path] }.sorted()[rounds.count / 2]
    }
    let ratio = median(theirs) / median(ours)
    print(
      "codec: \(name) \(Int(median(ours))) ns, \(peer) \(Int(median(theirs))) ns: "
        + "\(hundredths(ratio)) times as fast, target \(hundredths(target))")
    verdict.expect("\(name) at least \(hundredths(target)) × \(peer)", ratio >= target)
  }
  compare("encode", \.encode, "libprotobuf-c", \.cEncode, target: 2.5)
  compare("decode", \.decode, "libprotobuf-c", \.cDecode, target: 0.9)
  if cpp != nil {
    compare("encode", \.encode, "C++ protobuf", \.cppEncode, target: 2)
    compare("decode", \.decode, "C++ protobuf with an arena", \.cppDecode, target: 1)
  }
  verdict.print()
}

/// Nanoseconds a call took, once each.
private struct Round {
  var encode: Double
  var decode: Double
  var cEncode: Double
  var cDecode: Double
  var cppEncode: Double
  var cppDecode: Double
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

/// The same customer in the hands of C++ protobuf, whose library `tools/bench` builds.
private struct CppProtobuf {
  private let encode: @convention(c) () -> Int32
  private let decode: @convention(c) () -> Int32

  init?(library path: String, _ bytes: [UInt8]) {
    guard let library = dlopen(path, RTLD_NOW), let load = dlsym(library, "cpp_load"),
      let encode = dlsym(library, "cpp_encode"), let decode = dlsym(library, "cpp_decode")
    else {
      print("codec: \(path) cannot be opened; C++ protobuf is left out")
      return nil
    }
    // The three functions of tools/peers/codec.cc, with the types that they have there.
    let loader = unsafeBitCast(load, to: (@convention(c) (UnsafeRawPointer?, Int32) -> Int32).self)
    self.encode = unsafeBitCast(encode, to: (@convention(c) () -> Int32).self)
    self.decode = unsafeBitCast(decode, to: (@convention(c) () -> Int32).self)
    guard bytes.withUnsafeBytes({ loader($0.baseAddress, Int32($0.count)) }) == 1 else {
      return nil
    }
  }

  func encoded() -> Int { Int(encode()) }
  func decoded() -> Int { Int(decode()) }
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
