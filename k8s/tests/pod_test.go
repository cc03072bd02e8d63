package tests

import (
	"fmt"
	"testing"
	"time"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	security "k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/yaml"
)

func container(t *testing.T, objects []object) (core.PodSpec, core.Container) {
	t.Helper()
	pod := one[*apps.Deployment](t, objects).Spec.Template.Spec
	if len(pod.Containers) != 1 {
		t.Fatalf("%d containers (expected: 1)", len(pod.Containers))
	}
	return pod, pod.Containers[0]
}

func portNumber(c core.Container, name string) int32 {
	for _, port := range c.Ports {
		if port.Name == name {
			return port.ContainerPort
		}
	}
	return 0
}

func TestPodsMeetTheRestrictedPodSecurityStandard(t *testing.T) {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		t.Fatal(err)
	}
	restricted := security.LevelVersion{Level: security.LevelRestricted, Version: security.LatestVersion()}
	each(t, func(t *testing.T, objects []object) {
		template := one[*apps.Deployment](t, objects).Spec.Template
		for _, result := range evaluator.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec) {
			if !result.Allowed {
				t.Errorf("%s: %s", result.ForbiddenReason, result.ForbiddenDetail)
			}
		}
	})
}

func TestPodsWriteOnlyToTmpAndCarryNoToken(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		pod, c := container(t, objects)
		if readOnly := c.SecurityContext.ReadOnlyRootFilesystem; readOnly == nil || !*readOnly {
			t.Error("the root file system is writable")
		}
		for _, mount := range c.VolumeMounts {
			if !mount.ReadOnly && mount.MountPath != "/tmp" {
				t.Errorf("%s is writable", mount.MountPath)
			}
		}
		account := one[*core.ServiceAccount](t, objects)
		if pod.ServiceAccountName != account.Name {
			t.Errorf("the pods run as %q (expected: %s)", pod.ServiceAccountName, account.Name)
		}
		for _, token := range []*bool{pod.AutomountServiceAccountToken, account.AutomountServiceAccountToken} {
			if token == nil || *token {
				t.Error("a token is mounted")
			}
		}
	})
}

func TestTheAdminTokenIsThatOfASecretWhichMayBeMissing(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		for _, variable := range c.Env {
			if variable.Name != "BUSWAY_ADMIN_TOKEN" {
				continue
			}
			from := variable.ValueFrom
			if from == nil || from.SecretKeyRef == nil || variable.Value != "" {
				t.Fatal("the token is not a Secret's")
			}
			ref := from.SecretKeyRef
			if ref.Name != "busway-admin" || ref.Key != "token" || ref.Optional == nil || !*ref.Optional {
				t.Errorf("%v (expected: the token of busway-admin, optional)", ref)
			}
			return
		}
		t.Error("no BUSWAY_ADMIN_TOKEN")
	})
}

func TestServiceVariablesDoNotReachTheGateway(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		pod, _ := container(t, objects)
		if links := pod.EnableServiceLinks; links == nil || *links {
			t.Error("enableServiceLinks is on: BUSWAY_TCP_PORT=tcp://.. would override tcp.port")
		}
	})
}

func TestProbesAskTheAdminPort(t *testing.T) {
	each(t, func(t *testing.T, objects []object) {
		_, c := container(t, objects)
		for path, probe := range map[string]*core.Probe{
			"startup /live": c.StartupProbe, "liveness /live": c.LivenessProbe, "readiness /ready": c.ReadinessProbe,
		} {
			if probe == nil || probe.HTTPGet == nil {
				t.Errorf("%s: no HTTP probe", path)
				continue
			}
			var kind, expected string
			fmt.Sscan(path, &kind, &expected)
			if port := portNumber(c, probe.HTTPGet.Port.String()); port != 8081 || probe.HTTPGet.Path != expected {
				t.Errorf("%s asks %d%s (expected: 8081%s)", kind, port, probe.HTTPGet.Path, expected)
			}
		}
	})
}

func TestTheGracePeriodHoldsThePreStopSleepAndTheDrain(t *testing.T) {
	var conf struct {
		Shutdown struct{ Timeout string }
	}
	if err := yaml.Unmarshal([]byte(files(t, "conf", "busway.yaml")["busway.yaml"]), &conf); err != nil {
		t.Fatal(err)
	}
	drain, err := time.ParseDuration(conf.Shutdown.Timeout)
	if err != nil {
		t.Fatalf("shutdown.timeout: %v", err)
	}
	each(t, func(t *testing.T, objects []object) {
		pod, c := container(t, objects)
		sleep := time.Duration(c.Lifecycle.PreStop.Sleep.Seconds) * time.Second
		grace := time.Duration(*pod.TerminationGracePeriodSeconds) * time.Second
		if least := sleep + drain + 5*time.Second; sleep < time.Second || grace < least {
			t.Errorf("preStop %s, shutdown.timeout %s, grace period %s (expected: >= %s)", sleep, drain, grace, least)
		}
	})
}
