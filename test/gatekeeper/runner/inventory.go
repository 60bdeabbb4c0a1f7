package main

import (
	"encoding/json"
	"errors"
)

// byVersion holds objects by group version, kind and name.
type byVersion = map[string]map[string]map[string]json.RawMessage

// entry is one object of an inventory, and the path that leads to it.
type entry struct {
	path   []string
	object json.RawMessage
}

// readInventory lists the objects of a value that has the shape of `data.inventory`.
func readInventory(text []byte) ([]entry, error) {
	var tree struct {
		Cluster   byVersion            `json:"cluster"`
		Namespace map[string]byVersion `json:"namespace"`
	}
	if json.Unmarshal(text, &tree) != nil {
		return nil, errors.New("not an inventory: it has objects at cluster.<groupVersion>.<kind>.<name> " +
			"and namespace.<namespace>.<groupVersion>.<kind>.<name>")
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
