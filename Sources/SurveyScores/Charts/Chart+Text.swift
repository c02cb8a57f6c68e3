extension Chart {
  /// The chart as lines for a terminal of so many columns; no line has control characters or is wider.
  public func text(columns: Int = 80) -> [String] {
    let columns = max(40, min(500, columns))
    let head = [title, subtitle].filter { !$0.isEmpty }.map {
      trimmed(ChartText.fitted(ChartText.plain($0), to: columns))
    }
    return head + (kind == .bars ? barLines(columns) : trendLines(columns))
  }

  private func barLines(_ columns: Int) -> [String] {
    let captions = points.map { ChartText.plain(caption($0)) }
    let captionRoom = min(columns / 2, captions.map(ChartText.columns).max() ?? 0)
    let labelRoom = min(
      (columns - captionRoom) / 2,
      points.map { ChartText.columns(ChartText.plain($0.label)) }.max() ?? 0)
    let room = max(4, columns - captionRoom - labelRoom - 3)
    return zip(points, captions).map { point, caption in
      let label = ChartText.fitted(ChartText.plain(point.label), to: labelRoom)
      let bar = point.value.map { self.bar($0, room) } ?? String(repeating: "·", count: room)
      return trimmed("\(label) \(bar) \(ChartText.fitted(caption, to: captionRoom))")
    }
  }

  /// A bar from the origin to the value, to an eighth of a column where it grows to the right.
  private func bar(_ value: Double, _ room: Int) -> String {
    let zero = (origin * Double(room)).rounded()
    let end = place(value) * Double(room)
    var cells = Array(repeating: Character(" "), count: room)
    if end < zero {
      for cell in Int(end.rounded())..<Int(zero) { cells[cell] = "█" }
    } else {
      let eighths = Int(((end - zero) * 8).rounded())
      let start = Int(zero)
      for cell in 0..<(eighths / 8) where start + cell < room { cells[start + cell] = "█" }
      if eighths % 8 > 0, start + eighths / 8 < room {
        cells[start + eighths / 8] = Array("▏▎▍▌▋▊▉")[eighths % 8 - 1]
      }
    }
    if zero > 0, Int(zero) < room, cells[Int(zero)] == " " { cells[Int(zero)] = "│" }
    return String(cells)
  }

  private static let heightLines = 9

  private func trendLines(_ columns: Int) -> [String] {
    let ends = [range.lowerBound, range.upperBound].map {
      ChartText.number($0, decimals: decimals)
    }
    let axisRoom = ends.map(\.count).max() ?? 0
    let perPoint = (columns - axisRoom - 2) / max(1, points.count)
    // Where the points do not fit, the latest are shown.
    let room = max(3, min(16, perPoint))
    let shown = points.suffix(max(1, (columns - axisRoom - 2) / room))
    let height = Self.heightLines
    let row = { (value: Double) in
      height - 1 - Int((place(value) * Double(height - 1)).rounded())
    }
    var lines: [String] = []
    for line in 0..<height {
      let edge = line == 0 ? ends[1] : line == height - 1 ? ends[0] : ""
      let cells = shown.map { point -> String in
        var mark = " "
        if let value = point.value {
          if row(value) == line {
            mark = "●"
          } else if let interval = point.interval,
            row(interval.high) <= line, line <= row(interval.low)
          {
            mark = "│"
          }
        }
        let before = String(repeating: " ", count: (room - 1) / 2)
        return before + mark + String(repeating: " ", count: room - 1 - (room - 1) / 2)
      }
      lines.append(trimmed("\(ChartText.padded(edge, to: axisRoom)) ┤\(cells.joined())"))
    }
    let gap = String(repeating: " ", count: axisRoom + 2)
    let labels = shown.map { centred(ChartText.plain($0.label), room) }
    let values = shown.map { point in
      centred(
        point.value.map { ChartText.number($0, decimals: decimals) }
          ?? ChartText.plain(hiddenText), room)
    }
    return lines + [trimmed(gap + labels.joined()), trimmed(gap + values.joined())]
  }

  private func centred(_ text: String, _ room: Int) -> String {
    let width = ChartText.columns(text)
    guard width < room else { return ChartText.fitted(text, to: room - 1) + " " }
    let before = (room - width) / 2
    return ChartText.fitted(String(repeating: " ", count: before) + text, to: room)
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
