package main

import (
	"encoding/json"
	"runtime"

	"github.com/open-policy-agent/opa/v1/version"
)

// operations are what a request can ask for. Each takes its own JSON and returns a value to encode.
var operations = map[string]func(json.RawMessage) (any, error){
	"version":      operation(describe),
	"capabilities": operation(capabilities),
	"format":       operation(formatAll),
	"check":        operation(checkAll),
	"build":        operation(buildAll),
	"prepare":      operation(prepare),
	"evaluate":     operation(evaluate),
}

func operation[T any](run func(T) (any, error)) func(json.RawMessage) (any, error) {
	return func(with json.RawMessage) (any, error) {
		var args T
		if len(with) > 0 {
			if err := json.Unmarshal(with, &args); err != nil {
				return nil, err
			}
		}
		return run(args)
	}
}

func describe(struct{}) (any, error) {
	return map[string]string{"opa": version.Version, "go": runtime.Version()}, nil
}

// sources are Rego files by name.
type sources map[string]string

type prepareRequest struct {
	Modules     sources  `json:"modules"`
	Entrypoints []string `json:"entrypoints"`
	Host        []string `json:"host"`
	// Unbundled names modules that the bundle leaves out.
	Unbundled []string `json:"unbundled"`
}

type prepareResult struct {
	Modules sources `json:"modules"`
	buildResult
}

// prepare does all that shipping a set of policies needs: format, check what was formatted, build it.
func prepare(req prepareRequest) (any, error) {
	caps := wasmCapabilities(req.Host)
	formatted, err := formatSources(req.Modules)
	if err != nil {
		return nil, err
	}
	parsed, err := parseAll(formatted, caps)
	if err != nil {
		return nil, err
	}
	if err := compileAll(parsed, caps, true); err != nil {
		return nil, err
	}
	built, err := build(parsed, formatted, req, caps)
	if err != nil {
		return nil, err
	}
	return prepareResult{Modules: formatted, buildResult: built}, nil
}
