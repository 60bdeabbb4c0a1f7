package main

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

type formatRequest struct {
	Modules sources `json:"modules"`
}

func formatAll(req formatRequest) (any, error) {
	formatted, err := formatSources(req.Modules)
	return formatRequest{Modules: formatted}, err
}

// formatSources formats as `opa fmt` does.
func formatSources(modules sources) (sources, error) {
	formatted := make(sources, len(modules))
	var errs ast.Errors
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		text, err := format.SourceWithOpts(name, []byte(modules[name]), format.Opts{
			RegoVersion:  ast.RegoV1,
			Capabilities: allCapabilities(),
		})
		if found, ok := err.(ast.Errors); ok {
			errs = append(errs, found...)
		} else if err != nil {
			return nil, err
		}
		formatted[name] = string(text)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return formatted, nil
}
