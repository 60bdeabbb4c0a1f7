package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/open-policy-agent/frameworks/constraint/pkg/apis"
	"github.com/open-policy-agent/frameworks/constraint/pkg/core/templates"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
)

// policies holds what was loaded, by kind. Each has a Gatekeeper client of its own, so that a review costs what its
// own policy costs, however many are loaded.
type policies map[string]*policy

func (p policies) handle(ctx context.Context, req request) (answer, error) {
	switch req.Op {
	case "version":
		return answer{Version: builtWith()}, nil
	case "load":
		kind, err := p.load(ctx, req.Template)
		return answer{Kind: kind}, err
	case "remove":
		delete(p, req.Kind)
		return answer{Kind: req.Kind}, nil
	case "evaluate":
		loaded, found := p[req.Kind]
		if !found {
			return answer{}, fail(stageRequest, fmt.Errorf("no template of kind %q is loaded", req.Kind))
		}
		violations, err := loaded.evaluate(ctx, req)
		return answer{Violations: &violations}, err
	default:
		return answer{}, fail(stageRequest, fmt.Errorf("unknown op %q", req.Op))
	}
}

func (p policies) load(ctx context.Context, text json.RawMessage) (string, error) {
	template, err := readTemplate(text)
	if err != nil {
		return "", fail(stageTemplate, err)
	}
	loaded, err := newPolicy(ctx, template)
	if err != nil {
		return "", fail(stageTemplate, err)
	}
	p[loaded.kind] = loaded
	return loaded.kind, nil
}

var scheme = func() *runtime.Scheme {
	known := runtime.NewScheme()
	utilruntime.Must(apis.AddToScheme(known))
	return known
}()

// readTemplate reads the object, or the YAML in the string, with gator's own reader.
func readTemplate(text json.RawMessage) (*templates.ConstraintTemplate, error) {
	if len(text) == 0 {
		return nil, errors.New("no template was given")
	}
	object := &unstructured.Unstructured{}
	var err error
	if text[0] == '"' {
		var yaml string
		if err := json.Unmarshal(text, &yaml); err != nil {
			return nil, err
		}
		object, err = reader.ReadUnstructured([]byte(yaml))
	} else {
		err = object.UnmarshalJSON(text)
	}
	if err != nil {
		return nil, err
	}
	return reader.ToTemplate(scheme, object)
}

// version names the libraries that this program was linked with.
type version struct {
	Gatekeeper string `json:"gatekeeper"`
	OPA        string `json:"opa"`
}

func builtWith() *version {
	var found version
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return &found
	}
	for _, module := range info.Deps {
		switch module.Path {
		case "github.com/open-policy-agent/gatekeeper/v3":
			found.Gatekeeper = module.Version
		case "github.com/open-policy-agent/opa":
			found.OPA = module.Version
		}
	}
	return &found
}
