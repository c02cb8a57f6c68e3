package main

import "github.com/gogo/protobuf/proto"

// The messages, as far as this peer uses them, written by hand from the contract.

type customerName struct {
	Kind int32  `protobuf:"varint,1,opt,name=kind,proto3"`
	Full string `protobuf:"bytes,2,opt,name=full,proto3"`
}

type customer struct {
	ID          string          `protobuf:"bytes,1,opt,name=id,proto3"`
	Version     int64           `protobuf:"varint,2,opt,name=version,proto3"`
	Kind        int32           `protobuf:"varint,3,opt,name=kind,proto3"`
	DisplayName string          `protobuf:"bytes,4,opt,name=display_name,proto3"`
	Names       []*customerName `protobuf:"bytes,16,rep,name=names,proto3"`
}

type getCustomerRequest struct {
	ID string `protobuf:"bytes,1,opt,name=id,proto3"`
}

type createCustomerRequest struct {
	RequestID string    `protobuf:"bytes,1,opt,name=request_id,proto3"`
	Customer  *customer `protobuf:"bytes,2,opt,name=customer,proto3"`
}

type healthCheckRequest struct {
	Service string `protobuf:"bytes,1,opt,name=service,proto3"`
}

type healthCheckResponse struct {
	Status int32 `protobuf:"varint,1,opt,name=status,proto3"`
}

type param struct {
	Name  string `protobuf:"bytes,1,opt,name=name,proto3"`
	Value string `protobuf:"bytes,2,opt,name=value,proto3"`
}

type errorInfo struct {
	Reason string   `protobuf:"bytes,1,opt,name=reason,proto3"`
	Field  string   `protobuf:"bytes,2,opt,name=field,proto3"`
	Params []*param `protobuf:"bytes,3,rep,name=params,proto3"`
}

func (m *customerName) Reset()                  { *m = customerName{} }
func (m *customerName) String() string          { return proto.CompactTextString(m) }
func (*customerName) ProtoMessage()             {}
func (m *customer) Reset()                      { *m = customer{} }
func (m *customer) String() string              { return proto.CompactTextString(m) }
func (*customer) ProtoMessage()                 {}
func (m *getCustomerRequest) Reset()            { *m = getCustomerRequest{} }
func (*getCustomerRequest) ProtoMessage()       {}
func (m *getCustomerRequest) String() string    { return proto.CompactTextString(m) }
func (m *createCustomerRequest) Reset()         { *m = createCustomerRequest{} }
func (*createCustomerRequest) ProtoMessage()    {}
func (m *createCustomerRequest) String() string { return proto.CompactTextString(m) }
func (m *healthCheckRequest) Reset()            { *m = healthCheckRequest{} }
func (*healthCheckRequest) ProtoMessage()       {}
func (m *healthCheckRequest) String() string    { return proto.CompactTextString(m) }
func (m *healthCheckResponse) Reset()           { *m = healthCheckResponse{} }
func (*healthCheckResponse) ProtoMessage()      {}
func (m *healthCheckResponse) String() string   { return proto.CompactTextString(m) }
func (m *param) Reset()                         { *m = param{} }
func (m *param) String() string                 { return proto.CompactTextString(m) }
func (*param) ProtoMessage()                    {}
func (m *errorInfo) Reset()                     { *m = errorInfo{} }
func (m *errorInfo) String() string             { return proto.CompactTextString(m) }
func (*errorInfo) ProtoMessage()                {}
