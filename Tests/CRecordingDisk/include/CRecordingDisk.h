#ifndef C_RECORDING_DISK_H
#define C_RECORDING_DISK_H

#include <stdint.h>

// A file system layer for SQLite that passes everything on to the system's, keeps a record of what was written and
// forced to disk in which order, and fails when it is told to. From the record a test builds what a power cut may leave.

enum {
  RECORD_WRITE = 1,
  RECORD_TRUNCATE = 2, // offset is the new size
  RECORD_SYNC = 3,     // written down before it is done: later writes are not covered by it
  RECORD_DELETE = 4,
  RECORD_MARK = 5, // offset is the mark
};

typedef struct recorded_event {
  int kind;
  int file; // see recorded_file; -1 for a mark
  int64_t offset;
  int count;
  const uint8_t *bytes;
} recorded_event;

/// Registers the layer under the name "recording"; answers SQLite's result code.
int recording_register(void);
/// Starts an empty record, or stops recording and frees it.
void recording_start(void);
void recording_stop(void);
/// Writes a mark of the test's own into the record.
void recording_mark(int64_t mark);
int recording_count(void);
recorded_event recording_event(int index);
/// The path of a recorded file.
const char *recording_file(int file);

/// After `after` more calls, fails `times` writes (or syncs) with `code`; negative `times` means until told otherwise.
void recording_fail_writes(int after, int times, int code);
void recording_fail_syncs(int after, int times, int code);
/// How many syncs were asked for, in all.
int recording_sync_count(void);

#endif
