#include "pcrm_client.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "pcrm_connection.h"
#include "ttrpc/ttrpc.pb-c.h"

enum { CONNECT_MS = 10000, CALL_MS = 30000 };

pcrm_client *pcrm_connect(const char *address, int timeout_ms, pcrm_error *error) {
  pcrm_error_clear(error);
  int64_t deadline = pcrm_now_ms() + (timeout_ms > 0 ? timeout_ms : CONNECT_MS);
  int fd = pcrm_open(address, deadline, error);
  if (fd < 0) return NULL;
  pcrm_client *client = calloc(1, sizeof(*client));
  if (client == NULL) {
    pcrm_client abandoned = {.socket = fd};
    pcrm_hang_up(&abandoned);
    pcrm_fail(error, PCRM_RESOURCE_EXHAUSTED, "no memory for the connection");
    return NULL;
  }
  client->socket = fd;
  client->next_stream = 1;
  return client;
}

void pcrm_close(pcrm_client *client) {
  if (client == NULL) return;
  pcrm_hang_up(client);
  free(client->authorization);
  free(client);
}

bool pcrm_set_token(pcrm_client *client, const char *token) {
  static const char scheme[] = "Bearer ";
  free(client->authorization);
  client->authorization = NULL;
  if (token == NULL) return true;
  client->authorization = malloc(sizeof(scheme) + strlen(token));
  if (client->authorization == NULL) return false;
  strcpy(client->authorization, scheme);
  strcat(client->authorization, token);
  return true;
}

void pcrm_free(void *message) {
  if (message != NULL) protobuf_c_message_free_unpacked(message, NULL);
}

/* Finds the method and checks that the request is what it takes. */
static const ProtobufCMethodDescriptor *find(const ProtobufCServiceDescriptor *service,
                                             const char *method, const ProtobufCMessage *request,
                                             pcrm_error *error) {
  const ProtobufCMethodDescriptor *found =
      protobuf_c_service_descriptor_get_method_by_name(service, method);
  if (found == NULL) {
    pcrm_fail(error, PCRM_INVALID_ARGUMENT, "method: %s has no %s", service->name, method);
  } else if (request->descriptor != found->input) {
    pcrm_fail(error, PCRM_INVALID_ARGUMENT, "request: %s takes %s, not %s", method,
              found->input->name, request->descriptor->name);
    found = NULL;
  }
  return found;
}

static void put(uint8_t *bytes, uint32_t number) {
  for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(number >> (24 - 8 * i));
}

/* Packs the request into one frame and sends it. Returns its stream, or 0 with the error set. */
static uint32_t open_stream(pcrm_client *client, const char *service, const char *method,
                            const ProtobufCMessage *message, int timeout_ms, int64_t deadline,
                            uint8_t flags, pcrm_error *error) {
  if (client->socket < 0 || client->next_stream > UINT32_MAX - 2) {
    pcrm_fail(error, PCRM_UNAVAILABLE, "the connection is over; connect again");
    return 0;
  }
  Ttrpc__KeyValue authorization = TTRPC__KEY_VALUE__INIT, *metadata[] = {&authorization};
  authorization.key = "authorization";
  authorization.value = client->authorization;
  Ttrpc__Request request = TTRPC__REQUEST__INIT;
  request.service = (char *)service;
  request.method = (char *)method;
  request.timeout_nano = (int64_t)timeout_ms * 1000000;
  request.metadata = metadata;
  request.n_metadata = client->authorization == NULL ? 0 : 1;
  request.payload.data = (uint8_t *)""; /* for the size, only that there is one counts */
  request.payload.len = protobuf_c_message_get_packed_size(message);

  /* Looked at before the payload is there, so that a request of any size costs nothing. */
  size_t length = ttrpc__request__get_packed_size(&request);
  if (length > PCRM_FRAME_BYTES_MAX) {
    pcrm_fail(error, PCRM_RESOURCE_EXHAUSTED, "request: %zu bytes; a request has at most %d",
              length, PCRM_FRAME_BYTES_MAX);
    return 0;
  }
  uint8_t *frame = malloc(PCRM_HEADER_BYTES + length);
  request.payload.data = malloc(request.payload.len + 1);
  uint32_t stream = 0;
  if (frame == NULL || request.payload.data == NULL) {
    pcrm_fail(error, PCRM_RESOURCE_EXHAUSTED, "no memory for the request");
  } else {
    protobuf_c_message_pack(message, request.payload.data);
    ttrpc__request__pack(&request, frame + PCRM_HEADER_BYTES);
    put(frame, (uint32_t)length);
    put(frame + 4, client->next_stream);
    frame[8] = PCRM_REQUEST;
    frame[9] = flags;
    if (pcrm_send(client, frame, PCRM_HEADER_BYTES + length, deadline, error)) {
      stream = client->next_stream;
      client->next_stream += 2;
    }
  }
  free(request.payload.data);
  free(frame);
  return stream;
}

/* Reads the next frame of this stream; what is left of calls given up earlier is dropped. */
static bool next_frame(pcrm_client *client, uint32_t stream, pcrm_frame *frame, int64_t deadline,
                       pcrm_error *error) {
  for (;;) {
    if (!pcrm_receive(client, frame, deadline, error)) return false;
    bool known = frame->type == PCRM_RESPONSE || frame->type == PCRM_DATA;
    if (frame->stream != stream || !known) {
      free(frame->body);
      continue;
    }
    if (frame->body != NULL) return true;
    pcrm_fail(error, PCRM_RESOURCE_EXHAUSTED, "the answer has %zu bytes; at most %d can be read",
              frame->length, PCRM_FRAME_BYTES_MAX);
    return false;
  }
}

/* Reads a Response frame: NULL with the error set when it says so or cannot be read. */
static Ttrpc__Response *response_of(const pcrm_frame *frame, pcrm_error *error) {
  Ttrpc__Response *response = ttrpc__response__unpack(NULL, frame->length, frame->body);
  if (response == NULL) {
    pcrm_fail(error, PCRM_INTERNAL, "the answer's envelope cannot be read");
  } else if (response->status != NULL && response->status->code != PCRM_OK) {
    pcrm_fail_with(error, response->status);
    ttrpc__response__free_unpacked(response, NULL);
    response = NULL;
  }
  return response;
}

static ProtobufCMessage *unpack(const ProtobufCMethodDescriptor *method, const uint8_t *bytes,
                                size_t length, pcrm_error *error) {
  ProtobufCMessage *message = protobuf_c_message_unpack(method->output, NULL, length, bytes);
  if (message == NULL) {
    pcrm_fail(error, PCRM_INTERNAL, "the answer is not a %s", method->output->name);
  }
  return message;
}

ProtobufCMessage *pcrm_call(pcrm_client *client, const ProtobufCServiceDescriptor *service,
                            const char *method, const ProtobufCMessage *request, int timeout_ms,
                            pcrm_error *error) {
  pcrm_error_clear(error);
  const ProtobufCMethodDescriptor *found = find(service, method, request, error);
  if (found == NULL) return NULL;
  if (timeout_ms <= 0) timeout_ms = CALL_MS;
  int64_t deadline = pcrm_now_ms() + timeout_ms;
  uint32_t stream =
      open_stream(client, service->name, method, request, timeout_ms, deadline, 0, error);
  pcrm_frame frame;
  if (stream == 0 || !next_frame(client, stream, &frame, deadline, error)) return NULL;

  ProtobufCMessage *answer = NULL;
  if (frame.type == PCRM_DATA) {
    pcrm_hang_up(client);
    pcrm_fail(error, PCRM_UNIMPLEMENTED, "method: %s answers with a stream; use pcrm_stream",
              method);
  } else {
    Ttrpc__Response *response = response_of(&frame, error);
    if (response != NULL) {
      answer = unpack(found, response->payload.data, response->payload.len, error);
      ttrpc__response__free_unpacked(response, NULL);
    }
  }
  free(frame.body);
  return answer;
}

/* What one frame of a stream led to. */
typedef enum { GOES_ON, ENDED, FAILED } progress;

static progress take(pcrm_client *client, const pcrm_frame *frame,
                     const ProtobufCMethodDescriptor *method, pcrm_on_message on_message,
                     void *context, pcrm_error *error) {
  if (frame->type == PCRM_RESPONSE) {
    Ttrpc__Response *response = response_of(frame, error);
    if (response == NULL) return FAILED;
    ttrpc__response__free_unpacked(response, NULL);
    return ENDED;
  }
  /* The end of a stream has no body, whether the flag says so or not; but for the end, an empty
     body is an empty message. */
  bool closed = (frame->flags & PCRM_REMOTE_CLOSED) != 0;
  bool empty = (frame->flags & PCRM_NO_DATA) != 0 || (closed && frame->length == 0);
  if (!empty) {
    ProtobufCMessage *message = unpack(method, frame->body, frame->length, error);
    if (message == NULL) {
      pcrm_hang_up(client);
      return FAILED;
    }
    bool wanted = on_message(message, context);
    pcrm_free(message);
    if (!wanted && !closed) pcrm_hang_up(client);
    if (!wanted) return ENDED;
  }
  return closed ? ENDED : GOES_ON;
}

bool pcrm_stream(pcrm_client *client, const ProtobufCServiceDescriptor *service,
                 const char *method, const ProtobufCMessage *request, int timeout_ms,
                 pcrm_on_message on_message, void *context, pcrm_error *error) {
  pcrm_error_clear(error);
  const ProtobufCMethodDescriptor *found = find(service, method, request, error);
  if (found == NULL) return false;
  if (timeout_ms < 0) timeout_ms = 0;
  int64_t deadline = timeout_ms == 0 ? INT64_MAX : pcrm_now_ms() + timeout_ms;
  uint32_t stream = open_stream(client, service->name, method, request, timeout_ms, deadline,
                                PCRM_REMOTE_CLOSED, error);
  if (stream == 0) return false;
  progress state = GOES_ON;
  while (state == GOES_ON) {
    pcrm_frame frame;
    if (!next_frame(client, stream, &frame, deadline, error)) return false;
    state = take(client, &frame, found, on_message, context, error);
    free(frame.body);
  }
  return state == ENDED;
}
