package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// types are the media types of the files; a browser runs no script without one.
var types = map[string]string{
	"LICENSE.txt":    "text/plain; charset=utf-8",
	"index.html":     "text/html; charset=utf-8",
	"page.css":       "text/css; charset=utf-8",
	"page.js":        "text/javascript; charset=utf-8",
	"wasm_exec.js":   "text/javascript; charset=utf-8",
	"ecrkit.wasm.gz": "application/gzip",
}

// ServeHTTP answers with a file of the page, and with nothing else.
func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	data, ok := s[name]
	switch {
	case !ok:
		http.NotFound(w, r)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "this page is only read", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Content-Type", types[name])
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(data) // whoever asked has gone away
	}
}

// serve serves the page to this machine until ctx ends.
func (s site) serve(ctx context.Context, port int, stdout io.Writer) error {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%w; -port 0 takes a free one", err)
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	fmt.Fprintf(stdout, "http://%s/\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
