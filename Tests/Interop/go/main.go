// A peer for PCRM on the Go implementation of ttrpc that Debian packages.
//
//	peer serve ADDRESS              a server for our clients to be tried against
//	peer frames ADDRESS             a server that sends frames cut, late, too large or wrong
//	peer call ADDRESS TOKEN-FILE    a client that tries our server
//
// ADDRESS is host:port or unix:/path.
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "serve":
		serve(os.Args[2])
	case len(os.Args) == 3 && os.Args[1] == "frames":
		frames(os.Args[2])
	case len(os.Args) == 4 && os.Args[1] == "call":
		call(os.Args[2], os.Args[3])
	default:
		fmt.Fprintln(os.Stderr, "usage: peer serve|frames ADDRESS | peer call ADDRESS TOKEN-FILE")
		os.Exit(2)
	}
}

// network splits an address into what the net package wants.
func network(address string) (string, string) {
	if strings.HasPrefix(address, "unix:") {
		return "unix", strings.TrimPrefix(address, "unix:")
	}
	return "tcp", address
}
