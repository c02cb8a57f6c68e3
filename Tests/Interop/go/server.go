package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"github.com/golang/protobuf/ptypes/any"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// The ids with a meaning; every other id is answered with a customer of that id.
const (
	missingID = "00000000-0000-7000-8000-000000000001" // NOT_FOUND with an ErrorInfo
	slowID    = "00000000-0000-7000-8000-000000000002" // after two seconds
	largeID   = "00000000-0000-7000-8000-000000000003" // with a name of a million letters
	tokenID   = "00000000-0000-7000-8000-000000000004" // named like the token in the metadata
	budgetID  = "00000000-0000-7000-8000-000000000005" // named like the milliseconds it has left
)

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
	case missingID:
		return nil, notFound()
	case slowID:
		time.Sleep(2 * time.Second)
	case largeID:
		answer.DisplayName = strings.Repeat("가", 1000000)
	case tokenID:
		answer.DisplayName, _ = ttrpc.GetMetadataValue(ctx, "authorization")
	case budgetID:
		deadline, _ := ctx.Deadline()
		answer.DisplayName = fmt.Sprint(time.Until(deadline).Milliseconds())
	}
	return answer, nil
}

// serve answers pcrm.v1.CustomerService/GetCustomer and prints "ready" once it listens.
func serve(address string) {
	listener, err := net.Listen(network(address))
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
