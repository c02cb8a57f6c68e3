package main

import (
	"encoding/binary"
	"io"
	"log"
	"net"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	spb "google.golang.org/genproto/googleapis/rpc/status"
)

const frameMax = 4 << 20

// Types and flags of frames.
const (
	response     = 2
	data         = 3
	remoteClosed = 1
	noData       = 4
)

// watchChangesRequest says by its sequence which stream is wanted.
type watchChangesRequest struct {
	AfterSequence int64 `protobuf:"varint,1,opt,name=after_sequence,proto3"`
}

type watchChangesResponse struct {
	Sequence int64 `protobuf:"varint,1,opt,name=sequence,proto3"`
}

func (m *watchChangesRequest) Reset()          { *m = watchChangesRequest{} }
func (m *watchChangesRequest) String() string  { return proto.CompactTextString(m) }
func (*watchChangesRequest) ProtoMessage()     {}
func (m *watchChangesResponse) Reset()         { *m = watchChangesResponse{} }
func (m *watchChangesResponse) String() string { return proto.CompactTextString(m) }
func (*watchChangesResponse) ProtoMessage()    {}

func frame(stream uint32, kind, flags byte, body []byte) []byte {
	bytes := make([]byte, 10+len(body))
	binary.BigEndian.PutUint32(bytes, uint32(len(body)))
	binary.BigEndian.PutUint32(bytes[4:], stream)
	bytes[8], bytes[9] = kind, flags
	copy(bytes[10:], body)
	return bytes
}

func packed(message proto.Message) []byte {
	bytes, err := proto.Marshal(message)
	if err != nil {
		log.Fatal(err)
	}
	return bytes
}

func answer(stream uint32, id, name string) []byte {
	payload := packed(&customer{ID: id, DisplayName: name})
	return frame(stream, response, 0, packed(&ttrpc.Response{Payload: payload}))
}

// filled makes an answer whose frame holds exactly `length` bytes.
func filled(stream uint32, id string, length int) []byte {
	name := length - 64
	for {
		bytes := answer(stream, id, strings.Repeat("x", name))
		if len(bytes)-10 == length {
			return bytes
		}
		name += length - (len(bytes) - 10)
	}
}

// unary answers a GetCustomer as its id says. It returns false to hang up.
func unary(conn net.Conn, stream uint32, id string) bool {
	plain := answer(stream, id, "plain")
	switch id {
	case "bytes": // one at a time
		for i := range plain {
			conn.Write(plain[i : i+1])
		}
	case "late": // when the caller has given up
		time.Sleep(300 * time.Millisecond)
		conn.Write(plain)
	case "halves": // the caller gives up between them
		conn.Write(plain[:len(plain)/2])
		time.Sleep(300 * time.Millisecond)
		conn.Write(plain[len(plain)/2:])
	case "header": // the caller gives up within the header
		conn.Write(plain[:4])
		time.Sleep(300 * time.Millisecond)
		conn.Write(plain[4:])
	case "limit":
		conn.Write(filled(stream, id, frameMax))
	case "oversize":
		conn.Write(filled(stream, id, frameMax+1))
	case "strangers": // a type nobody knows, an answer to nobody, then the answer
		conn.Write(frame(stream, 9, 0, []byte("what is this")))
		conn.Write(answer(stream+98, id, "not for you"))
		conn.Write(plain)
	case "envelope":
		conn.Write(frame(stream, response, 0, []byte{0xff, 0xff, 0xff}))
	case "payload":
		conn.Write(frame(stream, response, 0, packed(&ttrpc.Response{Payload: []byte{0x0a, 9, 1}})))
	case "empty": // an answer with every field at its default
		conn.Write(frame(stream, response, 0, nil))
	case "stream":
		conn.Write(frame(stream, data, 0, nil))
	case "hangup":
		conn.Write(plain[:len(plain)-1])
		return false
	default:
		conn.Write(plain)
	}
	return true
}

// stream answers a WatchChanges as its sequence says.
func stream(conn net.Conn, id uint32, sequence int64) {
	message := func(n int64) []byte { return packed(&watchChangesResponse{Sequence: n}) }
	closed := func(state *spb.Status) {
		conn.Write(frame(id, response, 0, packed(&ttrpc.Response{Status: state})))
	}
	switch sequence {
	case 1: // two messages; the end has no body and says so
		conn.Write(frame(id, data, 0, message(1)))
		conn.Write(frame(id, data, 0, message(2)))
		conn.Write(frame(id, data, remoteClosed|noData, nil))
	case 2: // an empty message has no body either, but no flag; a Response ends it
		conn.Write(frame(id, data, 0, nil))
		closed(nil)
	case 3: // the last message ends it
		conn.Write(frame(id, data, 0, message(1)))
		conn.Write(frame(id, data, remoteClosed, message(2)))
	case 4: // an error after a message
		conn.Write(frame(id, data, 0, message(1)))
		closed(&spb.Status{Code: 10, Message: "sequence: try again"})
	case 5: // no message at all
		conn.Write(frame(id, data, remoteClosed|noData, nil))
	case 6: // not a message
		conn.Write(frame(id, data, 0, []byte{0xff}))
	}
}

func converse(conn net.Conn) {
	defer conn.Close()
	for {
		var header [10]byte
		if _, err := io.ReadFull(conn, header[:]); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(header[:]))
		if _, err := io.ReadFull(conn, body); err != nil {
			return
		}
		var request ttrpc.Request
		if err := proto.Unmarshal(body, &request); err != nil {
			log.Fatal(err)
		}
		id := binary.BigEndian.Uint32(header[4:])
		if request.Method == "WatchChanges" {
			var watch watchChangesRequest
			if err := proto.Unmarshal(request.Payload, &watch); err != nil {
				log.Fatal(err)
			}
			stream(conn, id, watch.AfterSequence)
			continue
		}
		var get getCustomerRequest
		if err := proto.Unmarshal(request.Payload, &get); err != nil {
			log.Fatal(err)
		}
		if !unary(conn, id, get.ID) {
			return
		}
	}
}

// frames serves frames that are cut, late, too large, or not what they should be, as the id of a
// customer or the sequence of a stream asks for.
func frames(address string) {
	listener, err := net.Listen(network(address))
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go converse(conn)
	}
}
