package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// request is one line of input. Op says which of the other fields are read.
type request struct {
	// ID comes back with the answer, as it was sent.
	ID json.RawMessage `json:"id"`

	// Op is one of:
	//   version   which Gatekeeper and OPA this is
	//   load      Template: a ConstraintTemplate as an object, or as a string of YAML; replaces one of the same kind
	//   remove    Kind: forget the template
	//   evaluate  Kind, Spec, Inventory, and either Object or Request, with NamespaceObject, Now and
	//             ExternalData
	Op string `json:"op"`

	Kind     string          `json:"kind"`
	Template json.RawMessage `json:"template"`

	// Spec is the `spec` of the one constraint that the review is asked of; none means an empty one.
	Spec json.RawMessage `json:"spec"`

	// Inventory has the shape of `data.inventory`; its objects are given to Gatekeeper one by one.
	Inventory json.RawMessage `json:"inventory"`

	// Object is reviewed as audit and gator do: an object at rest.
	Object json.RawMessage `json:"object"`

	// Request is an admission.k8s.io/v1 AdmissionRequest, reviewed as the webhook does.
	Request json.RawMessage `json:"request"`

	// NamespaceObject is the v1 Namespace that the cluster would find for the object.
	NamespaceObject json.RawMessage `json:"namespaceObject"`

	// Now is the time that policies are told, as RFC 3339 writes it; the system's when there is none.
	Now string `json:"now"`

	// ExternalData is what providers of external data say, by their names; there are no others.
	ExternalData map[string]answers `json:"externalData"`
}

// answer is one line of output: an ID and one of the other fields.
type answer struct {
	ID         json.RawMessage `json:"id"`
	Version    *version        `json:"version,omitempty"`
	Kind       string          `json:"kind,omitempty"`
	Violations *[]violation    `json:"violations,omitempty"`
	Error      *stagedError    `json:"error,omitempty"`
}

// violation is a result as Gatekeeper delivers it: details are `{}` when the policy gives none.
type violation struct {
	Msg     string `json:"msg"`
	Details any    `json:"details"`
}

// stage says whose fault an error is.
type stage string

const (
	stageRequest    stage = "request"    // the line itself
	stageTemplate   stage = "template"   // Gatekeeper does not take the ConstraintTemplate
	stageConstraint stage = "constraint" // Gatekeeper does not take the constraint
	stageInventory  stage = "inventory"  // Gatekeeper does not take an object of the inventory
	stageReview     stage = "review"     // Gatekeeper does not take the review, or cannot match it
	stageEvaluation stage = "evaluation" // the policy failed on the review
)

type stagedError struct {
	Stage   stage  `json:"stage"`
	Message string `json:"message"`
}

func (e *stagedError) Error() string { return e.Message }

func fail(at stage, err error) error {
	return &stagedError{Stage: at, Message: err.Error()}
}

func failure(id json.RawMessage, err error) answer {
	var staged *stagedError
	if !errors.As(err, &staged) {
		staged = &stagedError{Stage: stageRequest, Message: err.Error()}
	}
	return answer{ID: id, Error: staged}
}

func parseRequest(line []byte) (request, error) {
	var req request
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&req); err != nil {
		return req, fail(stageRequest, fmt.Errorf("not a request: %w", err))
	}
	if decoder.More() {
		return req, fail(stageRequest, errors.New("not a request: more than one JSON value on the line"))
	}
	return req, nil
}

// line is the answer's JSON. Everything in an answer came out of JSON or is a string, so encoding cannot fail twice.
func (a answer) line() []byte {
	if a.ID == nil {
		a.ID = json.RawMessage("null")
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil {
		return failure(a.ID, fail(stageEvaluation, fmt.Errorf("encoding the answer: %w", err))).line()
	}
	return out.Bytes()
}
