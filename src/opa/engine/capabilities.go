package main

import (
	"maps"
	"slices"
	_ "unsafe" // for go:linkname

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// nativeInWasm is the table that OPA's own WASM compiler decides by: the builtins that it has compiled into policy.wasm.
// It is internal to OPA and published nowhere else.
//
//go:linkname nativeInWasm github.com/open-policy-agent/opa/internal/compiler/wasm.builtinsFunctions
var nativeInWasm map[string]string

// compiledAway never reach policy.wasm: the compiler rewrites or erases calls to them.
var compiledAway = []string{"eq", "assign", "rego.metadata.chain", "rego.metadata.rule", "print", "internal.print"}

// ofGatekeeper is what Gatekeeper adds to OPA: it asks a provider of external data.
var ofGatekeeper = &ast.Builtin{
	Name: "external_data",
	Decl: types.NewFunction(types.Args(types.A), types.A),
}

func allCapabilities() *ast.Capabilities {
	caps := *ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	caps.Builtins = append(slices.Clone(caps.Builtins), ofGatekeeper)
	return &caps
}

// wasmCapabilities leave only the builtins that a policy.wasm can run when its host supplies the given ones, so that any
// other is an error of the build and not of an evaluation.
func wasmCapabilities(host []string) *ast.Capabilities {
	caps := *allCapabilities()
	usable := make([]*ast.Builtin, 0, len(caps.Builtins))
	for _, builtin := range caps.Builtins {
		_, native := nativeInWasm[builtin.Name]
		if native || slices.Contains(host, builtin.Name) || slices.Contains(compiledAway, builtin.Name) {
			usable = append(usable, builtin)
		}
	}
	caps.Builtins = usable
	return &caps
}

type capabilitiesResult struct {
	// Native names the builtins inside policy.wasm, sorted.
	Native []string `json:"native"`
	// CompiledAway names those that the compiler removes.
	CompiledAway []string          `json:"compiledAway"`
	Capabilities *ast.Capabilities `json:"capabilities"`
}

func capabilities(req struct {
	Host []string `json:"host"`
}) (any, error) {
	return capabilitiesResult{
		Native:       slices.Sorted(maps.Keys(nativeInWasm)),
		CompiledAway: slices.Sorted(slices.Values(compiledAway)),
		Capabilities: wasmCapabilities(req.Host),
	}, nil
}
