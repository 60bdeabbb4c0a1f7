package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// clock is what time.now_ns answers while a request is handled; the system's when there is none. Requests are handled one
// after the other. Gatekeeper hands no clock to its Rego driver, so OPA's builtin is what reads this one.
var clock json.Number

func init() {
	topdown.RegisterBuiltinFunc(ast.NowNanos.Name, func(call topdown.BuiltinContext, _ []*ast.Term, found func(*ast.Term) error) error {
		if clock == "" {
			return found(call.Time)
		}
		return found(ast.NumberTerm(clock))
	})
}

// setClock takes a time of RFC 3339; none means the system's clock.
func setClock(now string) error {
	clock = ""
	if now == "" {
		return nil
	}
	moment, err := time.Parse(time.RFC3339Nano, now)
	if err != nil {
		return fail(stageRequest, fmt.Errorf("now: %w", err))
	}
	clock = json.Number(strconv.FormatInt(moment.UnixNano(), 10))
	return nil
}
