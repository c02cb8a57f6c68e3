"""Reads an iCalendar stream with PyPI icalendar, another implementation of RFC 5545.

Reads the stream; writes one JSON object: properties of the calendar, and each event with its times in UTC.
"""

import datetime
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
events = []
for event in calendar.walk("VEVENT"):
    start = event.decoded("dtstart").astimezone(datetime.timezone.utc)
    end = event.decoded("dtend").astimezone(datetime.timezone.utc)
    events.append(
        {
            "uid": str(event["uid"]),
            "sequence": int(event["sequence"]),
            "status": str(event["status"]),
            "start": start.isoformat(),
            "end": end.isoformat(),
            "summary": str(event["summary"]),
            "location": str(event.get("location", "")),
            "errors": [str(error) for error in event.errors],
        }
    )
zones = [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")]
json.dump({"zones": zones, "events": events}, sys.stdout, ensure_ascii=False)
