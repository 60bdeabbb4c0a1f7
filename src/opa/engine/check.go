package main

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

type checkRequest struct {
	Modules sources `json:"modules"`
	Strict  bool    `json:"strict"`
	// Wasm checks against what policy.wasm can run with the host's builtins, not against all of OPA.
	Wasm bool     `json:"wasm"`
	Host []string `json:"host"`
}

type checked struct {
	Problems []problem `json:"problems"`
}

func checkAll(req checkRequest) (any, error) {
	caps := allCapabilities()
	if req.Wasm {
		caps = wasmCapabilities(req.Host)
	}
	parsed, err := parseAll(req.Modules, caps)
	if err == nil {
		err = compileAll(parsed, caps, req.Strict)
	}
	if err == nil {
		return checked{Problems: []problem{}}, nil
	}
	if problems := problemsOf(err); problems != nil {
		return checked{Problems: problems}, nil
	}
	return nil, err
}

// A module is a Rego file, as text and as syntax tree.
type module struct {
	name   string
	parsed *ast.Module
}

// parseAll parses the files in the order of their names and reports the syntax errors of all of them.
func parseAll(files sources, caps *ast.Capabilities) ([]module, error) {
	var modules []module
	var errs ast.Errors
	for _, name := range slices.Sorted(maps.Keys(files)) {
		parsed, err := ast.ParseModuleWithOpts(name, files[name], ast.ParserOptions{
			RegoVersion:       ast.RegoV1,
			ProcessAnnotation: true,
			Capabilities:      caps,
		})
		if found, ok := err.(ast.Errors); ok {
			errs = append(errs, found...)
			continue
		}
		if err != nil {
			return nil, err
		}
		modules = append(modules, module{name: name, parsed: parsed})
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return modules, nil
}

// compileAll checks as `opa check` does, without a limit on the number of errors.
func compileAll(modules []module, caps *ast.Capabilities, strict bool) error {
	byName := make(map[string]*ast.Module, len(modules))
	for _, m := range modules {
		byName[m.name] = m.parsed
	}
	compiler := ast.NewCompiler().
		SetErrorLimit(0).
		WithCapabilities(caps).
		WithEnablePrintStatements(true).
		WithStrict(strict).
		WithUseTypeCheckAnnotations(true)
	if compiler.Compile(byName); compiler.Failed() {
		return compiler.Errors
	}
	return nil
}
