package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// trial is a client and the count of what it found.
type trial struct {
	client         *ttrpc.Client
	token          string
	passed, failed int
}

// check prints and counts one finding.
func (t *trial) check(name string, good bool, found ...interface{}) {
	if good {
		t.passed++
		fmt.Println("ok   ", name)
		return
	}
	t.failed++
	fmt.Println("FAIL ", name, "- found:", fmt.Sprint(found...))
}

// refused checks the code of an error, what its message names and the reason in its details.
func (t *trial) refused(name string, err error, code codes.Code, word, reason string) {
	state, isStatus := status.FromError(err)
	if err == nil || !isStatus {
		t.check(name, false, err)
		return
	}
	var info errorInfo
	for _, detail := range state.Proto().GetDetails() {
		if detail.GetTypeUrl() == "type.googleapis.com/pcrm.v1.ErrorInfo" {
			if err := proto.Unmarshal(detail.GetValue(), &info); err != nil {
				t.check(name, false, err)
				return
			}
		}
	}
	good := state.Code() == code && strings.Contains(state.Message(), word)
	good = good && (reason == "" || info.Reason == reason)
	t.check(name, good, state.Code(), " ", state.Message(), " ", info.Reason)
}

func (t *trial) call(service, method, token string, request, response interface{}) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if token != "" {
		metadata := ttrpc.MD{}
		metadata.Set("authorization", "Bearer "+token)
		ctx = ttrpc.WithMetadata(ctx, metadata)
	}
	return t.client.Call(ctx, service, method, request, response)
}

func (t *trial) customers(method string, request, response interface{}) error {
	return t.call("pcrm.v1.CustomerService", method, t.token, request, response)
}

// uuid makes a UUID of version 7.
func uuid() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		log.Fatal(err)
	}
	ms := uint64(time.Now().UnixNano() / int64(time.Millisecond))
	for i := 0; i < 6; i++ {
		b[i] = byte(ms >> (40 - 8*i))
	}
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func person(name string) *customer {
	return &customer{Kind: 1, Names: []*customerName{{Kind: 1, Full: name}}}
}

func (t *trial) health() {
	var health healthCheckResponse
	err := t.call("grpc.health.v1.Health", "Check", "", &healthCheckRequest{}, &health)
	t.check("health needs no token and says SERVING", err == nil && health.Status == 1, err, health)
	err = t.call("grpc.health.v1.Health", "Check", "",
		&healthCheckRequest{Service: "no.such.Service"}, &health)
	t.refused("health of an unknown service", err, codes.NotFound, "service", "")
}

func (t *trial) writes() string {
	var created, again, read customer
	request := &createCustomerRequest{RequestID: uuid(), Customer: person("김민수")}
	err := t.customers("CreateCustomer", request, &created)
	t.check("a customer is created",
		err == nil && len(created.ID) == 36 && created.Version == 1 &&
			created.DisplayName == "김민수", err, created)
	err = t.customers("CreateCustomer", request, &again)
	t.check("the same request again gets the same answer",
		err == nil && again.ID == created.ID, err, again)
	request.Customer = person("이영희")
	t.refused("the same request id with another payload",
		t.customers("CreateCustomer", request, &again),
		codes.AlreadyExists, "request_id", "REQUEST_ID_REUSED")
	err = t.customers("GetCustomer", &getCustomerRequest{ID: created.ID}, &read)
	t.check("the customer is read back", err == nil && proto.Equal(&read, &created), err, read)
	return created.ID
}

func (t *trial) errors(id string) {
	var none customer
	t.refused("a customer that is not there",
		t.customers("GetCustomer", &getCustomerRequest{ID: uuid()}, &none),
		codes.NotFound, "id", "NOT_FOUND")
	t.refused("an id of the wrong form",
		t.customers("GetCustomer", &getCustomerRequest{ID: "7"}, &none),
		codes.InvalidArgument, "id", "")
	t.refused("no token",
		t.call("pcrm.v1.CustomerService", "GetCustomer", "", &getCustomerRequest{ID: id}, &none),
		codes.Unauthenticated, "", "")
	t.refused("a wrong token",
		t.call("pcrm.v1.CustomerService", "GetCustomer", "wrong", &getCustomerRequest{ID: id}, &none),
		codes.Unauthenticated, "", "")
	t.refused("an unknown method",
		t.customers("NoSuchMethod", &getCustomerRequest{}, &none), codes.Unimplemented, "", "")
	t.refused("an unknown service",
		t.call("no.such.Service", "Get", t.token, &getCustomerRequest{}, &none),
		codes.Unimplemented, "", "")
	t.refused("a request of more than 4 MiB",
		t.customers("CreateCustomer",
			&createCustomerRequest{Customer: person(strings.Repeat("x", 5<<20))}, &none),
		codes.ResourceExhausted, "", "")
	err := t.customers("GetCustomer", &getCustomerRequest{ID: id}, &none)
	t.check("the connection lives on after all that", err == nil && none.ID == id, err, none)
}

// deadline sends a deadline that is over when it arrives, and waits for the server to say so: the
// Go client's own clock would otherwise be first.
func (t *trial) deadline(address, id string) {
	conn, err := net.Dial(network(address))
	if err != nil {
		log.Fatal(err)
	}
	hurry := func(
		ctx context.Context, request *ttrpc.Request, response *ttrpc.Response,
		_ *ttrpc.UnaryClientInfo, invoke ttrpc.Invoker,
	) error {
		request.TimeoutNano = 1
		return invoke(ctx, request, response)
	}
	client := ttrpc.NewClient(conn, ttrpc.WithUnaryClientInterceptor(hurry))
	defer client.Close()
	hurried := &trial{client: client, token: t.token}
	var none customer
	t.refused("a deadline that has passed",
		hurried.customers("GetCustomer", &getCustomerRequest{ID: id}, &none),
		codes.DeadlineExceeded, "deadline", "")
}

// parallel has 64 callers share the connection.
func (t *trial) parallel(id string) {
	errs := make(chan error)
	for caller := 0; caller < 64; caller++ {
		go func() {
			for i := 0; i < 20; i++ {
				var read customer
				err := t.customers("GetCustomer", &getCustomerRequest{ID: id}, &read)
				if err == nil && read.ID != id {
					err = fmt.Errorf("asked for %s, got %s", id, read.ID)
				}
				if err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	var first error
	for caller := 0; caller < 64; caller++ {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	t.check("64 callers share one connection", first == nil, first)
}

// call tries a server from a Go client; the exit code is 1 when something was found.
func call(address, tokenFile string) {
	token, err := os.ReadFile(tokenFile)
	if err != nil {
		log.Fatal(err)
	}
	conn, err := net.Dial(network(address))
	if err != nil {
		log.Fatal(err)
	}
	t := &trial{client: ttrpc.NewClient(conn), token: strings.TrimSpace(string(token))}
	t.health()
	id := t.writes()
	t.errors(id)
	t.deadline(address, id)
	t.parallel(id)
	t.client.Close()
	if t.failed > 0 {
		os.Exit(1)
	}
}
