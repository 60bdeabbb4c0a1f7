package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

type buildResult struct {
	// Wasm is policy.wasm with all entrypoints.
	Wasm []byte `json:"wasm"`
	// Bundle is an OPA bundle (.tar.gz) of the same modules as Rego, which every OPA can load.
	Bundle []byte `json:"bundle"`
}

func buildAll(req prepareRequest) (any, error) {
	caps := wasmCapabilities(req.Host)
	modules, err := parseAll(req.Modules, caps)
	if err != nil {
		return nil, err
	}
	formatted, err := formatSources(req.Modules)
	if err != nil {
		return nil, err
	}
	return build(modules, formatted, req, caps)
}

// build links the modules, and packs their formatted sources as `opa build` would, which formats too.
// Those that only Gatekeeper can run are in policy.wasm, whose host is ours, and not in the bundle, which any OPA loads.
func build(modules []module, formatted sources, req prepareRequest, caps *ast.Capabilities) (buildResult, error) {
	linked := compile.New().
		WithCapabilities(caps).
		WithTarget(compile.TargetWasm).
		WithEntrypoints(req.Entrypoints...).
		WithBundle(bundleOf(modules, formatted))
	if err := linked.Build(context.Background()); err != nil {
		return buildResult{}, err
	}
	if len(linked.Bundle().WasmModules) != 1 {
		return buildResult{}, fmt.Errorf("expected one policy.wasm and found %d", len(linked.Bundle().WasmModules))
	}
	bundled := slices.DeleteFunc(slices.Clone(modules), func(m module) bool {
		return slices.Contains(req.Unbundled, m.name)
	})
	var packed bytes.Buffer
	if err := bundle.NewWriter(&packed).Write(*bundleOf(bundled, formatted)); err != nil {
		return buildResult{}, err
	}
	return buildResult{Wasm: linked.Bundle().WasmModules[0].Raw, Bundle: packed.Bytes()}, nil
}

// bundleOf makes the bundle that `opa build --bundle` reads from a folder of these files and a manifest with their roots.
// A build prunes the bundle's modules, so each gets its own.
func bundleOf(modules []module, formatted sources) *bundle.Bundle {
	b := &bundle.Bundle{Data: map[string]any{}}
	roots := rootsOf(modules)
	b.Manifest.Roots = &roots
	b.Manifest.Init()
	for _, m := range modules {
		path := "/" + m.name
		b.Modules = append(b.Modules, bundle.ModuleFile{
			URL: path, Path: path, Raw: []byte(formatted[m.name]), Parsed: m.parsed.Copy(),
		})
	}
	b.SetRegoVersion(ast.RegoV1)
	return b
}

// rootsOf names what the bundle owns of `data`: the packages, so that the inventory can come from elsewhere.
func rootsOf(modules []module) []string {
	var roots []string
	for _, m := range modules {
		path, err := m.parsed.Package.Path.Ptr()
		if err == nil {
			roots = append(roots, path)
		}
	}
	slices.Sort(roots)
	outermost := []string{}
	for _, root := range roots {
		last := len(outermost) - 1
		if last < 0 || (root != outermost[last] && !strings.HasPrefix(root, outermost[last]+"/")) {
			outermost = append(outermost, root)
		}
	}
	return outermost
}
