/**
 * The contract as protoc describes it: a serialised google.protobuf.FileDescriptorSet of every
 * file and all that they import, imported files first, with the comments.
 */
#ifndef CDESCRIPTORS_H
#define CDESCRIPTORS_H

#include <stddef.h>

/** The bytes. They live as long as the program. */
const unsigned char *pcrm_descriptor_set(void);

/** How many bytes there are. */
size_t pcrm_descriptor_set_length(void);

#endif
