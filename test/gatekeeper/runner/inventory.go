package main

import (
	"encoding/json"
	"fmt"
)

type byVersion = map[string]map[string]map[string]json.RawMessage

// readInventory lists the objects of a value that has the shape of `data.inventory`.
func readInventory(text []byte) ([]entry, error) {
	var tree struct {
		Cluster   byVersion            `json:"cluster"`
		Namespace map[string]byVersion `json:"namespace"`
	}
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("not an inventory: %w", err)
	}
	entries := listed([]string{"cluster"}, tree.Cluster)
	for namespace, objects := range tree.Namespace {
		entries = append(entries, listed([]string{"namespace", namespace}, objects)...)
	}
	return entries, nil
}

func listed(scope []string, versions byVersion) []entry {
	var entries []entry
	for groupVersion, kinds := range versions {
		for kind, names := range kinds {
			for name, object := range names {
				path := append(append([]string{}, scope...), groupVersion, kind, name)
				entries = append(entries, entry{path: path, object: object})
			}
		}
	}
	return entries
}
