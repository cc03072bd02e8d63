package tests

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"sigs.k8s.io/kustomize/kyaml/yaml"
	strict "sigs.k8s.io/yaml"
)

var update = flag.Bool("update", false, "write components/monitoring/prometheus-rule.yaml anew")

const (
	rulePath   = repository + "/k8s/components/monitoring/prometheus-rule.yaml"
	ruleHeader = `# Generated from dashboards/rules by: go -C k8s/tests test -run PrometheusRule -update
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: busway
  labels:
    app.kubernetes.io/name: busway
spec:
  groups: []
`
)

// generated is the rule files of dashboards/rules as one object of the Prometheus operator.
func generated(t *testing.T) []byte {
	t.Helper()
	rule, err := yaml.Parse(ruleHeader)
	if err != nil {
		t.Fatal(err)
	}
	groups, err := rule.Pipe(yaml.Lookup("spec", "groups"))
	if err != nil {
		t.Fatal(err)
	}
	groups.YNode().Style = 0
	sources := files(t, "dashboards/rules", "*.yml")
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		file, err := yaml.Parse(sources[name])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		of, err := file.Pipe(yaml.Lookup("groups"))
		if err != nil || of == nil {
			t.Fatalf("%s: no groups (%v)", name, err)
		}
		groups.YNode().Content = append(groups.YNode().Content, of.YNode().Content...)
	}
	text, err := rule.String()
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text)
}

func TestThePrometheusRuleIsGeneratedFromTheRuleFiles(t *testing.T) {
	expected := generated(t)
	if *update {
		if err := os.WriteFile(rulePath, expected, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	actual, err := os.ReadFile(rulePath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(actual, expected) {
		t.Errorf("%s is behind dashboards/rules: %s", filepath.Base(rulePath), strings.SplitN(ruleHeader, "\n", 2)[0])
	}
}

func TestTheRenderedRulesAreThoseThatPrometheusReads(t *testing.T) {
	var expected []monitoring.RuleGroup
	sources := files(t, "dashboards/rules", "*.yml")
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		var spec monitoring.PrometheusRuleSpec
		if err := strict.UnmarshalStrict([]byte(sources[name]), &spec); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		expected = append(expected, spec.Groups...)
	}
	rule := one[*monitoring.PrometheusRule](t, render(t, "overlays/monitoring"))
	if len(expected) == 0 || !reflect.DeepEqual(rule.Spec.Groups, expected) {
		t.Errorf("%d groups that differ from the %d of dashboards/rules", len(rule.Spec.Groups), len(expected))
	}
}
