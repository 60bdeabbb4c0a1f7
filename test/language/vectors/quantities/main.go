// Asks Kubernetes what quantities are: reads texts.json, writes nanos.json with the size of each in 10^-9, null for none.
package main

import (
	"encoding/json"
	"os"

	"gopkg.in/inf.v0"
	"k8s.io/apimachinery/pkg/api/resource"
)

func main() {
	source, err := os.ReadFile("texts.json")
	check(err)
	var texts []string
	check(json.Unmarshal(source, &texts))
	nanos := make([]*string, len(texts))
	for at, text := range texts {
		if quantity, err := resource.ParseQuantity(text); err == nil {
			size := new(inf.Dec).Mul(quantity.AsDec(), inf.NewDec(1_000_000_000, 0))
			written := new(inf.Dec).Round(size, 0, inf.RoundExact).String()
			nanos[at] = &written
		}
	}
	answer, err := json.MarshalIndent(nanos, "", "  ")
	check(err)
	check(os.WriteFile("nanos.json", append(answer, '\n'), 0o644))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
