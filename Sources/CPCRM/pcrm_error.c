#define _GNU_SOURCE /* vasprintf */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcrm_connection.h"

static const char *const code_names[] = {
    "ok",
    "cancelled",
    "unknown",
    "invalid_argument",
    "deadline_exceeded",
    "not_found",
    "already_exists",
    "permission_denied",
    "resource_exhausted",
    "failed_precondition",
    "aborted",
    "out_of_range",
    "unimplemented",
    "internal",
    "unavailable",
    "data_loss",
    "unauthenticated",
};

const char *pcrm_code_name(int code) {
  size_t count = sizeof(code_names) / sizeof(code_names[0]);
  return code >= 0 && (size_t)code < count ? code_names[code] : "unknown";
}

const char *pcrm_error_message(const pcrm_error *error) {
  return error->message != NULL ? error->message : pcrm_code_name(error->code);
}

const char *pcrm_error_reason(const pcrm_error *error) {
  return error->info != NULL ? error->info->reason : "";
}

const char *pcrm_error_field(const pcrm_error *error) {
  return error->info != NULL ? error->info->field : "";
}

const char *pcrm_error_param(const pcrm_error *error, const char *name) {
  if (error->info == NULL) return NULL;
  for (size_t i = 0; i < error->info->n_params; i++) {
    if (strcmp(error->info->params[i]->name, name) == 0) return error->info->params[i]->value;
  }
  return NULL;
}

void pcrm_error_clear(pcrm_error *error) {
  if (error == NULL) return;
  free(error->message);
  if (error->info != NULL) pcrm__v1__error_info__free_unpacked(error->info, NULL);
  memset(error, 0, sizeof(*error));
}

void pcrm_fail(pcrm_error *error, pcrm_code code, const char *format, ...) {
  if (error == NULL) return;
  pcrm_error_clear(error);
  error->code = code;
  va_list arguments;
  va_start(arguments, format);
  /* Without memory for the sentence, the code's name stands for it. */
  if (vasprintf(&error->message, format, arguments) < 0) error->message = NULL;
  va_end(arguments);
}

void pcrm_fail_with(pcrm_error *error, const Google__Rpc__Status *status) {
  static const char error_info[] = "/pcrm.v1.ErrorInfo";
  if (error == NULL) return;
  pcrm_error_clear(error);
  error->code = status->code;
  error->message = strdup(status->message);
  for (size_t i = 0; i < status->n_details && error->info == NULL; i++) {
    const Google__Protobuf__Any *detail = status->details[i];
    size_t length = strlen(detail->type_url), suffix = sizeof(error_info) - 1;
    if (length < suffix || strcmp(detail->type_url + length - suffix, error_info) != 0) continue;
    error->info = pcrm__v1__error_info__unpack(NULL, detail->value.len, detail->value.data);
  }
}
