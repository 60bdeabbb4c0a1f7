package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/open-policy-agent/frameworks/constraint/pkg/client"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client/drivers/rego"
	"github.com/open-policy-agent/frameworks/constraint/pkg/core/templates"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/target"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/util"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// constraintName is the name of the one constraint that a policy has at a time.
const constraintName = "asked"

// policy is a template in a Gatekeeper client of its own, with the constraint and the inventory of the last question.
type policy struct {
	kind   string
	client *client.Client
	driver *rego.Driver
	target *target.K8sValidationTarget

	spec      []byte
	inventory []byte
	synced    []*unstructured.Unstructured
}

// newPolicy makes the client as Gatekeeper's manager does, with the Rego engine only. pkg/gator's constructor is the
// same but for one thing: it knows no enforcement point except gator's, and so cannot review as the webhook does.
func newPolicy(ctx context.Context, template *templates.ConstraintTemplate) (*policy, error) {
	driver, err := rego.New(rego.AddExternalDataProviderCache(providers))
	if err != nil {
		return nil, err
	}
	handler := &target.K8sValidationTarget{}
	gatekeeper, err := client.NewClient(
		client.Targets(handler),
		client.Driver(driver),
		client.EnforcementPoints(util.WebhookEnforcementPoint, util.AuditEnforcementPoint, util.GatorEnforcementPoint),
	)
	if err != nil {
		return nil, err
	}
	if _, err := gatekeeper.AddTemplate(ctx, template); err != nil {
		return nil, err
	}
	kind := template.Spec.CRD.Spec.Names.Kind
	return &policy{kind: kind, client: gatekeeper, driver: driver, target: handler}, nil
}

func (p *policy) evaluate(ctx context.Context, req request) ([]violation, error) {
	if err := setClock(req.Now); err != nil {
		return nil, err
	}
	if err := stateProviders(req.ExternalData); err != nil {
		return nil, err
	}
	if err := p.constrain(ctx, req.Spec); err != nil {
		return nil, err
	}
	if err := p.sync(ctx, req.Inventory); err != nil {
		return nil, err
	}
	return p.review(ctx, req)
}

// constrain makes spec that of the policy's constraint. Gatekeeper checks it against the schema and fills in defaults.
func (p *policy) constrain(ctx context.Context, spec []byte) error {
	if len(spec) == 0 {
		spec = []byte("{}")
	}
	if bytes.Equal(spec, p.spec) {
		return nil
	}
	p.spec = nil
	text := fmt.Sprintf(`{"apiVersion":"constraints.gatekeeper.sh/v1beta1","kind":%q,"metadata":{"name":%q},"spec":%s}`,
		p.kind, constraintName, spec)
	constraint := &unstructured.Unstructured{}
	if err := constraint.UnmarshalJSON([]byte(text)); err != nil {
		return fail(stageConstraint, err)
	}
	if _, err := p.client.AddConstraint(ctx, constraint); err != nil {
		return fail(stageConstraint, err)
	}
	p.spec = bytes.Clone(spec)
	return nil
}

// sync makes the inventory hold exactly the given objects. The driver's storage starts again from the empty object that
// it is created with, because removing objects one by one leaves their empty parents.
func (p *policy) sync(ctx context.Context, inventory []byte) error {
	if len(inventory) == 0 {
		inventory = []byte("{}")
	}
	if bytes.Equal(inventory, p.inventory) {
		return nil
	}
	entries, err := readInventory(inventory)
	if err != nil {
		return fail(stageInventory, err)
	}
	p.inventory = nil
	for _, object := range p.synced {
		if _, err := p.client.RemoveData(ctx, object); err != nil {
			return fail(stageInventory, err)
		}
	}
	p.synced = nil
	if err := p.driver.AddData(ctx, target.Name, nil, map[string]any{}); err != nil {
		return fail(stageInventory, err)
	}
	for _, each := range entries {
		if err := p.add(ctx, each); err != nil {
			return fail(stageInventory, fmt.Errorf("%s: %w", strings.Join(each.path, " "), err))
		}
	}
	p.inventory = bytes.Clone(inventory)
	return nil
}

func (p *policy) add(ctx context.Context, each entry) error {
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(each.object); err != nil {
		return err
	}
	_, path, _, err := p.target.ProcessData(object)
	if err != nil {
		return err
	}
	if strings.Join(path, "\x00") != strings.Join(each.path, "\x00") {
		return fmt.Errorf("Gatekeeper keeps this object at %s", strings.Join(path, " "))
	}
	if _, err := p.client.AddData(ctx, object); err != nil {
		return err
	}
	p.synced = append(p.synced, object)
	return nil
}
