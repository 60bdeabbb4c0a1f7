// Asks Kubernetes' own YAML reader what texts mean: reads cases.json, writes vectors.json.
package main

import (
	"bytes"
	"encoding/json"
	"os"

	"sigs.k8s.io/yaml"
)

type vector struct {
	YAML string          `json:"yaml"`
	JSON json.RawMessage `json:"json"`
}

func main() {
	source, err := os.ReadFile("cases.json")
	check(err)
	var cases []string
	check(json.Unmarshal(source, &cases))
	vectors := make([]vector, len(cases))
	for i, text := range cases {
		vectors[i].YAML = text
		if result, err := yaml.YAMLToJSON([]byte(text)); err == nil {
			vectors[i].JSON = result
		}
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	check(encoder.Encode(vectors))
	check(os.WriteFile("vectors.json", text.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
