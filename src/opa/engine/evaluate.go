package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type evaluateRequest struct {
	Modules sources         `json:"modules"`
	Query   string          `json:"query"`
	Input   json.RawMessage `json:"input"`
	Data    json.RawMessage `json:"data"`
}

type evaluateResult struct {
	Defined bool `json:"defined"`
	Value   any  `json:"value"`
}

// evaluate answers a query with the value of its last expression in its first result, as `opa eval` computes it.
func evaluate(req evaluateRequest) (any, error) {
	compiler, err := compiled(req.Modules)
	if err != nil {
		return nil, err
	}
	options := []func(*rego.Rego){rego.Query(req.Query), rego.Compiler(compiler)}
	if len(req.Input) > 0 {
		input, err := ast.ValueFromReader(bytes.NewReader(req.Input))
		if err != nil {
			return nil, err
		}
		options = append(options, rego.ParsedInput(input))
	}
	if len(req.Data) > 0 {
		var data map[string]any
		if err := util.UnmarshalJSON(req.Data, &data); err != nil {
			return nil, err
		}
		options = append(options, rego.Store(inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false))))
	}
	results, err := rego.New(options...).Eval(context.Background())
	if err != nil {
		return nil, err
	}
	if len(results) == 0 || len(results[0].Expressions) == 0 {
		return evaluateResult{}, nil
	}
	expressions := results[0].Expressions
	return evaluateResult{Defined: true, Value: expressions[len(expressions)-1].Value}, nil
}

// The modules of the last evaluation, compiled: tests ask the same policies many questions.
var latest struct {
	modules  sources
	compiler *ast.Compiler
}

func compiled(modules sources) (*ast.Compiler, error) {
	if latest.compiler != nil && maps.Equal(modules, latest.modules) {
		return latest.compiler, nil
	}
	parsed, err := parseAll(modules, allCapabilities())
	if err != nil {
		return nil, err
	}
	byName := make(map[string]*ast.Module, len(parsed))
	for _, m := range parsed {
		byName[m.name] = m.parsed
	}
	compiler := ast.NewCompiler().WithCapabilities(allCapabilities())
	if compiler.Compile(byName); compiler.Failed() {
		return nil, compiler.Errors
	}
	latest.modules, latest.compiler = modules, compiler
	return compiler, nil
}
