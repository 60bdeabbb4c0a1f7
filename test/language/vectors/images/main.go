// Writes references.json: what github.com/distribution/reference, which Docker, containerd and the kubelet share, makes of each of
// texts.json; null for what it refuses.
package main

import (
	_ "crypto/sha256"
	_ "crypto/sha512"
	"encoding/json"
	"os"

	"github.com/distribution/reference"
)

type image struct {
	Registry   string `json:"registry"`
	Repository string `json:"repository"`
	Tag        string `json:"tag,omitempty"`
	Digest     string `json:"digest,omitempty"`
}

func main() {
	var texts []string
	data, err := os.ReadFile("texts.json")
	if err == nil {
		err = json.Unmarshal(data, &texts)
	}
	if err != nil {
		panic(err)
	}
	images := make([]*image, len(texts))
	for i, text := range texts {
		named, err := reference.ParseNormalizedNamed(text)
		if err != nil {
			continue
		}
		images[i] = &image{Registry: reference.Domain(named), Repository: reference.Path(named)}
		if tagged, ok := named.(reference.Tagged); ok {
			images[i].Tag = tagged.Tag()
		}
		if digested, ok := named.(reference.Digested); ok {
			images[i].Digest = digested.Digest().String()
		}
	}
	out, err := os.Create("references.json")
	if err != nil {
		panic(err)
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(images); err != nil {
		panic(err)
	}
}
