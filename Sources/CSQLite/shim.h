#include <sqlite3.h>

// What Swift cannot call by itself: variadic functions, and destructors that are numbers.

/// Turns memory statistics off; they cost a lock on every allocation.
static inline int pcrm_sqlite3_memory_statistics_off(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Binds a text that SQLite copies.
static inline int pcrm_sqlite3_bind_text(sqlite3_stmt *statement, int index, const void *text, int count) {
  return sqlite3_bind_text(statement, index, count ? (const char *)text : "", count, SQLITE_TRANSIENT);
}

/// Binds a blob that SQLite copies.
static inline int pcrm_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, count ? bytes : "", count, SQLITE_TRANSIENT);
}

#include <sys/prctl.h>

/// Names the calling thread for who looks at the process; 15 bytes are kept.
static inline void pcrm_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
