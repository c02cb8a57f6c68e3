extension Preset {
  static let serviceModels = Preset(
    "service-models", .serviceModels,
    "office, outreach, tailored service, and since when",
    text: #"""
      # 서비스 모형: how the agency serves, and since when. An office switches on a day of its own by a line with its code:
      #
      #   - {office: "0101", valid_from: 2009-04-01, service_model: tailored, note: 시범 지사}
      #
      #   pcrm classify models apply --preset service-models
      models:
      - {code: office, title_ko: 내방 서비스, title_en: Service in the office}
      - {code: outreach, title_ko: 찾아가는 서비스, title_en: Outreach}
      - {code: tailored, title_ko: 맞춤 서비스, title_en: Tailored service}
      switches:
      - {valid_from: 1995-05-01, service_model: office}
      - {valid_from: 2005-10-01, service_model: outreach, note: 전 지사}
      - {valid_from: 2010-01-01, service_model: tailored, note: 전 지사}
      """#)
}
