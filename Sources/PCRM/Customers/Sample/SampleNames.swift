/// Names for people and firms that do not exist, as often as one meets them.
enum SampleNames {
  /// Family names with how many in a thousand have them, roughly.
  static let families = Weighted([
    ("김", 215), ("이", 147), ("박", 84), ("최", 47), ("정", 43), ("강", 23), ("조", 21), ("윤", 20),
    ("장", 19), ("임", 16), ("한", 15), ("오", 15), ("서", 15), ("신", 14), ("권", 14), ("황", 13),
    ("안", 13), ("송", 13), ("류", 12), ("전", 11), ("홍", 11), ("고", 9), ("문", 9), ("양", 9),
    ("손", 9), ("배", 8), ("백", 8), ("허", 7), ("유", 7), ("남", 6), ("심", 5), ("노", 5), ("하", 5),
    ("곽", 4), ("성", 4), ("차", 4), ("주", 4), ("우", 4), ("구", 4), ("민", 3), ("진", 3), ("엄", 3),
    ("채", 3), ("원", 3), ("방", 2), ("공", 2), ("현", 2), ("함", 2), ("변", 2), ("남궁", 1), ("황보", 1),
    ("제갈", 1), ("선우", 1),
  ])

  static let maleFirst = Array("민서지도예현준성영상재동태진승우정종광기병용창대경").map(String.init)
  static let maleSecond = Array("수준호훈우현석민진철식환혁원규섭태욱근빈").map(String.init)
  static let femaleFirst = Array("서지민은수예하유영미정현혜경선순명옥소나보다채윤").map(String.init)
  static let femaleSecond = Array("연희영숙진아은윤현정미경순자빈린주원나람").map(String.init)

  static let firmStems = [
    "가온", "나래", "다솜", "라온", "마루", "바른", "새길", "아람", "자람", "차오름", "큰나무", "푸른솔",
    "한결", "해담", "온누리", "미리내", "샛별", "들꽃", "늘봄", "한마음",
  ]
  static let firmTrades = Weighted([
    ("건설", 18), ("산업", 14), ("식품", 10), ("운수", 9), ("전자", 8), ("기계", 8), ("물류", 7), ("의원", 7),
    ("병원", 4), ("요양원", 4), ("섬유", 3), ("조경", 3), ("인쇄", 2), ("농원", 2), ("복지관", 1),
  ])
}

/// Choices of which some come more often than others.
struct Weighted: Sendable {
  private let values: [String]
  private let upTo: [Int]

  init(_ choices: [(String, Int)]) {
    values = choices.map(\.0)
    var sum = 0
    upTo = choices.map { choice in
      sum += choice.1
      return sum
    }
  }

  func pick(_ random: inout some RandomNumberGenerator) -> String {
    let place = Int.random(in: 0..<(upTo.last ?? 1), using: &random)
    return values[upTo.firstIndex { place < $0 } ?? 0]
  }
}
