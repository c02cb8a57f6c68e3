// A ttrpc server on the Go implementation, for clients to be tried against.
//
//	go-server ADDRESS   (host:port or unix:/path)
//
// It serves pcrm.v1.CustomerService/GetCustomer: the id "missing" is answered with NOT_FOUND and a
// pcrm.v1.ErrorInfo, "slow" after two seconds, "large" with a name of a million letters, "token"
// with the token that came in the metadata as the name, "budget" with the milliseconds that the
// caller gave, every other id with a customer of that id. It prints "ready" once it listens.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"github.com/golang/protobuf/ptypes/any"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type getCustomerRequest struct {
	ID string `protobuf:"bytes,1,opt,name=id,proto3"`
}

func (m *getCustomerRequest) Reset()         { *m = getCustomerRequest{} }
func (m *getCustomerRequest) String() string { return proto.CompactTextString(m) }
func (*getCustomerRequest) ProtoMessage()    {}

type customer struct {
	ID          string `protobuf:"bytes,1,opt,name=id,proto3"`
	Version     int64  `protobuf:"varint,2,opt,name=version,proto3"`
	DisplayName string `protobuf:"bytes,4,opt,name=display_name,proto3"`
}

func (m *customer) Reset()         { *m = customer{} }
func (m *customer) String() string { return proto.CompactTextString(m) }
func (*customer) ProtoMessage()    {}

type param struct {
	Name  string `protobuf:"bytes,1,opt,name=name,proto3"`
	Value string `protobuf:"bytes,2,opt,name=value,proto3"`
}

func (m *param) Reset()         { *m = param{} }
func (m *param) String() string { return proto.CompactTextString(m) }
func (*param) ProtoMessage()    {}

type errorInfo struct {
	Reason string   `protobuf:"bytes,1,opt,name=reason,proto3"`
	Field  string   `protobuf:"bytes,2,opt,name=field,proto3"`
	Params []*param `protobuf:"bytes,3,rep,name=params,proto3"`
}

func (m *errorInfo) Reset()         { *m = errorInfo{} }
func (m *errorInfo) String() string { return proto.CompactTextString(m) }
func (*errorInfo) ProtoMessage()    {}

// notFound is the error that pcrmd sends for a customer that is not there.
func notFound() error {
	detail, err := proto.Marshal(&errorInfo{
		Reason: "NOT_FOUND", Field: "id", Params: []*param{{Name: "entity", Value: "customer"}},
	})
	if err != nil {
		return err
	}
	return status.ErrorProto(&spb.Status{
		Code:    int32(codes.NotFound),
		Message: "id: no such customer",
		Details: []*any.Any{{
			TypeUrl: "type.googleapis.com/pcrm.v1.ErrorInfo", Value: detail,
		}},
	})
}

func getCustomer(
	ctx context.Context, unmarshal func(interface{}) error,
) (interface{}, error) {
	var request getCustomerRequest
	if err := unmarshal(&request); err != nil {
		return nil, err
	}
	answer := &customer{ID: request.ID, Version: 7, DisplayName: "김민수"}
	switch request.ID {
	case "missing":
		return nil, notFound()
	case "slow":
		time.Sleep(2 * time.Second)
	case "large":
		answer.DisplayName = strings.Repeat("가", 1000000)
	case "token":
		answer.DisplayName, _ = ttrpc.GetMetadataValue(ctx, "authorization")
	case "budget":
		deadline, _ := ctx.Deadline()
		answer.DisplayName = fmt.Sprint(time.Until(deadline).Milliseconds())
	}
	return answer, nil
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go-server ADDRESS")
	}
	network, address := "tcp", os.Args[1]
	if strings.HasPrefix(address, "unix:") {
		network, address = "unix", strings.TrimPrefix(address, "unix:")
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		log.Fatal(err)
	}
	server, err := ttrpc.NewServer()
	if err != nil {
		log.Fatal(err)
	}
	server.Register("pcrm.v1.CustomerService", map[string]ttrpc.Method{"GetCustomer": getCustomer})
	fmt.Println("ready")
	log.Fatal(server.Serve(context.Background(), listener))
}
