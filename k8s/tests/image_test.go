package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// instructions returns the arguments of one instruction of the Containerfile's last stage.
func instructions(t *testing.T, name string) []string {
	t.Helper()
	text := files(t, "k8s", "Containerfile")["Containerfile"]
	stage := text[strings.LastIndex(text, "\nFROM "):]
	var found []string
	for _, line := range strings.Split(strings.ReplaceAll(stage, "\\\n", ""), "\n") {
		if arguments, ok := strings.CutPrefix(line, name+" "); ok {
			found = append(found, strings.Fields(arguments)...)
		}
	}
	return found
}

func TestTheImageAndTheDeploymentAgree(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		pod, c := container(t, objects)
		user := fmt.Sprintf("%d:%d", *pod.SecurityContext.RunAsUser, *pod.SecurityContext.RunAsGroup)
		if users := instructions(t, "USER"); !slices.Equal(users, []string{user}) {
			t.Errorf("the image runs as %v (expected: %s, as in the Deployment)", users, user)
		}
		for _, port := range c.Ports {
			if exposed := instructions(t, "EXPOSE"); !slices.Contains(exposed, fmt.Sprint(port.ContainerPort)) {
				t.Errorf("the image exposes %v (expected: %d among them)", exposed, port.ContainerPort)
			}
		}
		for _, variable := range c.Env {
			set := fmt.Sprintf("%s=%s", variable.Name, variable.Value)
			if strings.HasSuffix(variable.Name, "_HOST") && !slices.Contains(instructions(t, "ENV"), set) {
				t.Errorf("the image does not set %s", set)
			}
		}
		home := instructions(t, "WORKDIR")[0]
		if c.VolumeMounts[0].MountPath != home+"/conf" {
			t.Errorf("conf is mounted at %s (expected: %s/conf)", c.VolumeMounts[0].MountPath, home)
		}
	})
}
