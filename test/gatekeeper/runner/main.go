// The runner asks Gatekeeper itself what a policy says about a review.
//
// It reads one request as JSON on each line of standard input, and writes one answer as JSON on a line of standard
// output, in the same order. It ends when standard input does. See protocol.go for the two shapes.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"
)

// timeLimit bounds one request: Rego always ends, but not always soon.
const timeLimit = 30 * time.Second

func main() {
	debug.SetGCPercent(400)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gatekeeper runner:", err)
		os.Exit(1)
	}
}

// serve answers every line of in. Answers are flushed as soon as no further request is waiting.
func serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<16)
	loaded := policies{}

	for {
		line, err := reader.ReadBytes('\n')
		if len(line) > 0 && !blank(line) {
			if _, err := writer.Write(answerTo(loaded, line).line()); err != nil {
				return err
			}
		}
		if reader.Buffered() == 0 || err != nil {
			if err := writer.Flush(); err != nil {
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

// answerTo handles one line. Whatever goes wrong in it, a panic of the libraries included, is its answer.
func answerTo(loaded policies, line []byte) (reply answer) {
	req, err := parseRequest(line)
	defer func() {
		if cause := recover(); cause != nil {
			reply = failure(req.ID, fail(stageRequest, fmt.Errorf("panic: %v", cause)))
		}
	}()
	if err != nil {
		return failure(req.ID, err)
	}

	ctx, cancel := context.WithTimeout(context.Background(), timeLimit)
	defer cancel()

	reply, err = loaded.handle(ctx, req)
	if err != nil {
		return failure(req.ID, err)
	}
	reply.ID = req.ID
	return reply
}

func blank(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return false
		}
	}
	return true
}
