// Asks Kubernetes what selectors select: reads cases.json, writes selected.json with the indices of the labels that each selector selects.
package main

import (
	"encoding/json"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

func main() {
	source, err := os.ReadFile("cases.json")
	check(err)
	var cases struct {
		Labels    []labels.Set            `json:"labels"`
		Selectors []*metav1.LabelSelector `json:"selectors"`
	}
	check(json.Unmarshal(source, &cases))
	selected := make([][]int, len(cases.Selectors))
	for at, stated := range cases.Selectors {
		selected[at] = []int{}
		selector, err := metav1.LabelSelectorAsSelector(stated)
		if err != nil {
			continue
		}
		for index, set := range cases.Labels {
			if selector.Matches(set) {
				selected[at] = append(selected[at], index)
			}
		}
	}
	answer, err := json.Marshal(selected)
	check(err)
	check(os.WriteFile("selected.json", append(answer, '\n'), 0o644))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
