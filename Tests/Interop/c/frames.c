/*
 * Tries the C client against a server that sends frames cut, late, too large or wrong.
 *
 *   frames ADDRESS   (of `peer frames`, see Tests/Interop/go/frames.go)
 *
 * Prints a line a finding; the exit code is 1 when something is wrong.
 */
#include <stdio.h>
#include <string.h>

#include "CPCRM.h"

static int failed;
static pcrm_client *client;
static pcrm_error error;

static const ProtobufCServiceDescriptor *const customers = &pcrm__v1__customer_service__descriptor;

static void check(const char *name, bool good) {
  if (good) {
    printf("ok    %s\n", name);
    return;
  }
  failed++;
  printf("FAIL  %s - found: %s: %s\n", name, pcrm_code_name(error.code),
         pcrm_error_message(&error));
}

/* Asks for the customer of this id; its name is then copied, and its length told. */
static bool get(const char *id, int timeout_ms, char name[8], size_t *length) {
  Pcrm__V1__GetCustomerRequest request = PCRM__V1__GET_CUSTOMER_REQUEST__INIT;
  request.id = (char *)id;
  Pcrm__V1__Customer *customer = (Pcrm__V1__Customer *)pcrm_call(
      client, customers, "GetCustomer", &request.base, timeout_ms, &error);
  if (customer == NULL) return false;
  snprintf(name, 8, "%s", customer->display_name);
  *length = strlen(customer->display_name);
  pcrm_free(customer);
  return true;
}

/* The call fails with this code, and the next one on the same connection is answered. */
static void fails_alone(const char *id, int timeout_ms, int code) {
  char name[8] = "", title[80];
  size_t length;
  bool answered = get(id, timeout_ms, name, &length);
  snprintf(title, sizeof(title), "%s: %s", id, pcrm_code_name(code));
  check(title, !answered && error.code == code);
  snprintf(title, sizeof(title), "%s: the next call gets its own answer", id);
  check(title, get("next", 5000, name, &length) && strcmp(name, "plain") == 0);
}

/* The call fails with this code, and the connection is over. */
static void fails_for_good(const char *address, const char *id, int code) {
  char name[8] = "", title[80];
  size_t length;
  bool answered = get(id, 5000, name, &length);
  snprintf(title, sizeof(title), "%s: %s", id, pcrm_code_name(code));
  check(title, !answered && error.code == code);
  snprintf(title, sizeof(title), "%s: ends the connection", id);
  check(title, !get("next", 5000, name, &length) && error.code == PCRM_UNAVAILABLE);
  pcrm_close(client);
  client = pcrm_connect(address, 5000, &error);
  check("connects again", client != NULL);
}

typedef struct seen {
  int messages;
  int64_t sum;
} seen;

static bool on_message(const ProtobufCMessage *message, void *context) {
  seen *so_far = context;
  so_far->messages++;
  so_far->sum += ((const Pcrm__V1__WatchChangesResponse *)message)->sequence;
  return true;
}

static void stream(const char *name, int64_t which, int code, int messages, int64_t sum) {
  Pcrm__V1__WatchChangesRequest request = PCRM__V1__WATCH_CHANGES_REQUEST__INIT;
  request.after_sequence = which;
  seen found = {0, 0};
  bool ended = pcrm_stream(client, customers, "WatchChanges", &request.base, 5000, on_message,
                           &found, &error);
  check(name, ended == (code == PCRM_OK) && error.code == code && found.messages == messages &&
                  found.sum == sum);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: frames ADDRESS\n");
    return 2;
  }
  const char *address = arguments[1];
  client = pcrm_connect(address, 5000, &error);
  check("connects", client != NULL);
  if (client == NULL) return 1;

  char name[8] = "";
  size_t length = 0;
  check("a frame byte by byte", get("bytes", 5000, name, &length) && strcmp(name, "plain") == 0);
  check("frames for others are passed over",
        get("strangers", 5000, name, &length) && strcmp(name, "plain") == 0);
  check("an answer without any bytes", get("empty", 5000, name, &length) && length == 0);
  check("a frame of exactly 4 MiB", get("limit", 5000, name, &length) && length > 4000000);
  fails_alone("oversize", 5000, PCRM_RESOURCE_EXHAUSTED);
  fails_alone("late", 100, PCRM_DEADLINE_EXCEEDED);
  fails_alone("halves", 100, PCRM_DEADLINE_EXCEEDED);
  fails_alone("header", 100, PCRM_DEADLINE_EXCEEDED);
  fails_alone("envelope", 5000, PCRM_INTERNAL);
  fails_alone("payload", 5000, PCRM_INTERNAL);
  fails_for_good(address, "stream", PCRM_UNIMPLEMENTED);
  fails_for_good(address, "hangup", PCRM_UNAVAILABLE);

  stream("a stream of two messages and an end", 1, PCRM_OK, 2, 3);
  stream("a stream with an empty message, ended by a response", 2, PCRM_OK, 1, 0);
  stream("a stream whose last message ends it", 3, PCRM_OK, 2, 3);
  stream("a stream that fails after a message", 4, PCRM_ABORTED, 1, 1);
  stream("a stream without messages", 5, PCRM_OK, 0, 0);
  check("a call after streams", get("next", 5000, name, &length));
  stream("a stream with something that is no message", 6, PCRM_INTERNAL, 0, 0);

  pcrm_close(client);
  pcrm_error_clear(&error);
  return failed > 0 ? 1 : 0;
}
