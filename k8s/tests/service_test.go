package tests

import (
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

func expectSelects(t *testing.T, who string, selector *meta.LabelSelector, set map[string]string) {
	t.Helper()
	compiled, err := meta.LabelSelectorAsSelector(selector)
	if err != nil || compiled.Empty() || !compiled.Matches(labels.Set(set)) {
		t.Errorf("%s selects %v, which is not %v (%v)", who, compiled, set, err)
	}
}

func TestEverySelectorFindsThePods(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		deployment := one[*apps.Deployment](t, objects)
		pods := deployment.Spec.Template.Labels
		expectSelects(t, "the Deployment", deployment.Spec.Selector, pods)
		expectSelects(t, "the disruption budget", one[*policy.PodDisruptionBudget](t, objects).Spec.Selector, pods)
		for _, spread := range deployment.Spec.Template.Spec.TopologySpreadConstraints {
			expectSelects(t, spread.TopologyKey, spread.LabelSelector, pods)
		}
		for _, o := range all[*core.Service](objects) {
			expectSelects(t, o.Name, &meta.LabelSelector{MatchLabels: o.Spec.Selector}, pods)
		}
	})
}

func TestServicesLeadToThePortsOfConf(t *testing.T) {
	var conf map[string]any
	if err := yaml.Unmarshal([]byte(files(t, "conf", "busway.yaml")["busway.yaml"]), &conf); err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		for _, name := range []string{"websocket", "tcp", "admin"} {
			ports := service(t, objects, name).Spec.Ports
			if len(ports) != 1 || ports[0].Name != name || ports[0].TargetPort.String() != name {
				t.Errorf("%s: %+v (expected: one port of that name)", name, ports)
			}
			configured := int32(conf[name].(map[string]any)["port"].(float64))
			if ports[0].Port != configured || portNumber(c, name) != configured {
				t.Errorf("%s: Service %d, container %d (expected: %d, as in busway.yaml)", name, ports[0].Port, portNumber(c, name), configured)
			}
		}
	})
}

func TestEveryPortListensBeyondThePod(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		for _, name := range []string{"BUSWAY_TCP_HOST", "BUSWAY_WEBSOCKET_HOST", "BUSWAY_ADMIN_HOST"} {
			if host := environment(c, name); host != "0.0.0.0" {
				t.Errorf("%s: %q (expected: 0.0.0.0)", name, host)
			}
		}
	})
}

func TestTheServiceMonitorScrapesTheAdminService(t *testing.T) {
	objects := render(t, "overlays/monitoring")
	monitor := one[*monitoring.ServiceMonitor](t, objects)
	admin := service(t, objects, "admin")
	expectSelects(t, "the ServiceMonitor", &monitor.Spec.Selector, admin.Labels)
	for _, component := range []string{"websocket", "tcp"} {
		if selector, _ := meta.LabelSelectorAsSelector(&monitor.Spec.Selector); selector.Matches(labels.Set(service(t, objects, component).Labels)) {
			t.Errorf("the ServiceMonitor selects %s as well: every pod would be scraped twice", component)
		}
	}
	if endpoint := monitor.Spec.Endpoints[0]; endpoint.Port != admin.Spec.Ports[0].Name || endpoint.Path != "/metrics" {
		t.Errorf("endpoint: %s%s (expected: admin/metrics)", endpoint.Port, endpoint.Path)
	}
	if job := admin.Labels[monitor.Spec.JobLabel]; job != "busway" {
		t.Errorf("job: %q (expected: busway)", job)
	}
}

func TestARollingUpdateAndADrainedNodeLeaveAPodServing(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		deployment := one[*apps.Deployment](t, objects).Spec
		if *deployment.Replicas < 2 || deployment.Strategy.RollingUpdate.MaxUnavailable.IntValue() != 0 {
			t.Errorf("replicas: %d, maxUnavailable: %s (expected: >= 2, 0)", *deployment.Replicas, deployment.Strategy.RollingUpdate.MaxUnavailable)
		}
		budget := one[*policy.PodDisruptionBudget](t, objects).Spec
		if budget.MaxUnavailable == nil || int32(budget.MaxUnavailable.IntValue()) >= *deployment.Replicas {
			t.Errorf("budget: %v (expected: fewer than the %d replicas)", budget.MaxUnavailable, *deployment.Replicas)
		}
	})
}
