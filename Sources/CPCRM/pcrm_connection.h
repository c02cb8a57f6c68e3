/* What the parts of the C client share. Not installed. */
#ifndef PCRM_CONNECTION_H
#define PCRM_CONNECTION_H

#include "google/rpc/status.pb-c.h"
#include "pcrm_client.h"

enum {
  PCRM_HEADER_BYTES = 10,
  PCRM_FRAME_BYTES_MAX = 4 << 20,
};

/* Types of frames. */
enum { PCRM_REQUEST = 1, PCRM_RESPONSE = 2, PCRM_DATA = 3 };

/* Flags of frames. */
enum { PCRM_REMOTE_CLOSED = 1, PCRM_NO_DATA = 4 };

/* One connection. What was read of a frame when a deadline came stays here for the next call. */
struct pcrm_client {
  int socket;               /* -1 once the connection is lost */
  uint32_t next_stream;     /* odd */
  char *authorization;      /* "Bearer …", or NULL */
  uint8_t header[PCRM_HEADER_BYTES];
  size_t header_have;
  uint8_t *body;            /* NULL while the body is skipped, or before it is known */
  size_t body_length;
  size_t body_have;
};

/* One frame that was read. The body is the reader's to free; NULL when it was too large. */
typedef struct pcrm_frame {
  uint32_t stream;
  uint8_t type;
  uint8_t flags;
  uint8_t *body;
  size_t length;
} pcrm_frame;

/* Milliseconds of a clock that never goes back. */
int64_t pcrm_now_ms(void);

/* Connects a socket; -1 with the error set. The deadline is one of pcrm_now_ms. */
int pcrm_open(const char *address, int64_t deadline, pcrm_error *error);

/* Ends the connection; later calls answer UNAVAILABLE. */
void pcrm_hang_up(pcrm_client *client);

/* Sends all the bytes; a failure ends the connection, since half a frame may be out. */
bool pcrm_send(pcrm_client *client, const uint8_t *bytes, size_t length, int64_t deadline,
               pcrm_error *error);

/* Reads one whole frame. A deadline leaves the connection usable. */
bool pcrm_receive(pcrm_client *client, pcrm_frame *frame, int64_t deadline, pcrm_error *error);

/* Sets an error of the client's own. */
void pcrm_fail(pcrm_error *error, pcrm_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sets an error that the server sent. */
void pcrm_fail_with(pcrm_error *error, const Google__Rpc__Status *status);

#endif
