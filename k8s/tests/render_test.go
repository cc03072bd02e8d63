// Package tests renders the kustomizations of k8s/ as `kubectl kustomize` does and holds what comes out to the
// Kubernetes types, to the files it is made from, and to what a rolling update and a restricted namespace need.
package tests

import (
	"fmt"
	"testing"

	core "k8s.io/api/core/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// repository is the root of the sources, seen from this folder.
const repository = "../.."

var kustomizations = []string{"base", "overlays/plain", "overlays/monitoring"}

// render returns the objects of one kustomization below k8s/, decoded strictly into their types.
func render(t *testing.T, kustomization string) []object {
	t.Helper()
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).
		Run(filesys.MakeFsOnDisk(), repository+"/k8s/"+kustomization)
	if err != nil {
		t.Fatalf("%s does not render: %v", kustomization, err)
	}
	var objects []object
	for _, resource := range resources.Resources() {
		json, err := resource.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := decode(json)
		if err != nil {
			t.Fatalf("%s: %s: %v", kustomization, resource.CurId(), err)
		}
		objects = append(objects, decoded)
	}
	return objects
}

// all returns the objects of type T, in rendered order.
func all[T object](objects []object) []T {
	var found []T
	for _, o := range objects {
		if typed, ok := o.(T); ok {
			found = append(found, typed)
		}
	}
	return found
}

// one returns the only object of type T.
func one[T object](t *testing.T, objects []object) T {
	t.Helper()
	found := all[T](objects)
	if len(found) != 1 {
		t.Fatalf("%d objects of type %T (expected: 1)", len(found), *new(T))
	}
	return found[0]
}

// service returns the Service of one component: websocket, tcp or admin.
func service(t *testing.T, objects []object, component string) *core.Service {
	t.Helper()
	for _, o := range all[*core.Service](objects) {
		if o.Labels["app.kubernetes.io/component"] == component {
			return o
		}
	}
	t.Fatalf("no Service with the label app.kubernetes.io/component: %s", component)
	return nil
}

// each runs a test for every kustomization.
func each(t *testing.T, test func(t *testing.T, objects []object)) {
	t.Helper()
	for _, kustomization := range kustomizations {
		t.Run(kustomization, func(t *testing.T) { test(t, render(t, kustomization)) })
	}
}

func describe(o object) string {
	return fmt.Sprintf("%s %s", o.GetObjectKind().GroupVersionKind().Kind, o.GetName())
}
