/**
 * A small blocking client for PCRM in C.
 *
 *     pcrm_error error = {0};
 *     pcrm_client *client = pcrm_connect("127.0.0.1:7411", 5000, &error);
 *     pcrm_set_token(client, token);
 *     Pcrm__V1__GetCustomerRequest request = PCRM__V1__GET_CUSTOMER_REQUEST__INIT;
 *     request.id = id;
 *     Pcrm__V1__Customer *customer = (Pcrm__V1__Customer *)pcrm_call(
 *         client, &pcrm__v1__customer_service__descriptor, "GetCustomer", &request.base, 1000,
 *         &error);
 *     if (customer == NULL) fprintf(stderr, "%s\n", pcrm_error_message(&error));
 *
 * A client is one connection, used by one thread at a time; other threads open their own. It
 * speaks ttrpc without TLS: use it on the same machine, a trusted network or through a tunnel.
 *
 * Who owns what: requests and strings that are passed in stay the caller's. An answer is the
 * caller's, to be freed with pcrm_free. An error is cleared with pcrm_error_clear; every function
 * that takes one clears it first, so one variable serves many calls.
 */
#ifndef PCRM_CLIENT_H
#define PCRM_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pcrm/v1/common.pb-c.h"

PROTOBUF_C__BEGIN_DECLS

/** One connection to a server. */
typedef struct pcrm_client pcrm_client;

/** The codes with which a call can end, numbered as gRPC numbers them. */
typedef enum pcrm_code {
  PCRM_OK = 0,
  PCRM_CANCELLED = 1,
  PCRM_UNKNOWN = 2,
  PCRM_INVALID_ARGUMENT = 3,
  PCRM_DEADLINE_EXCEEDED = 4,
  PCRM_NOT_FOUND = 5,
  PCRM_ALREADY_EXISTS = 6,
  PCRM_PERMISSION_DENIED = 7,
  PCRM_RESOURCE_EXHAUSTED = 8,
  PCRM_FAILED_PRECONDITION = 9,
  PCRM_ABORTED = 10,
  PCRM_OUT_OF_RANGE = 11,
  PCRM_UNIMPLEMENTED = 12,
  PCRM_INTERNAL = 13,
  PCRM_UNAVAILABLE = 14,
  PCRM_DATA_LOSS = 15,
  PCRM_UNAUTHENTICATED = 16
} pcrm_code;

/** Why a call failed. Begin with all zeros. */
typedef struct pcrm_error {
  /** A pcrm_code; PCRM_OK when nothing failed. */
  int code;
  /** A sentence for the person who debugs; read it through pcrm_error_message. */
  char *message;
  /** The server's ErrorInfo; NULL when it sent none, or the client itself failed. */
  Pcrm__V1__ErrorInfo *info;
} pcrm_error;

/** The sentence, never NULL. */
const char *pcrm_error_message(const pcrm_error *error);

/** The reason that a program decides by, for example "VERSION_MISMATCH"; "" when there is none. */
const char *pcrm_error_reason(const pcrm_error *error);

/** Path of the field that is at fault, for example "names[0].full"; "" when there is none. */
const char *pcrm_error_field(const pcrm_error *error);

/** The value that belongs to the reason under this name, for example "max"; NULL when absent. */
const char *pcrm_error_param(const pcrm_error *error, const char *name);

/** Frees what the error holds and sets it to PCRM_OK. */
void pcrm_error_clear(pcrm_error *error);

/** The code as words, for example "not_found". */
const char *pcrm_code_name(int code);

/**
 * Connects to "host:port", "[IPv6]:port" or "unix:/path".
 *
 * timeout_ms: how long to try, in milliseconds; 0 = 10,000. Looking up the host's name is not
 * counted. Returns NULL and sets the error (INVALID_ARGUMENT for the address, UNAVAILABLE,
 * DEADLINE_EXCEEDED) when it fails.
 */
pcrm_client *pcrm_connect(const char *address, int timeout_ms, pcrm_error *error);

/** Closes the connection and frees the client. NULL is allowed. */
void pcrm_close(pcrm_client *client);

/**
 * Sends this token with every call from now on; NULL sends none.
 *
 * Returns false when there is no memory; the token is then none.
 */
bool pcrm_set_token(pcrm_client *client, const char *token);

/**
 * Calls a method and waits for its answer.
 *
 * service:    descriptor of the service, for example &pcrm__v1__customer_service__descriptor.
 * method:     name of the method, for example "GetCustomer".
 * request:    the request, `&request.base` of the type that the method takes.
 * timeout_ms: the deadline, in milliseconds from now; 0 = 30,000. It is sent to the server too.
 *
 * Returns the answer, of the type that the method answers with; free it with pcrm_free. Returns
 * NULL and sets the error when the call fails: with the server's code, or INVALID_ARGUMENT (no
 * such method, or the request is of another type), DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED (more
 * than 4 MiB, or no memory), INTERNAL (the answer cannot be read), UNAVAILABLE (the connection is
 * lost: close the client and connect again).
 */
ProtobufCMessage *pcrm_call(pcrm_client *client, const ProtobufCServiceDescriptor *service,
                            const char *method, const ProtobufCMessage *request, int timeout_ms,
                            pcrm_error *error);

/**
 * Gets one message of a stream; it is freed when this function returns.
 *
 * Returns false to end the stream early.
 */
typedef bool (*pcrm_on_message)(const ProtobufCMessage *message, void *context);

/**
 * Calls a method that answers with a stream, and hands each message to `on_message`.
 *
 * The parameters are those of pcrm_call, but timeout_ms 0 = no deadline. Returns true when the
 * stream ended well or was ended early; false with the error set when it failed, after whatever
 * messages came before. Ending a stream early also ends the connection: every later call answers
 * UNAVAILABLE.
 */
bool pcrm_stream(pcrm_client *client, const ProtobufCServiceDescriptor *service,
                 const char *method, const ProtobufCMessage *request, int timeout_ms,
                 pcrm_on_message on_message, void *context, pcrm_error *error);

/** Frees an answer. NULL is allowed. */
void pcrm_free(void *message);

PROTOBUF_C__END_DECLS

#endif
