import PCRMModel

/// One way to write the media of a text, whatever the file's way was.
enum MediaOrder {
  /// By kind, then by language; what is the same in every language stands once, without one.
  static func ordered(_ media: [LocalMedia], _ languages: FormLanguages) -> [LocalMedia] {
    var result: [LocalMedia] = []
    for kind in [FormMediaKind.image, .bigImage, .audio, .video] {
      let same = media.filter { $0.kind == kind }
      let tags = Set(same.map(\.language))
      if Set(same.map(\.file)).count == 1, var one = same.first,
        tags.contains("") || languages.tags.allSatisfy(tags.contains)
      {
        one.language = ""
        result.append(one)
        continue
      }
      for tag in [""] + languages.tags {
        if let one = same.first(where: { $0.language == tag }) { result.append(one) }
      }
    }
    return result
  }
}
