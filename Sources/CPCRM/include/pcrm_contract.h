/**
 * Everything that the contract declares, for programs that work with it by name.
 *
 * Each list is in the order of the C symbols, lives as long as the program and is never changed.
 */
#ifndef PCRM_CONTRACT_H
#define PCRM_CONTRACT_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

PROTOBUF_C__BEGIN_DECLS

/** Every message, the nested ones too. `count` gets how many there are. */
const ProtobufCMessageDescriptor *const *pcrm_messages(size_t *count);

/** Every enum, the nested ones too. `count` gets how many there are. */
const ProtobufCEnumDescriptor *const *pcrm_enums(size_t *count);

/** Every service. `count` gets how many there are. */
const ProtobufCServiceDescriptor *const *pcrm_services(size_t *count);

/** The message of this full name ("pcrm.v1.Customer"), or NULL. */
const ProtobufCMessageDescriptor *pcrm_message(const char *name);

PROTOBUF_C__END_DECLS

#endif
