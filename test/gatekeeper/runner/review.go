package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"github.com/go-logr/logr"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client"
	clienterrors "github.com/open-policy-agent/frameworks/constraint/pkg/client/errors"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client/reviews"
	"github.com/open-policy-agent/frameworks/constraint/pkg/types"
	mutation "github.com/open-policy-agent/gatekeeper/v3/pkg/mutation/types"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/target"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/util"
	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func (p *policy) review(ctx context.Context, req request) ([]violation, error) {
	namespace, err := readNamespace(req.NamespaceObject)
	if err != nil {
		return nil, fail(stageReview, fmt.Errorf("namespaceObject: %w", err))
	}
	var subject any
	var point string
	switch {
	case present(req.Object) == present(req.Request):
		return nil, fail(stageRequest, errors.New("a review has either an object or a request"))
	case present(req.Object):
		point = util.AuditEnforcementPoint
		subject, err = asAudit(req.Object, namespace)
	default:
		point = util.WebhookEnforcementPoint
		subject, err = asWebhook(req.Request, namespace)
	}
	if err != nil {
		return nil, fail(stageReview, err)
	}

	options := []reviews.ReviewOpt{reviews.EnforcementPoint(point)}
	if option := util.NamespaceReviewOpt(namespace, logr.Discard()); option != nil {
		options = append(options, option)
	}
	responses, err := p.client.Review(ctx, subject, options...)
	if err != nil {
		return nil, fail(stageOf(err), err)
	}
	return violationsOf(responses.Results())
}

// asAudit is what pkg/audit does with an object that it found in the cluster, and gator with one from a file.
func asAudit(text []byte, namespace *corev1.Namespace) (any, error) {
	object := unstructured.Unstructured{}
	if err := object.UnmarshalJSON(text); err != nil {
		return nil, fmt.Errorf("object: %w", err)
	}
	return target.AugmentedUnstructured{
		Object:    object,
		Namespace: namespace,
		Source:    mutation.SourceTypeOriginal,
	}, nil
}

// asWebhook is what createReviewForRequest in pkg/webhook does with a request from the API server.
func asWebhook(text []byte, namespace *corev1.Namespace) (any, error) {
	admission := admissionv1.AdmissionRequest{}
	if err := json.Unmarshal(text, &admission); err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	if admission.Kind.Kind == "Namespace" && admission.Kind.Group == "" {
		admission.Namespace = ""
	}
	return &target.AugmentedReview{
		AdmissionRequest: &admission,
		Namespace:        namespace,
		Source:           mutation.SourceTypeOriginal,
		IsAdmission:      true,
	}, nil
}

// readNamespace gives the Namespace as the manager's cache does, which names its version and kind.
func readNamespace(text []byte) (*corev1.Namespace, error) {
	if !present(text) {
		return nil, nil
	}
	namespace := &corev1.Namespace{}
	if err := json.Unmarshal(text, namespace); err != nil {
		return nil, err
	}
	namespace.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Namespace"))
	return namespace, nil
}

// stageOf tells a review that Gatekeeper's target did not take from one that the policy failed on.
func stageOf(err error) stage {
	var byTarget *clienterrors.ErrorMap
	if errors.As(err, &byTarget) && errors.Is((*byTarget)[target.Name], client.ErrReview) {
		return stageReview
	}
	return stageEvaluation
}

// evaluationError is how OPA prints an error of a running policy: `place: eval_…_error: message`.
var evaluationError = regexp.MustCompile(`^(?:\S+:\d+: )?eval_[a-z_]*error: `)

// violationsOf tells violations from what Gatekeeper reports in their stead, because it fails closed: a constraint that it
// could not match has no details at all, and an evaluation that failed has `null` and the error's text.
func violationsOf(results []*types.Result) ([]violation, error) {
	violations := make([]violation, 0, len(results))
	for _, result := range results {
		details, known := result.Metadata["details"]
		if !known {
			return nil, fail(stageReview, errors.New(result.Msg))
		}
		if details == nil && evaluationError.MatchString(result.Msg) {
			return nil, fail(stageEvaluation, errors.New(result.Msg))
		}
		violations = append(violations, violation{Msg: result.Msg, Details: details})
	}
	return violations, nil
}

func present(text []byte) bool { return len(text) > 0 && string(text) != "null" }
