/*
 * Tries the C client against a server: answers, errors, deadlines, streams and limits.
 *
 *   peer ADDRESS TOKEN-FILE
 *
 * Prints a line a finding; the exit code is 1 when something is wrong.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "CPCRM.h"

static int failed;

static void check(const char *name, bool good, const pcrm_error *error) {
  if (good) {
    printf("ok    %s\n", name);
    return;
  }
  failed++;
  printf("FAIL  %s - found: %s: %s (%s)\n", name, pcrm_code_name(error->code),
         pcrm_error_message(error), pcrm_error_reason(error));
}

static const ProtobufCServiceDescriptor *const customers = &pcrm__v1__customer_service__descriptor;

/* Makes a UUID of version 7. */
static void uuid(char text[37]) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  uint64_t ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
  snprintf(text, 37, "%08" PRIx32 "-%04x-7%03x-8%03x-%04x%04x%04x", (uint32_t)(ms >> 16),
           (unsigned)(ms & 0xffff), (unsigned)random() & 0xfff, (unsigned)random() & 0xfff,
           (unsigned)random() & 0xffff, (unsigned)random() & 0xffff, (unsigned)random() & 0xffff);
}

static Pcrm__V1__Customer *get(pcrm_client *client, const char *id, int timeout_ms,
                               pcrm_error *error) {
  Pcrm__V1__GetCustomerRequest request = PCRM__V1__GET_CUSTOMER_REQUEST__INIT;
  request.id = (char *)id;
  return (Pcrm__V1__Customer *)pcrm_call(client, customers, "GetCustomer", &request.base,
                                         timeout_ms, error);
}

static Pcrm__V1__Customer *create(pcrm_client *client, char *name, pcrm_error *error) {
  char request_id[37];
  uuid(request_id);
  Pcrm__V1__CustomerName legal = PCRM__V1__CUSTOMER_NAME__INIT, *names[] = {&legal};
  legal.kind = PCRM__V1__NAME_KIND__NAME_KIND_LEGAL;
  legal.full = name;
  Pcrm__V1__Customer customer = PCRM__V1__CUSTOMER__INIT;
  customer.kind = PCRM__V1__CUSTOMER_KIND__CUSTOMER_KIND_PERSON;
  customer.names = names;
  customer.n_names = 1;
  Pcrm__V1__CreateCustomerRequest request = PCRM__V1__CREATE_CUSTOMER_REQUEST__INIT;
  request.request_id = request_id;
  request.customer = &customer;
  return (Pcrm__V1__Customer *)pcrm_call(client, customers, "CreateCustomer", &request.base, 0,
                                         error);
}

/* Answers come, and are what was written. The created customer is the caller's. */
static Pcrm__V1__Customer *try_answers(pcrm_client *client, pcrm_error *error) {
  Grpc__Health__V1__HealthCheckRequest ask = GRPC__HEALTH__V1__HEALTH_CHECK_REQUEST__INIT;
  Grpc__Health__V1__HealthCheckResponse *health = (Grpc__Health__V1__HealthCheckResponse *)
      pcrm_call(client, &grpc__health__v1__health__descriptor, "Check", &ask.base, 0, error);
  check("health says SERVING", health != NULL && health->status == 1, error);
  pcrm_free(health);

  Pcrm__V1__Customer *created = create(client, "김민수", error);
  check("a customer is created", created != NULL && strcmp(created->display_name, "김민수") == 0,
        error);
  if (created == NULL) return NULL;
  Pcrm__V1__Customer *read = get(client, created->id, 0, error);
  check("the customer is read back",
        read != NULL && strcmp(read->id, created->id) == 0 && read->version == 1 &&
            read->n_names == 1 && strcmp(read->names[0]->full, "김민수") == 0,
        error);
  pcrm_free(read);
  return created;
}

/* Errors carry code, sentence, reason and field, and leave the connection as it was. */
static void try_errors(pcrm_client *client, const char *token, const char *id, pcrm_error *error) {
  char missing[37];
  uuid(missing);
  void *answer = get(client, missing, 0, error);
  check("a missing customer is NOT_FOUND",
        answer == NULL && error->code == PCRM_NOT_FOUND &&
            strcmp(pcrm_error_reason(error), "NOT_FOUND") == 0 &&
            strcmp(pcrm_error_field(error), "id") == 0,
        error);
  answer = get(client, "7", 0, error);
  check("a bad id is INVALID_ARGUMENT and named",
        answer == NULL && error->code == PCRM_INVALID_ARGUMENT &&
            strcmp(pcrm_error_field(error), "id") == 0,
        error);
  pcrm_set_token(client, "wrong");
  answer = get(client, id, 0, error);
  check("a wrong token is UNAUTHENTICATED",
        answer == NULL && error->code == PCRM_UNAUTHENTICATED, error);
  pcrm_set_token(client, token);

  Pcrm__V1__GetCustomerRequest request = PCRM__V1__GET_CUSTOMER_REQUEST__INIT;
  answer = pcrm_call(client, customers, "NoSuchMethod", &request.base, 0, error);
  check("an unknown method is refused before it is sent",
        answer == NULL && error->code == PCRM_INVALID_ARGUMENT, error);
  answer = pcrm_call(client, customers, "CreateCustomer", &request.base, 0, error);
  check("a request of another type is refused before it is sent",
        answer == NULL && error->code == PCRM_INVALID_ARGUMENT, error);
  check("a failed call leaves nothing behind that a good one would show",
        (answer = get(client, id, 0, error)) != NULL && error->code == PCRM_OK &&
            error->message == NULL && error->info == NULL,
        error);
  pcrm_free(answer);
}

/* Names of this length, for requests about a limit. */
static Pcrm__V1__Customer *create_long(pcrm_client *client, size_t length, pcrm_error *error) {
  char *name = malloc(length + 1);
  memset(name, 'x', length);
  name[length] = '\0';
  Pcrm__V1__Customer *created = create(client, name, error);
  free(name);
  return created;
}

static void try_limits(pcrm_client *client, const char *id, pcrm_error *error) {
  void *answer = create_long(client, 3 << 20, error);
  check("a large request is sent whole and its name refused by the server",
        answer == NULL && error->code == PCRM_INVALID_ARGUMENT, error);
  pcrm_free(answer);
  answer = create_long(client, 4 << 20, error);
  check("a request above 4 MiB is refused before it is sent",
        answer == NULL && error->code == PCRM_RESOURCE_EXHAUSTED, error);
  pcrm_free(answer);
  answer = get(client, id, 0, error);
  check("the connection lives on", answer != NULL, error);
  pcrm_free(answer);
}

static bool count_customers(const ProtobufCMessage *message, void *context) {
  const Pcrm__V1__WatchChangesResponse *some = (const Pcrm__V1__WatchChangesResponse *)message;
  *(size_t *)context += some->n_changes;
  return true;
}

static bool only_one(const ProtobufCMessage *message, void *context) {
  (void)message;
  ++*(size_t *)context;
  return false;
}

static void try_streams(pcrm_client *client, const char *id, pcrm_error *error) {
  Pcrm__V1__WatchChangesRequest request = PCRM__V1__WATCH_CHANGES_REQUEST__INIT;
  request.stop_at_end = true;
  size_t changes = 0;
  bool ended = pcrm_stream(client, customers, "WatchChanges", &request.base, 10000,
                           count_customers, &changes, error);
  check("a stream comes to its end", ended && changes > 0, error);
  void *answer = get(client, id, 0, error);
  check("a call after a stream", answer != NULL, error);
  pcrm_free(answer);

  request.after_sequence = INT64_MAX;
  ended = pcrm_stream(client, customers, "WatchChanges", &request.base, 10000, count_customers,
                      &changes, error);
  check("a stream that is refused tells why", !ended && error->code == PCRM_OUT_OF_RANGE, error);

  request.after_sequence = 0;
  request.stop_at_end = false;
  ended = pcrm_stream(client, customers, "WatchChanges", &request.base, 300, count_customers,
                      &changes, error);
  check("a stream without an end meets its deadline",
        !ended && error->code == PCRM_DEADLINE_EXCEEDED, error);

  size_t messages = 0;
  ended = pcrm_stream(client, customers, "WatchChanges", &request.base, 10000, only_one,
                      &messages, error);
  check("a stream is ended early", ended && messages == 1, error);
  answer = get(client, id, 0, error);
  check("which ends the connection", answer == NULL && error->code == PCRM_UNAVAILABLE, error);
}

static void refuses(const char *address, int code, pcrm_error *error) {
  char name[64];
  snprintf(name, sizeof(name), "address \"%s\"", address);
  pcrm_client *client = pcrm_connect(address, 1000, error);
  check(name, client == NULL && error->code == code, error);
  pcrm_close(client);
}

/* Addresses that lead nowhere. */
static void try_addresses(pcrm_error *error) {
  refuses("127.0.0.1", PCRM_INVALID_ARGUMENT, error);  /* no port */
  refuses("127.0.0.1:", PCRM_INVALID_ARGUMENT, error); /* an empty port */
  refuses(":7411", PCRM_INVALID_ARGUMENT, error);      /* no host */
  refuses("::1:7411", PCRM_INVALID_ARGUMENT, error);   /* could be cut at any of the colons */
  refuses("[]:7411", PCRM_INVALID_ARGUMENT, error);    /* brackets around nothing */
  refuses("unix:", PCRM_INVALID_ARGUMENT, error);      /* no path */
  refuses("unix:/nowhere/at/all", PCRM_UNAVAILABLE, error);

  /* A port that is taken, but where nobody listens. */
  struct sockaddr_in held = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof(held);
  int holder = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(holder, (struct sockaddr *)&held, size) == 0 &&
      getsockname(holder, (struct sockaddr *)&held, &size) == 0) {
    char address[32];
    snprintf(address, sizeof(address), "127.0.0.1:%d", ntohs(held.sin_port));
    refuses(address, PCRM_UNAVAILABLE, error);
    snprintf(address, sizeof(address), "[::1]:%d", ntohs(held.sin_port));
    refuses(address, PCRM_UNAVAILABLE, error); /* brackets are taken off */
  }
  close(holder);
}

int main(int count, char **arguments) {
  char token[256] = "";
  FILE *file = count == 3 ? fopen(arguments[2], "r") : NULL;
  if (file == NULL || fgets(token, sizeof(token), file) == NULL) {
    fprintf(stderr, "usage: peer ADDRESS TOKEN-FILE\n");
    return 2;
  }
  fclose(file);
  token[strcspn(token, "\r\n")] = '\0';
  srandom((unsigned)time(NULL));

  pcrm_error error = {0};
  try_addresses(&error);
  pcrm_client *client = pcrm_connect(arguments[1], 5000, &error);
  check("connects", client != NULL, &error);
  if (client != NULL) {
    pcrm_set_token(client, token);
    Pcrm__V1__Customer *created = try_answers(client, &error);
    if (created != NULL) {
      try_errors(client, token, created->id, &error);
      try_limits(client, created->id, &error);
      try_streams(client, created->id, &error);
    }
    pcrm_free(created);
  }
  pcrm_close(client);
  pcrm_error_clear(&error);
  return failed > 0 ? 1 : 0;
}
