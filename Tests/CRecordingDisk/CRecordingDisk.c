#include "CRecordingDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 64

typedef struct recording_handle {
  sqlite3_file base;
  int file;
  sqlite3_file *real; // lies behind this struct
} recording_handle;

typedef struct fault {
  int after, times, code;
} fault;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs layer;
static char *files[FILES_MAX];
static int file_count;
static recorded_event *events;
static int event_count, event_room, is_recording, sync_count;
static fault write_fault, sync_fault;

static int file_number(const char *path) {
  int found = -1;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < file_count && found < 0; i++)
    if (!strcmp(files[i], path)) found = i;
  if (found < 0 && file_count < FILES_MAX) {
    files[file_count] = strdup(path);
    found = file_count++;
  }
  pthread_mutex_unlock(&lock);
  return found;
}

static void record(int kind, int file, int64_t offset, const void *bytes, int count) {
  pthread_mutex_lock(&lock);
  if (kind == RECORD_SYNC) sync_count++;
  if (is_recording) {
    if (event_count == event_room) {
      event_room = event_room ? event_room * 2 : 1024;
      events = realloc(events, event_room * sizeof *events);
    }
    uint8_t *copy = NULL;
    if (bytes) memcpy(copy = malloc(count), bytes, count);
    events[event_count++] = (recorded_event){kind, file, offset, count, copy};
  }
  pthread_mutex_unlock(&lock);
}

static int due(fault *fault) {
  int code = SQLITE_OK;
  pthread_mutex_lock(&lock);
  if (fault->times != 0) {
    if (fault->after > 0) {
      fault->after--;
    } else {
      code = fault->code;
      if (fault->times > 0) fault->times--;
    }
  }
  pthread_mutex_unlock(&lock);
  return code;
}

#define REAL(f) (((recording_handle *)(f))->real)
#define PASS(f, method, ...) (REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__))

static int do_close(sqlite3_file *f) { return PASS(f, xClose); }
static int do_read(sqlite3_file *f, void *to, int count, sqlite3_int64 at) { return PASS(f, xRead, to, count, at); }
static int do_write(sqlite3_file *f, const void *from, int count, sqlite3_int64 at) {
  int code = due(&write_fault);
  if (code) return code;
  record(RECORD_WRITE, ((recording_handle *)f)->file, at, from, count);
  return PASS(f, xWrite, from, count, at);
}
static int do_truncate(sqlite3_file *f, sqlite3_int64 size) {
  record(RECORD_TRUNCATE, ((recording_handle *)f)->file, size, NULL, 0);
  return PASS(f, xTruncate, size);
}
static int do_sync(sqlite3_file *f, int flags) {
  int code = due(&sync_fault);
  if (code) return code;
  record(RECORD_SYNC, ((recording_handle *)f)->file, 0, NULL, 0);
  return PASS(f, xSync, flags);
}
static int do_size(sqlite3_file *f, sqlite3_int64 *size) { return PASS(f, xFileSize, size); }
static int do_lock(sqlite3_file *f, int level) { return PASS(f, xLock, level); }
static int do_unlock(sqlite3_file *f, int level) { return PASS(f, xUnlock, level); }
static int do_check(sqlite3_file *f, int *out) { return PASS(f, xCheckReservedLock, out); }
static int do_control(sqlite3_file *f, int op, void *arg) {
  // Told nothing of growth in advance: the record holds writes and truncations only.
  return op == SQLITE_FCNTL_SIZE_HINT ? SQLITE_NOTFOUND : PASS(f, xFileControl, op, arg);
}
static int do_sector(sqlite3_file *f) { return PASS(f, xSectorSize); }
static int do_character(sqlite3_file *f) { return PASS(f, xDeviceCharacteristics); }
static int do_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
  return PASS(f, xShmMap, page, size, extend, out);
}
static int do_shm_lock(sqlite3_file *f, int at, int count, int flags) { return PASS(f, xShmLock, at, count, flags); }
static void do_barrier(sqlite3_file *f) { PASS(f, xShmBarrier); }
static int do_unmap(sqlite3_file *f, int remove) { return PASS(f, xShmUnmap, remove); }

static const sqlite3_io_methods methods = {
    2,       do_close,   do_read,   do_write,     do_truncate, do_sync,     do_size,    do_lock, do_unlock,
    do_check, do_control, do_sector, do_character, do_map,      do_shm_lock, do_barrier, do_unmap,
};

static int do_open(sqlite3_vfs *v, const char *path, sqlite3_file *f, int flags, int *out) {
  (void)v;
  recording_handle *handle = (recording_handle *)f;
  handle->real = (sqlite3_file *)(handle + 1);
  handle->file = path ? file_number(path) : -1;
  int code = system_vfs->xOpen(system_vfs, path, handle->real, flags, out);
  f->pMethods = handle->real->pMethods ? &methods : NULL;
  return code;
}
static int do_delete(sqlite3_vfs *v, const char *path, int sync) {
  (void)v;
  record(RECORD_DELETE, file_number(path), 0, NULL, 0);
  return system_vfs->xDelete(system_vfs, path, sync);
}

int recording_register(void) {
  if (system_vfs) return SQLITE_OK;
  system_vfs = sqlite3_vfs_find(NULL);
  layer = *system_vfs;
  layer.zName = "recording";
  layer.szOsFile = sizeof(recording_handle) + system_vfs->szOsFile;
  layer.xOpen = do_open;
  layer.xDelete = do_delete;
  return sqlite3_vfs_register(&layer, 0);
}

static void empty(void) {
  for (int i = 0; i < event_count; i++) free((void *)events[i].bytes);
  event_count = 0;
}
void recording_start(void) {
  pthread_mutex_lock(&lock);
  empty();
  is_recording = 1;
  pthread_mutex_unlock(&lock);
}
void recording_stop(void) {
  pthread_mutex_lock(&lock);
  empty();
  is_recording = 0;
  pthread_mutex_unlock(&lock);
}
void recording_mark(int64_t mark) { record(RECORD_MARK, -1, mark, NULL, 0); }
int recording_count(void) { return event_count; }
recorded_event recording_event(int index) { return events[index]; }
const char *recording_file(int file) { return files[file]; }
int recording_sync_count(void) { return sync_count; }

static void set(fault *fault, int after, int times, int code) {
  pthread_mutex_lock(&lock);
  fault->after = after;
  fault->times = times;
  fault->code = code;
  pthread_mutex_unlock(&lock);
}
void recording_fail_writes(int after, int times, int code) { set(&write_fault, after, times, code); }
void recording_fail_syncs(int after, int times, int code) { set(&sync_fault, after, times, code); }
