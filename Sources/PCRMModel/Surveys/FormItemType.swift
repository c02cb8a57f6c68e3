public import ProtobufCodec

/// What an item is.
public struct FormItemType: OpenEnum {
  public static let protoName = "pcrm.v1.FormItemType"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = FormItemType(rawValue: 0)
  /// Items that belong together.
  public static let group = FormItemType(rawValue: 1)
  /// Items that are asked several times, for example once for each member of a household.
  public static let `repeat` = FormItemType(rawValue: 2)
  /// A text to read.
  public static let note = FormItemType(rawValue: 3)
  /// Text.
  public static let text = FormItemType(rawValue: 4)
  /// A whole number.
  public static let integer = FormItemType(rawValue: 5)
  /// A number.
  public static let decimal = FormItemType(rawValue: 6)
  /// A day.
  public static let date = FormItemType(rawValue: 7)
  /// A time of day.
  public static let time = FormItemType(rawValue: 8)
  /// A day and time.
  public static let dateTime = FormItemType(rawValue: 9)
  /// One choice of a list.
  public static let selectOne = FormItemType(rawValue: 10)
  /// Several choices of a list.
  public static let selectMany = FormItemType(rawValue: 11)
  /// All choices of a list, best first.
  public static let rank = FormItemType(rawValue: 12)
  /// A number on a scale, for example 0 to 10.
  public static let scale = FormItemType(rawValue: 13)
  /// Rows that are answered with the same choices: a Likert grid.
  public static let grid = FormItemType(rawValue: 14)
  /// A consent, or that something was read: given or not.
  public static let consent = FormItemType(rawValue: 15)
  /// A point on the earth.
  public static let location = FormItemType(rawValue: 16)
  /// A line on the earth.
  public static let line = FormItemType(rawValue: 17)
  /// A closed line on the earth.
  public static let area = FormItemType(rawValue: 18)
  /// A picture.
  public static let photo = FormItemType(rawValue: 19)
  /// A recording of sound.
  public static let audio = FormItemType(rawValue: 20)
  /// A film.
  public static let video = FormItemType(rawValue: 21)
  /// Any file.
  public static let file = FormItemType(rawValue: 22)
  /// The text of a bar code.
  public static let barcode = FormItemType(rawValue: 23)
  /// A value that is worked out and not shown. Its calculation is required.
  public static let calculated = FormItemType(rawValue: 24)
  /// A value that is given from outside and not shown.
  public static let hidden = FormItemType(rawValue: 25)
  /// Something about the filling in itself.
  public static let metadata = FormItemType(rawValue: 26)

  public static let names: [(Int32, String)] = [
    (0, "FORM_ITEM_TYPE_UNSPECIFIED"),
    (1, "FORM_ITEM_TYPE_GROUP"),
    (2, "FORM_ITEM_TYPE_REPEAT"),
    (3, "FORM_ITEM_TYPE_NOTE"),
    (4, "FORM_ITEM_TYPE_TEXT"),
    (5, "FORM_ITEM_TYPE_INTEGER"),
    (6, "FORM_ITEM_TYPE_DECIMAL"),
    (7, "FORM_ITEM_TYPE_DATE"),
    (8, "FORM_ITEM_TYPE_TIME"),
    (9, "FORM_ITEM_TYPE_DATE_TIME"),
    (10, "FORM_ITEM_TYPE_SELECT_ONE"),
    (11, "FORM_ITEM_TYPE_SELECT_MANY"),
    (12, "FORM_ITEM_TYPE_RANK"),
    (13, "FORM_ITEM_TYPE_SCALE"),
    (14, "FORM_ITEM_TYPE_GRID"),
    (15, "FORM_ITEM_TYPE_CONSENT"),
    (16, "FORM_ITEM_TYPE_LOCATION"),
    (17, "FORM_ITEM_TYPE_LINE"),
    (18, "FORM_ITEM_TYPE_AREA"),
    (19, "FORM_ITEM_TYPE_PHOTO"),
    (20, "FORM_ITEM_TYPE_AUDIO"),
    (21, "FORM_ITEM_TYPE_VIDEO"),
    (22, "FORM_ITEM_TYPE_FILE"),
    (23, "FORM_ITEM_TYPE_BARCODE"),
    (24, "FORM_ITEM_TYPE_CALCULATED"),
    (25, "FORM_ITEM_TYPE_HIDDEN"),
    (26, "FORM_ITEM_TYPE_METADATA"),
  ]
}

/// What is recorded about the filling in of a form.
public struct FormMetadata: OpenEnum {
  public static let protoName = "pcrm.v1.FormMetadata"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = FormMetadata(rawValue: 0)
  /// When it was begun.
  public static let start = FormMetadata(rawValue: 1)
  /// When it was finished.
  public static let end = FormMetadata(rawValue: 2)
  /// The day on which it was begun.
  public static let today = FormMetadata(rawValue: 3)
  /// The device.
  public static let deviceID = FormMetadata(rawValue: 4)
  /// Who filled it in.
  public static let username = FormMetadata(rawValue: 5)
  /// That person's e-mail address.
  public static let email = FormMetadata(rawValue: 6)
  /// The device's phone number.
  public static let phoneNumber = FormMetadata(rawValue: 7)
  /// "uuid:" and the id of this filled form.
  public static let instanceID = FormMetadata(rawValue: 8)
  /// Its name, by the questionnaire's instance_name.
  public static let instanceName = FormMetadata(rawValue: 9)
  /// Something that a form from elsewhere asks for and nothing here records; it stays empty.
  public static let other = FormMetadata(rawValue: 10)

  public static let names: [(Int32, String)] = [
    (0, "FORM_METADATA_UNSPECIFIED"),
    (1, "FORM_METADATA_START"),
    (2, "FORM_METADATA_END"),
    (3, "FORM_METADATA_TODAY"),
    (4, "FORM_METADATA_DEVICE_ID"),
    (5, "FORM_METADATA_USERNAME"),
    (6, "FORM_METADATA_EMAIL"),
    (7, "FORM_METADATA_PHONE_NUMBER"),
    (8, "FORM_METADATA_INSTANCE_ID"),
    (9, "FORM_METADATA_INSTANCE_NAME"),
    (10, "FORM_METADATA_OTHER"),
  ]
}
