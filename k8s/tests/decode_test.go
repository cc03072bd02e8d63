package tests

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	strict "sigs.k8s.io/json"
)

type object interface {
	meta.Object
	runtime.Object
}

// types are the kinds that k8s/ may contain.
var types = map[string]func() object{
	"v1/ConfigMap":                            func() object { return &core.ConfigMap{} },
	"v1/Namespace":                            func() object { return &core.Namespace{} },
	"v1/Service":                              func() object { return &core.Service{} },
	"v1/ServiceAccount":                       func() object { return &core.ServiceAccount{} },
	"apps/v1/Deployment":                      func() object { return &apps.Deployment{} },
	"policy/v1/PodDisruptionBudget":           func() object { return &policy.PodDisruptionBudget{} },
	"monitoring.coreos.com/v1/ServiceMonitor": func() object { return &monitoring.ServiceMonitor{} },
	"monitoring.coreos.com/v1/PrometheusRule": func() object { return &monitoring.PrometheusRule{} },
}

// decode turns JSON into the type that it names. Unknown, doubled and wrongly cased fields are errors.
func decode(json []byte) (object, error) {
	var kind meta.TypeMeta
	if err := strict.UnmarshalCaseSensitivePreserveInts(json, &kind); err != nil {
		return nil, err
	}
	name := kind.APIVersion + "/" + kind.Kind
	create, known := types[name]
	if !known {
		return nil, fmt.Errorf("kind: %s (expected: one that this test knows)", name)
	}
	decoded := create()
	unknown, err := strict.UnmarshalStrict(json, decoded)
	return decoded, errors.Join(append(unknown, err)...)
}

func TestEveryKustomizationRendersObjectsOfKnownTypesWithoutUnknownFields(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		if len(objects) < 7 {
			t.Errorf("%d objects (expected: at least 7)", len(objects))
		}
	})
}

func TestAMisspeltFieldIsRefusedByName(t *testing.T) {
	for _, field := range []string{"enableServiceLink", "EnableServiceLinks"} {
		json := fmt.Sprintf(`{"apiVersion":"apps/v1","kind":"Deployment","spec":{"template":{"spec":{%q:false}}}}`, field)
		if _, err := decode([]byte(json)); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: %v (expected: an error that names it)", field, err)
		}
	}
}

func TestOnlyTheMonitoringOverlayNeedsTheOperator(t *testing.T) {
	for _, kustomization := range kustomizations {
		objects := render(t, kustomization)
		operated := len(all[*monitoring.ServiceMonitor](objects)) + len(all[*monitoring.PrometheusRule](objects))
		if (operated > 0) != (kustomization == "overlays/monitoring") {
			t.Errorf("%s has %d objects of the Prometheus operator", kustomization, operated)
		}
	}
}

func TestEveryNamespacedObjectOfAnOverlayIsInItsNamespace(t *testing.T) {
	for _, kustomization := range kustomizations[1:] {
		for _, o := range render(t, kustomization) {
			if _, cluster := o.(*core.Namespace); !cluster && o.GetNamespace() != "busway" {
				t.Errorf("%s: %s is in namespace %q (expected: busway)", kustomization, describe(o), o.GetNamespace())
			}
		}
	}
}
