/* Written by tools/generate-c. */
#include "pcrm_contract.h"

#include "google/protobuf/any.pb-c.h"
#include "google/protobuf/empty.pb-c.h"
#include "google/protobuf/field_mask.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "google/rpc/status.pb-c.h"
#include "grpc/health/v1/health.pb-c.h"
#include "pcrm/v1/admin_service.pb-c.h"
#include "pcrm/v1/common.pb-c.h"
#include "pcrm/v1/customer.pb-c.h"
#include "pcrm/v1/customer_service.pb-c.h"
#include "pcrm/v1/organisation_service.pb-c.h"
#include "pcrm/v1/reflection_service.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

const ProtobufCMessageDescriptor *const *pcrm_messages(size_t *count) {
  static const ProtobufCMessageDescriptor *const list[] = {
    &google__protobuf__any__descriptor,
    &google__protobuf__empty__descriptor,
    &google__protobuf__field_mask__descriptor,
    &google__protobuf__timestamp__descriptor,
    &google__rpc__status__descriptor,
    &grpc__health__v1__health_check_request__descriptor,
    &grpc__health__v1__health_check_response__descriptor,
    &pcrm__v1__address__descriptor,
    &pcrm__v1__audit_entry__descriptor,
    &pcrm__v1__batch_get_customers_request__descriptor,
    &pcrm__v1__batch_get_customers_response__descriptor,
    &pcrm__v1__bulk_upsert_customers_request__descriptor,
    &pcrm__v1__bulk_upsert_customers_response__descriptor,
    &pcrm__v1__bulk_upsert_result__descriptor,
    &pcrm__v1__change__descriptor,
    &pcrm__v1__check_consent_request__descriptor,
    &pcrm__v1__civil_date__descriptor,
    &pcrm__v1__config_change__descriptor,
    &pcrm__v1__consent__descriptor,
    &pcrm__v1__contact_point__descriptor,
    &pcrm__v1__contact_window__descriptor,
    &pcrm__v1__coordinates__descriptor,
    &pcrm__v1__create_customer_request__descriptor,
    &pcrm__v1__create_principal_request__descriptor,
    &pcrm__v1__create_relation_request__descriptor,
    &pcrm__v1__create_staff_request__descriptor,
    &pcrm__v1__create_token_request__descriptor,
    &pcrm__v1__create_token_response__descriptor,
    &pcrm__v1__create_unit_request__descriptor,
    &pcrm__v1__customer__descriptor,
    &pcrm__v1__customer_name__descriptor,
    &pcrm__v1__delete_customer_request__descriptor,
    &pcrm__v1__delete_relation_request__descriptor,
    &pcrm__v1__describe_request__descriptor,
    &pcrm__v1__describe_response__descriptor,
    &pcrm__v1__error_info__descriptor,
    &pcrm__v1__error_info__param__descriptor,
    &pcrm__v1__export_customers_request__descriptor,
    &pcrm__v1__export_customers_response__descriptor,
    &pcrm__v1__export_summary__descriptor,
    &pcrm__v1__extension__descriptor,
    &pcrm__v1__extension_field__descriptor,
    &pcrm__v1__extension_schema__descriptor,
    &pcrm__v1__external_id__descriptor,
    &pcrm__v1__get_customer_request__descriptor,
    &pcrm__v1__get_extension_schema_request__descriptor,
    &pcrm__v1__get_principal_request__descriptor,
    &pcrm__v1__get_server_status_request__descriptor,
    &pcrm__v1__get_staff_request__descriptor,
    &pcrm__v1__get_tree_request__descriptor,
    &pcrm__v1__get_tree_response__descriptor,
    &pcrm__v1__get_unit_request__descriptor,
    &pcrm__v1__imported_property__descriptor,
    &pcrm__v1__list_audit_entries_request__descriptor,
    &pcrm__v1__list_audit_entries_response__descriptor,
    &pcrm__v1__list_consents_request__descriptor,
    &pcrm__v1__list_consents_response__descriptor,
    &pcrm__v1__list_customers_request__descriptor,
    &pcrm__v1__list_customers_response__descriptor,
    &pcrm__v1__list_extension_schemas_request__descriptor,
    &pcrm__v1__list_extension_schemas_response__descriptor,
    &pcrm__v1__list_methods_request__descriptor,
    &pcrm__v1__list_methods_response__descriptor,
    &pcrm__v1__list_principals_request__descriptor,
    &pcrm__v1__list_principals_response__descriptor,
    &pcrm__v1__list_relations_request__descriptor,
    &pcrm__v1__list_relations_response__descriptor,
    &pcrm__v1__list_staff_request__descriptor,
    &pcrm__v1__list_staff_response__descriptor,
    &pcrm__v1__list_tokens_request__descriptor,
    &pcrm__v1__list_tokens_response__descriptor,
    &pcrm__v1__list_units_request__descriptor,
    &pcrm__v1__list_units_response__descriptor,
    &pcrm__v1__lookup_customer_request__descriptor,
    &pcrm__v1__lookup_customer_response__descriptor,
    &pcrm__v1__method_info__descriptor,
    &pcrm__v1__move_unit_request__descriptor,
    &pcrm__v1__placement__descriptor,
    &pcrm__v1__principal__descriptor,
    &pcrm__v1__put_extension_schema_request__descriptor,
    &pcrm__v1__record_consent_request__descriptor,
    &pcrm__v1__relation__descriptor,
    &pcrm__v1__revoke_token_request__descriptor,
    &pcrm__v1__search_customers_request__descriptor,
    &pcrm__v1__search_customers_response__descriptor,
    &pcrm__v1__server_status__descriptor,
    &pcrm__v1__staff__descriptor,
    &pcrm__v1__token__descriptor,
    &pcrm__v1__tree_node__descriptor,
    &pcrm__v1__undelete_customer_request__descriptor,
    &pcrm__v1__unit__descriptor,
    &pcrm__v1__update_customer_request__descriptor,
    &pcrm__v1__update_principal_request__descriptor,
    &pcrm__v1__update_relation_request__descriptor,
    &pcrm__v1__update_staff_request__descriptor,
    &pcrm__v1__update_unit_request__descriptor,
    &pcrm__v1__watch_changes_request__descriptor,
    &pcrm__v1__watch_changes_response__descriptor,
    &ttrpc__key_value__descriptor,
    &ttrpc__request__descriptor,
    &ttrpc__response__descriptor,
  };
  *count = sizeof(list) / sizeof(list[0]);
  return list;
}

const ProtobufCEnumDescriptor *const *pcrm_enums(size_t *count) {
  static const ProtobufCEnumDescriptor *const list[] = {
    &grpc__health__v1__health_check_response__serving_status__descriptor,
    &pcrm__v1__address_kind__descriptor,
    &pcrm__v1__calendar__descriptor,
    &pcrm__v1__change_kind__descriptor,
    &pcrm__v1__channel__descriptor,
    &pcrm__v1__config_change_kind__descriptor,
    &pcrm__v1__consent_state__descriptor,
    &pcrm__v1__contact_point_kind__descriptor,
    &pcrm__v1__customer_kind__descriptor,
    &pcrm__v1__entity_type__descriptor,
    &pcrm__v1__extension_type__descriptor,
    &pcrm__v1__job_group__descriptor,
    &pcrm__v1__missing_consent__descriptor,
    &pcrm__v1__name_kind__descriptor,
    &pcrm__v1__relation_kind__descriptor,
    &pcrm__v1__role__descriptor,
    &pcrm__v1__scope__descriptor,
    &pcrm__v1__search_field__descriptor,
    &pcrm__v1__sex__descriptor,
    &pcrm__v1__symbol_kind__descriptor,
    &pcrm__v1__unit_kind__descriptor,
    &pcrm__v1__upsert_outcome__descriptor,
    &pcrm__v1__weekday__descriptor,
  };
  *count = sizeof(list) / sizeof(list[0]);
  return list;
}

const ProtobufCServiceDescriptor *const *pcrm_services(size_t *count) {
  static const ProtobufCServiceDescriptor *const list[] = {
    &grpc__health__v1__health__descriptor,
    &pcrm__v1__admin_service__descriptor,
    &pcrm__v1__customer_service__descriptor,
    &pcrm__v1__organisation_service__descriptor,
    &pcrm__v1__reflection_service__descriptor,
  };
  *count = sizeof(list) / sizeof(list[0]);
  return list;
}
