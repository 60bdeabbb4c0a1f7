// Asks Kubernetes what rules cover: reads cases.json, writes covered.json with the indices of the requests, paths and rules that each
// list of rules covers. A request is the rule that allows just it.
package main

import (
	"encoding/json"
	"os"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/component-helpers/auth/rbac/validation"
)

type covered struct {
	Requests []int `json:"requests"`
	Paths    []int `json:"paths"`
	Rules    []int `json:"rules"`
}

func main() {
	source, err := os.ReadFile("cases.json")
	check(err)
	var cases struct {
		Owners   [][]rbacv1.PolicyRule `json:"owners"`
		Requests []struct{ Verb, Group, Resource, Name string }
		Paths    []struct{ Verb, Path string }
		Rules    []rbacv1.PolicyRule `json:"rules"`
	}
	check(json.Unmarshal(source, &cases))
	found := make([]covered, len(cases.Owners))
	for at, owners := range cases.Owners {
		of := func(rule rbacv1.PolicyRule) bool {
			yes, _ := validation.Covers(owners, []rbacv1.PolicyRule{rule})
			return yes
		}
		found[at] = covered{Requests: []int{}, Paths: []int{}, Rules: []int{}}
		for index, request := range cases.Requests {
			rule := rbacv1.PolicyRule{Verbs: []string{request.Verb}, APIGroups: []string{request.Group}, Resources: []string{request.Resource}}
			if request.Name != "" {
				rule.ResourceNames = []string{request.Name}
			}
			if of(rule) {
				found[at].Requests = append(found[at].Requests, index)
			}
		}
		for index, request := range cases.Paths {
			// The authorizer asks no names where a path is asked for.
			yes, _ := validation.Covers(withoutNames(owners), []rbacv1.PolicyRule{{Verbs: []string{request.Verb}, NonResourceURLs: []string{request.Path}}})
			if yes {
				found[at].Paths = append(found[at].Paths, index)
			}
		}
		for index, rule := range cases.Rules {
			if of(rule) {
				found[at].Rules = append(found[at].Rules, index)
			}
		}
	}
	answer, err := json.Marshal(found)
	check(err)
	check(os.WriteFile("covered.json", append(answer, '\n'), 0o644))
}

func withoutNames(rules []rbacv1.PolicyRule) []rbacv1.PolicyRule {
	result := make([]rbacv1.PolicyRule, len(rules))
	for at, rule := range rules {
		rule.ResourceNames = nil
		result[at] = rule
	}
	return result
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
