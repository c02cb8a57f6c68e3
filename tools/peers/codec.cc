// C++ protobuf on the benchmark's customer, as a library that pcrm-bench opens: the same bytes, in turns with ours.
#include <google/protobuf/arena.h>

#include <string>

#include "pcrm/v1/customer.pb.h"

namespace {
std::string bytes;
pcrm::v1::Customer customer;
}  // namespace

// Keeps the customer; answers 0 when its bytes cannot be read.
extern "C" int cpp_load(const void *data, int size) {
  bytes.assign(static_cast<const char *>(data), size);
  return customer.ParseFromString(bytes) ? 1 : 0;
}

// Writes the customer into memory of its own, and answers how many bytes that took.
extern "C" int cpp_encode() {
  std::string out;
  customer.SerializeToString(&out);
  return static_cast<int>(out.size());
}

// Reads the customer into an arena, and answers how many names it has.
extern "C" int cpp_decode() {
  google::protobuf::Arena arena;
  auto *read = google::protobuf::Arena::CreateMessage<pcrm::v1::Customer>(&arena);
  read->ParseFromString(bytes);
  return read->names_size();
}
