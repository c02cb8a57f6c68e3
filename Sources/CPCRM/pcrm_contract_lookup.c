#include <string.h>

#include "pcrm_contract.h"

const ProtobufCMessageDescriptor *pcrm_message(const char *name) {
  size_t count;
  const ProtobufCMessageDescriptor *const *messages = pcrm_messages(&count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(messages[i]->name, name) == 0) return messages[i];
  }
  return NULL;
}
