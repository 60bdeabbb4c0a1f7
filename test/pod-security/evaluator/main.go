// Judges Pods by Kubernetes' own Pod Security Standards.
//
// Writes a line about itself, reads a Pod as JSON from each line, and writes a line for each.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// check is one of Kubernetes' checks, in the revision that the newest version of the standards has.
type check struct {
	ID    policy.CheckID `json:"id"`
	Level api.Level      `json:"level"`

	pod policy.CheckPodFn
}

type about struct {
	Version string  `json:"version"`
	Checks  []check `json:"checks"`
}

type verdict struct {
	// Whether the evaluator of Kubernetes' admission controller allows the Pod.
	Baseline   bool `json:"baseline"`
	Restricted bool `json:"restricted"`
	// The checks that refuse it, each asked by itself.
	Failed []policy.CheckID `json:"failed"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	all := policy.DefaultChecks()
	evaluator, err := policy.NewEvaluator(all, nil)
	if err != nil {
		return err
	}
	version := newest(all)
	checks := checksOf(all)
	encoder := json.NewEncoder(out)
	if err := encoder.Encode(about{Version: version.String(), Checks: checks}); err != nil {
		return err
	}

	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var pod corev1.Pod
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&pod); err != nil {
			return fmt.Errorf("%w in %s", err, lines.Text())
		}
		setDefaults(&pod)
		allowed := func(level api.Level) bool {
			results := evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, &pod.ObjectMeta, &pod.Spec)
			return policy.AggregateCheckResults(results).Allowed
		}
		answer := verdict{Baseline: allowed(api.LevelBaseline), Restricted: allowed(api.LevelRestricted), Failed: []policy.CheckID{}}
		for _, one := range checks {
			if !one.pod(&pod.ObjectMeta, &pod.Spec).Allowed {
				answer.Failed = append(answer.Failed, one.ID)
			}
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

// setDefaults does what the API server does before it admits anything, as far as the checks read it.
func setDefaults(pod *corev1.Pod) {
	for i := range pod.Spec.Volumes {
		if source := &pod.Spec.Volumes[i].VolumeSource; *source == (corev1.VolumeSource{}) {
			source.EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
}

func newest(checks []policy.Check) api.Version {
	version := api.MajorMinorVersion(1, 0)
	for _, one := range checks {
		for _, revision := range one.Versions {
			if version.Older(revision.MinimumVersion) {
				version = revision.MinimumVersion
			}
		}
	}
	return version
}

func checksOf(all []policy.Check) []check {
	var checks []check
	for _, one := range all {
		last := one.Versions[len(one.Versions)-1]
		checks = append(checks, check{ID: one.ID, Level: one.Level, pod: last.CheckPod})
	}
	sort.Slice(checks, func(i, j int) bool { return checks[i].ID < checks[j].ID })
	return checks
}
