// Command engine serves OPA's compiler, formatter and evaluator over standard input and output: one JSON request a line
// in, one JSON response a line out, in order, until the input ends. Gatewright runs it natively in a checkout and, built
// for wasip1, inside Node.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// A request names an operation and carries what it works on.
type request struct {
	ID   int             `json:"id"`
	Do   string          `json:"do"`
	With json.RawMessage `json:"with"`
}

// A response carries exactly one of: a result, what is wrong with the Rego, or why the request could not be served.
type response struct {
	ID       int       `json:"id"`
	Result   any       `json:"result,omitempty"`
	Problems []problem `json:"problems,omitempty"`
	Error    string    `json:"error,omitempty"`
}

// A build allocates some tens of megabytes and then waits; collecting them while it works takes longer than it saves.
const garbagePercent = 800

func main() {
	debug.SetGCPercent(garbagePercent)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	answers := bufio.NewWriterSize(out, 1<<16)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			if err := encoder.Encode(answer(line)); err != nil {
				return err
			}
			if err := answers.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func answer(line []byte) (res response) {
	var req request
	if err := json.Unmarshal(line, &req); err != nil {
		return response{Error: "not a request: " + err.Error()}
	}
	defer func() {
		if cause := recover(); cause != nil {
			res = response{ID: req.ID, Error: fmt.Sprintf("OPA failed in %q: %v", req.Do, cause)}
		}
	}()
	operation, found := operations[req.Do]
	if !found {
		return response{ID: req.ID, Error: fmt.Sprintf("there is no operation %q", req.Do)}
	}
	result, err := operation(req.With)
	if err == nil {
		return response{ID: req.ID, Result: result}
	}
	if problems := problemsOf(err); problems != nil {
		return response{ID: req.ID, Problems: problems}
	}
	return response{ID: req.ID, Error: err.Error()}
}
