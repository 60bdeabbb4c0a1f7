// Asks OPA what fmt, matches, equals and sets in details are to give: reads cases.json, writes vectors.json.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

type cases struct {
	Fmt     []json.RawMessage   `json:"fmt"`
	Equals  [][]json.RawMessage `json:"equals"`
	Sets    []json.RawMessage   `json:"sets"`
	Matches [][]json.RawMessage `json:"matches"`
}

type vector struct {
	Args   []json.RawMessage `json:"args"`
	Result any               `json:"result"`
}

func main() {
	source, err := os.ReadFile("cases.json")
	check(err)
	var all cases
	check(json.Unmarshal(source, &all))
	vectors := map[string][]vector{}
	for _, value := range all.Fmt {
		vectors["fmt"] = append(vectors["fmt"], ask(`sprintf("%v", [input[0]])`, value))
	}
	for _, pair := range all.Equals {
		vectors["equals"] = append(vectors["equals"], ask(`input[0] == input[1]`, pair...))
	}
	for _, value := range all.Sets {
		vectors["sets"] = append(vectors["sets"], ask(`input[0]`, value))
	}
	for _, pair := range all.Matches {
		vectors["matches"] = append(vectors["matches"], ask(`regex.match(input[0], input[1])`, pair...))
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	check(encoder.Encode(vectors))
	check(os.WriteFile("vectors.json", text.Bytes(), 0o644))
}

// The value of an expression, or nil when it is undefined.
func ask(expression string, args ...json.RawMessage) vector {
	terms := make([]*ast.Term, len(args))
	for i, arg := range args {
		decoder := json.NewDecoder(bytes.NewReader(arg))
		decoder.UseNumber()
		var value any
		check(decoder.Decode(&value))
		terms[i] = term(value)
	}
	query := rego.New(rego.Query("result := "+expression), rego.ParsedInput(ast.NewArray(terms...)))
	results, err := query.Eval(context.Background())
	check(err)
	if len(results) == 0 {
		return vector{args, nil}
	}
	return vector{args, results[0].Bindings["result"]}
}

// JSON, where {"$set": […]} is a set.
func term(value any) *ast.Term {
	switch value := value.(type) {
	case []any:
		return ast.ArrayTerm(terms(value)...)
	case map[string]any:
		if elements, ok := value["$set"]; ok {
			return ast.SetTerm(terms(elements.([]any))...)
		}
		object := ast.NewObject()
		for key, property := range value {
			object.Insert(ast.StringTerm(key), term(property))
		}
		return ast.NewTerm(object)
	default:
		return ast.NewTerm(ast.MustInterfaceToValue(value))
	}
}

func terms(values []any) []*ast.Term {
	terms := make([]*ast.Term, len(values))
	for i, value := range values {
		terms[i] = term(value)
	}
	return terms
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
