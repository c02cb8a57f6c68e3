/* The messages of samples.proto, as protoc-c compiles them. */
#include "google/protobuf/duration.pb-c.h"
#include "samples.pb-c.h"
