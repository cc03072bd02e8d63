package tests

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
)

// guideOverlay writes the overlay that docs/operations.md shows into a folder and returns its path seen from k8s/.
func guideOverlay(t *testing.T, conf string) string {
	t.Helper()
	guide := files(t, "docs", "operations.md")["operations.md"]
	_, after, found := strings.Cut(guide, "```yaml\n# kustomization.yaml")
	text, _, ended := strings.Cut(after, "```")
	if !found || !ended {
		t.Fatal("docs/operations.md shows no kustomization.yaml")
	}
	k8s, err := filepath.Abs(repository + "/k8s")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	base, err := filepath.Rel(folder, filepath.Join(k8s, "base"))
	if err != nil {
		t.Fatal(err)
	}
	text = strings.Replace(text, "github.com/you/busway/k8s/base?ref=v0.1.0", base, 1)
	for name, content := range map[string]string{"kustomization.yaml": "#" + text, "busway.yaml": conf} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	overlay, err := filepath.Rel(k8s, folder)
	if err != nil {
		t.Fatal(err)
	}
	return overlay
}

func TestTheOverlayOfTheGuideTakesOverImageReplicasAndConfig(t *testing.T) {
	const conf = "tcp:\n  port: 7000\n"
	objects := render(t, guideOverlay(t, conf))
	deployment := one[*apps.Deployment](t, objects)
	if image := deployment.Spec.Template.Spec.Containers[0].Image; image != "registry.example/busway:0.1.0" {
		t.Errorf("image: %s (expected: registry.example/busway:0.1.0)", image)
	}
	if deployment.Namespace != "events" || *deployment.Spec.Replicas != 3 {
		t.Errorf("%d replicas in %s (expected: 3 in events)", *deployment.Spec.Replicas, deployment.Namespace)
	}
	data := configMap(t, objects, "busway-conf").Data
	if data["busway.yaml"] != conf || data["jvm.options"] == "" {
		t.Errorf("conf: %v (expected: the overlay's busway.yaml and the shipped jvm.options)", data)
	}
}
