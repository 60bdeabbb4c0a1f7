package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A problem is one of OPA's findings about Rego. Lines and columns count from 1.
type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
}

// problemsOf returns OPA's findings in an error, or nil when it is an error of another kind.
func problemsOf(err error) []problem {
	switch err := err.(type) {
	case ast.Errors:
		problems := make([]problem, 0, len(err))
		for _, e := range err {
			problems = append(problems, locate(e.Code, e.Message, e.Location))
		}
		return problems
	case *ast.Error:
		return []problem{locate(err.Code, err.Message, err.Location)}
	case *topdown.Error:
		return []problem{locate(err.Code, err.Message, err.Location)}
	case rego.Errors:
		var problems []problem
		for _, e := range err {
			problems = append(problems, problemsOf(e)...)
		}
		return problems
	default:
		return nil
	}
}

func locate(code, message string, at *ast.Location) problem {
	if at == nil {
		return problem{Code: code, Message: message}
	}
	return problem{Code: code, Message: message, File: at.File, Line: at.Row, Column: at.Col}
}
