package tests

import (
	"fmt"
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
)

// ownMiB is what the JVM takes beside heap and direct memory: classes, compiled code, threads, the collector.
const ownMiB = 128

func environment(c core.Container, name string) string {
	for _, variable := range c.Env {
		if variable.Name == name {
			return variable.Value
		}
	}
	return ""
}

// number returns what follows a text, for instance 50 after -XX:MaxRAMPercentage=.
func number(t *testing.T, text, option string) int64 {
	t.Helper()
	_, after, _ := strings.Cut("\n"+text, option)
	var n int64
	if _, err := fmt.Sscan(strings.TrimRight(strings.SplitN(after+"\n", "\n", 2)[0], "m"), &n); err != nil {
		t.Fatalf("%s: no number in %q", option, after)
	}
	return n
}

func TestHeapAndDirectMemoryLeaveRoomForTheJVM(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		limitMiB := c.Resources.Limits.Memory().Value() >> 20
		heapMiB := limitMiB * number(t, configMap(t, objects, "busway-conf").Data["jvm.options"], "\n-XX:MaxRAMPercentage=") / 100
		directMiB := number(t, environment(c, "BUSWAY_JAVA_OPTS"), "-XX:MaxDirectMemorySize=")
		if heapMiB+directMiB+ownMiB > limitMiB {
			t.Errorf("heap %d, direct %d and %d MiB for the JVM exceed the limit of %d MiB", heapMiB, directMiB, ownMiB, limitMiB)
		}
	})
}

func TestMemoryIsBoundedAndCPUIsNotThrottled(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		requests, limits := c.Resources.Requests, c.Resources.Limits
		if requests.Memory().IsZero() || !requests.Memory().Equal(*limits.Memory()) {
			t.Errorf("memory: request %s, limit %s (expected: the same)", requests.Memory(), limits.Memory())
		}
		if requests.Cpu().IsZero() || !limits.Cpu().IsZero() {
			t.Errorf("cpu: request %s, limit %s (expected: a request and no limit)", requests.Cpu(), limits.Cpu())
		}
	})
}
