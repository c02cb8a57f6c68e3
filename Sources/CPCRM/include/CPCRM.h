/**
 * The contract of PCRM as C: the messages as protoc-c compiles them, and a small blocking client.
 *
 * Link with libprotobuf-c. Start at pcrm_client.h.
 */
#ifndef CPCRM_H
#define CPCRM_H

#include "google/rpc/status.pb-c.h"
#include "grpc/health/v1/health.pb-c.h"
#include "pcrm/v1/admin_service.pb-c.h"
#include "pcrm/v1/common.pb-c.h"
#include "pcrm/v1/customer.pb-c.h"
#include "pcrm/v1/customer_service.pb-c.h"
#include "pcrm/v1/organisation_service.pb-c.h"
#include "pcrm/v1/reflection_service.pb-c.h"
#include "pcrm_client.h"
#include "pcrm_contract.h"
#include "ttrpc/ttrpc.pb-c.h"

#endif
