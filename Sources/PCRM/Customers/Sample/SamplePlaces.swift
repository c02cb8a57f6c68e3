/// Where the people of the sample live: real districts with a point in each, and streets of our own making.
enum SamplePlaces {
  /// A district of a city.
  struct District: Sendable {
    let region: String
    let locality: String
    /// What its postal codes begin with.
    let postal: String
    /// What its telephone numbers begin with.
    let areaCode: String
    /// A point in its middle, in 1e-7 degrees.
    let latitude: Int32
    let longitude: Int32

    fileprivate init(
      _ region: String, _ locality: String, _ postal: String, _ areaCode: String,
      _ latitude: Int32, _ longitude: Int32
    ) {
      self.region = region
      self.locality = locality
      self.postal = postal
      self.areaCode = areaCode
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  static let districts = [
    District("서울특별시", "중구", "045", "02", 375_636_000, 1_269_976_000),
    District("서울특별시", "강남구", "061", "02", 375_172_000, 1_270_473_000),
    District("서울특별시", "마포구", "040", "02", 375_663_000, 1_269_019_000),
    District("서울특별시", "노원구", "017", "02", 376_542_000, 1_270_568_000),
    District("서울특별시", "송파구", "055", "02", 375_145_000, 1_271_059_000),
    District("서울특별시", "구로구", "082", "02", 374_954_000, 1_268_874_000),
    District("부산광역시", "해운대구", "480", "051", 351_631_000, 1_291_635_000),
    District("부산광역시", "부산진구", "471", "051", 351_629_000, 1_290_532_000),
    District("대구광역시", "수성구", "421", "053", 358_581_000, 1_286_306_000),
    District("인천광역시", "남동구", "215", "032", 374_472_000, 1_267_314_000),
    District("인천광역시", "부평구", "213", "032", 375_070_000, 1_267_219_000),
    District("광주광역시", "북구", "611", "062", 351_742_000, 1_269_119_000),
    District("대전광역시", "유성구", "341", "042", 363_623_000, 1_273_561_000),
    District("울산광역시", "남구", "446", "052", 355_438_000, 1_293_301_000),
    District("세종특별자치시", "", "301", "044", 364_801_000, 1_272_890_000),
    District("경기도", "수원시 영통구", "164", "031", 372_595_000, 1_270_465_000),
    District("경기도", "성남시 분당구", "135", "031", 373_827_000, 1_271_189_000),
    District("경기도", "고양시 일산동구", "104", "031", 376_586_000, 1_267_750_000),
    District("경기도", "안산시 단원구", "153", "031", 373_190_000, 1_268_122_000),
    District("경기도", "화성시", "182", "031", 371_996_000, 1_268_312_000),
    District("강원특별자치도", "춘천시", "242", "033", 378_813_000, 1_277_298_000),
    District("충청북도", "청주시 흥덕구", "284", "043", 366_424_000, 1_274_312_000),
    District("충청남도", "천안시 서북구", "311", "041", 368_783_000, 1_271_549_000),
    District("전북특별자치도", "전주시 완산구", "550", "063", 358_122_000, 1_271_199_000),
    District("전라남도", "순천시", "579", "061", 349_506_000, 1_274_872_000),
    District("경상북도", "포항시 남구", "377", "054", 360_087_000, 1_293_594_000),
    District("경상남도", "창원시 성산구", "514", "055", 351_984_000, 1_287_027_000),
    District("제주특별자치도", "제주시", "631", "064", 334_996_000, 1_265_312_000),
  ]

  static let roadStems = [
    "중앙", "평화", "시청", "새싹", "은행나무", "샛별", "한빛", "소나무", "무지개", "달맞이", "강변", "해오름",
    "벚꽃", "가온", "나래", "다솜", "미리내", "누리", "솔밭", "햇살", "푸른숲", "하늘", "들꽃", "이슬",
    "나루터", "옛장터", "느티나무", "물레방아", "돌다리", "언덕",
  ]
}
