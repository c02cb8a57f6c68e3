/*
 * Prints one customer: the smallest useful program with the C client.
 *
 *   cc -ISources/CPCRM/include docs/examples/get-customer.c \
 *      $(find Sources/CPCRM -name '*.c') -lprotobuf-c -o get-customer
 *   ./get-customer 127.0.0.1:7411 DATA/admin.token 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
 *
 * Exit code: 0, 1 when the call was refused, 2 for usage, 3 when there is no connection.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "CPCRM.h"

/* Reads the first line of a file; false when it cannot be read. */
static bool read_line(const char *path, char *line, int size) {
  FILE *file = fopen(path, "r");
  bool read = file != NULL && fgets(line, size, file) != NULL;
  if (file != NULL) fclose(file);
  if (read) line[strcspn(line, "\r\n")] = '\0';
  return read;
}

static int fail(pcrm_error *error, int exit_code) {
  fprintf(stderr, "get-customer: %s: %s\n", pcrm_code_name(error->code),
          pcrm_error_message(error));
  if (*pcrm_error_reason(error) != '\0') {
    fprintf(stderr, "  reason %s, field %s\n", pcrm_error_reason(error), pcrm_error_field(error));
  }
  pcrm_error_clear(error);
  return exit_code;
}

static void print(const Pcrm__V1__Customer *customer) {
  printf("%s  %s  version %" PRId64 "\n", customer->id, customer->display_name,
         customer->version);
  for (size_t i = 0; i < customer->n_contact_points; i++) {
    const Pcrm__V1__ContactPoint *point = customer->contact_points[i];
    printf("  %s%s\n", point->value, point->do_not_contact ? "  (do not contact)" : "");
  }
  for (size_t i = 0; i < customer->n_external_ids; i++) {
    printf("  %s %s\n", customer->external_ids[i]->scheme, customer->external_ids[i]->value);
  }
}

int main(int count, char **arguments) {
  char token[256];
  if (count != 4) {
    fprintf(stderr, "usage: get-customer ADDRESS TOKEN-FILE CUSTOMER-ID\n");
    return 2;
  }
  if (!read_line(arguments[2], token, sizeof(token))) {
    perror(arguments[2]);
    return 2;
  }

  pcrm_error error = {0};
  pcrm_client *client = pcrm_connect(arguments[1], 5000, &error);
  if (client == NULL) return fail(&error, 3);
  pcrm_set_token(client, token);

  Pcrm__V1__GetCustomerRequest request = PCRM__V1__GET_CUSTOMER_REQUEST__INIT;
  request.id = arguments[3];
  Pcrm__V1__Customer *customer = (Pcrm__V1__Customer *)pcrm_call(
      client, &pcrm__v1__customer_service__descriptor, "GetCustomer", &request.base, 2000, &error);

  int exit_code = 0;
  if (customer != NULL) {
    print(customer);
  } else {
    exit_code = fail(&error, 1);
  }
  pcrm_free(customer);
  pcrm_close(client);
  return exit_code;
}
