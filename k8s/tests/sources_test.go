package tests

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
)

// files returns the files of a folder that match a pattern, by name.
func files(t *testing.T, folder, pattern string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(repository, folder, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s/%s: no files (%v)", folder, pattern, err)
	}
	content := map[string]string{}
	for _, path := range paths {
		bytes, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		content[filepath.Base(path)] = string(bytes)
	}
	return content
}

func configMap(t *testing.T, objects []object, prefix string) *core.ConfigMap {
	t.Helper()
	for _, o := range all[*core.ConfigMap](objects) {
		if strings.HasPrefix(o.Name, prefix) {
			return o
		}
	}
	t.Fatalf("no ConfigMap %s", prefix)
	return nil
}

func expectFiles(t *testing.T, data, expected map[string]string) {
	t.Helper()
	for name := range expected {
		if data[name] != expected[name] {
			t.Errorf("%s differs from the file it is made from", name)
		}
	}
	if len(data) != len(expected) {
		t.Errorf("files: %v (expected: %v)", slices.Sorted(maps.Keys(data)), slices.Sorted(maps.Keys(expected)))
	}
}

func TestTheConfigMapIsTheFolderConfByteForByte(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		expected := files(t, "conf", "*")
		delete(expected, "kustomization.yaml")
		expectFiles(t, configMap(t, objects, "busway-conf").Data, expected)
	})
}

func TestAChangeOfConfRollsThePods(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		name := configMap(t, objects, "busway-conf").Name
		if name == "busway-conf" {
			t.Errorf("the ConfigMap's name has no hash of its content: %s", name)
		}
		mounted := one[*apps.Deployment](t, objects).Spec.Template.Spec.Volumes[0].ConfigMap
		if mounted == nil || mounted.Name != name {
			t.Errorf("the Deployment mounts %v (expected: %s)", mounted, name)
		}
	})
}

func TestEachDashboardIsAConfigMapThatGrafanaFindsAndKubectlCanApply(t *testing.T) {
	const mostAnnotationBytes = 256 << 10
	found := map[string]string{}
	for _, o := range all[*core.ConfigMap](render(t, "overlays/monitoring")) {
		if !strings.HasPrefix(o.Name, "busway-dashboard-") {
			continue
		}
		maps.Copy(found, o.Data)
		if o.Labels["grafana_dashboard"] != "1" {
			t.Errorf("%s: labels: %v (expected: grafana_dashboard: 1, which Grafana's sidecar looks for)", o.Name, o.Labels)
		}
		applied, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if len(applied) > mostAnnotationBytes*3/4 {
			t.Errorf("%s: %d bytes as applied (expected: far below %d)", o.Name, len(applied), mostAnnotationBytes)
		}
	}
	expectFiles(t, found, files(t, "dashboards/grafana", "*.json"))
}
