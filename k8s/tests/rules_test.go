package tests

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"sigs.k8s.io/kustomize/kyaml/yaml"
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

// generated is the rule files of dashboards/rules as one object of the Prometheus operator, comments and order kept.
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
	sources := files(t, "dashboards/rules", "*.y*ml")
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

func TestThePrometheusRuleHasRules(t *testing.T) {
	rule := one[*monitoring.PrometheusRule](t, render(t, "overlays/monitoring"))
	for _, group := range rule.Spec.Groups {
		if len(group.Rules) == 0 {
			t.Errorf("group %s is empty", group.Name)
		}
		for _, r := range group.Rules {
			if r.Expr.String() == "" || (r.Alert == "") == (r.Record == "") {
				t.Errorf("%+v (expected: an expression, and either alert or record)", r)
			}
		}
	}
	if len(rule.Spec.Groups) == 0 {
		t.Error("no groups")
	}
}
