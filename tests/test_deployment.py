"""What deploys the service agrees with the service: ports, users, paths, settings, commands."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped] # it has no annotations
import pytest
import typer
import yaml
from fastapi.routing import iter_route_contexts
from typer.core import TyperGroup

from ojala.app import create_app
from ojala.cli import app as cli
from ojala.cli import serving
from ojala.config import Settings

ROOT = Path(__file__).parent.parent
KUBERNETES = ROOT / "deploy/kubernetes"
KUBERNETES_VERSION = "1.34"
PORT = Settings.model_fields["port"].default
VARIABLES = {f"OJALA_{field.upper()}" for field in Settings.model_fields}
OF_THE_DEPLOYMENT = {"OJALA_SITE"}
"""Variables that compose reads itself, for the proxy."""


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands() -> set[str]:
    root = typer.main.get_command(cli)
    assert isinstance(root, TyperGroup)
    return set(root.commands)


@cache
def routes() -> set[str]:
    contexts = iter_route_contexts(create_app(Settings()).routes)
    return {context.path for context in contexts if context.path}


def instructions(stage: str) -> list[str]:
    """The instructions of one stage of the Dockerfile, continued lines joined."""
    joined = re.sub(r"\s*\\\n\s*", " ", text("Dockerfile"))
    (found,) = re.findall(
        rf"^FROM \S+ AS {stage}\n(.*?)(?=^FROM |\Z)", joined, re.MULTILINE | re.DOTALL
    )
    return [line for line in found.splitlines() if line and not line.startswith("#")]


def environment(stage: str) -> dict[str, str]:
    lines = [line.removeprefix("ENV ") for line in instructions(stage) if line.startswith("ENV ")]
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def test_the_dockerfile_passes_its_linter() -> None:
    linter = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert linter
    told = subprocess.run(  # noqa: S603 - our own environment's
        [linter, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False
    )

    assert told.stdout + told.stderr == ""


@pytest.mark.parametrize("stage", ["development", "production"])
def test_an_image_listens_where_its_settings_say(stage: str) -> None:
    given = environment(stage)

    assert f"EXPOSE {PORT}" in instructions(stage)
    assert given["OJALA_HOST"] == "0.0.0.0"  # noqa: S104 - within a container
    assert int(given.get("OJALA_PORT", PORT)) == PORT
    assert {name for name in given if name.startswith("OJALA_")} <= VARIABLES


def test_the_production_image_runs_as_nobody_with_power() -> None:
    lines = instructions("production")
    (user,) = (line for line in lines if line.startswith("USER "))

    assert user == "USER 10001:10001"
    assert not any("apt-get" in line or "chown" in line for line in lines)
    assert any("install --directory --owner=ojala" in line for line in lines)
    assert instructions("backup")[-2] == user


def test_the_production_image_asks_a_page_that_exists() -> None:
    (check,) = (line for line in instructions("production") if line.startswith("HEALTHCHECK"))
    (asked,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/\S+?)'", check)

    assert int(asked[0]) == PORT
    assert asked[1] in routes()


def test_images_run_commands_that_exist() -> None:
    assert 'ENTRYPOINT ["ojala"]' in instructions("production")
    assert 'CMD ["serve"]' in instructions("production")
    assert {"serve", "backup"} <= commands()


def test_all_that_is_copied_is_there_and_let_through() -> None:
    allowed = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    copied = {
        name
        for stage in ("builder", "development")
        for line in instructions(stage)
        if line.startswith("COPY ")
        for name in line.split()[1:-1]
    }

    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)


COMPOSE = yaml.safe_load(text("compose.yaml"))
OURS = ("app", "migrate", "worker")
KEYS = f"first:{'x' * 32}"


@pytest.mark.parametrize("name", OURS)
def test_each_of_our_services_is_locked_down_and_has_time_to_finish(name: str) -> None:
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["build"]["target"] == "production"
    assert set(service["command"]) <= commands()
    assert int(service["stop_grace_period"].removesuffix("s")) > serving.GRACE + serving.KEEP_ALIVE


@pytest.mark.parametrize("name", OURS)
def test_compose_sets_what_is_a_setting(name: str) -> None:
    given = COMPOSE["services"][name]["environment"]
    filled = {key: re.sub(r"\$\{\w+:\?[^}]*\}", "filled", value) for key, value in given.items()}
    filled["OJALA_PUBLIC_URL"] = "https://ojala.example"
    filled["OJALA_SIGNING_KEYS"] = KEYS

    assert set(given) <= VARIABLES
    fields = {key.removeprefix("OJALA_").lower(): value for key, value in filled.items()}
    assert Settings.model_validate(fields).environment == "production"


def test_two_apps_stand_behind_a_proxy_that_they_believe() -> None:
    app = COMPOSE["services"]["app"]
    (inside,) = COMPOSE["networks"]["inside"]["ipam"]["config"]

    assert app["deploy"]["replicas"] == 2
    assert "ports" not in app
    assert ip_network(app["environment"]["OJALA_TRUSTED_PROXIES"]) == ip_network(inside["subnet"])
    assert f"dynamic a app {PORT}" in text("deploy/proxy/Caddyfile")


def test_the_proxy_gives_idle_connections_up_before_the_app_does() -> None:
    (seconds,) = re.findall(r"keepalive (\d+)s", text("deploy/proxy/Caddyfile"))
    (asked,) = re.findall(r"health_uri (\S+)", text("deploy/proxy/Caddyfile"))

    assert int(seconds) < serving.KEEP_ALIVE
    assert asked in routes()


def test_every_image_of_others_has_a_version() -> None:
    images = [each["image"] for each in COMPOSE["services"].values()]

    assert all(re.search(r":[\w.-]+$", image) for image in images)
    assert not any(image.endswith(":latest") for image in images)


def test_every_file_that_compose_mounts_is_there() -> None:
    mounted = [
        volume.partition(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    ]

    assert mounted
    assert all((ROOT / path).exists() for path in mounted)


def test_prometheus_asks_the_app_with_its_token() -> None:
    (job,) = yaml.safe_load(text("deploy/prometheus/prometheus.yml"))["scrape_configs"]
    (found,) = job["dns_sd_configs"]

    assert job["job_name"] == "ojala"
    assert found == {"names": ["app"], "type": "A", "port": PORT}
    assert Path(job["authorization"]["credentials_file"]).name in COMPOSE["secrets"]
    assert "/metrics" in routes()


def test_compose_asks_only_for_variables_that_are_documented() -> None:
    asked = set(re.findall(r"\$\{(\w+)", text("compose.yaml")))

    assert asked <= VARIABLES | OF_THE_DEPLOYMENT | {"POSTGRES_PASSWORD"}
    assert all(f"`{name}`" in text("docs/deployment.md") for name in asked)


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of Kubernetes, by the file it stands in."""
    for path in sorted((KUBERNETES / "base").rglob("*.yaml")):
        if path.name != "kustomization.yaml":
            for document in yaml.safe_load_all(path.read_text("utf-8")):
                yield f"{path.stem}/{document['kind']}", document


OBJECTS = dict(documents())


def pod(owner: dict[str, Any]) -> dict[str, Any]:
    spec = owner["spec"].get("jobTemplate", owner)["spec"]
    found: dict[str, Any] = spec["template"]["spec"]
    return found


PODS = {name: pod(each) for name, each in OBJECTS.items() if "emplate" in str(each.get("spec"))}


@pytest.mark.parametrize("name", OBJECTS)
def test_each_object_is_as_the_published_schema_says(name: str) -> None:
    kubernetes_validate.validate(OBJECTS[name], KUBERNETES_VERSION, strict=True)


@pytest.mark.parametrize("name", PODS)
def test_each_pod_is_locked_down_and_runs_a_command_that_exists(name: str) -> None:
    spec = PODS[name]
    (container,) = spec["containers"]

    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] == 10001
    assert spec["automountServiceAccountToken"] is False
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert container["args"][0] in commands()
    assert {"requests", "limits"} <= set(container["resources"])


@pytest.mark.parametrize("name", PODS)
def test_secrets_come_by_reference_alone(name: str) -> None:
    (container,) = PODS[name]["containers"]

    assert "env" not in container
    assert {"secretRef": {"name": "ojala"}} in container["envFrom"]
    assert not any(each["kind"] == "Secret" for each in OBJECTS.values())


def test_what_is_configured_is_a_setting_and_no_secret() -> None:
    data = OBJECTS["configuration/ConfigMap"]["data"]
    secret = {
        f"OJALA_{name.upper()}"
        for name, field in Settings.model_fields.items()
        if "Secret" in str(field.annotation)
    }
    fields = {key.removeprefix("OJALA_").lower(): value for key, value in data.items()}
    fields["database_url"] = "postgresql+asyncpg://ojala@database/ojala"
    fields["signing_keys"] = KEYS
    settings = Settings.model_validate(fields)

    assert set(data) <= VARIABLES
    assert not set(data) & secret
    assert settings.environment == "production"
    assert all(f"`{name}`" in text("docs/deployment.md") for name in secret)


def test_a_roll_out_replaces_pods_without_a_gap() -> None:
    deployment = OBJECTS["deployment/Deployment"]
    spec = PODS["deployment/Deployment"]
    pause = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]

    assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    assert spec["terminationGracePeriodSeconds"] > pause + serving.GRACE + serving.KEEP_ALIVE


def test_probes_ask_pages_that_exist_and_life_asks_no_database() -> None:
    (container,) = PODS["deployment/Deployment"]["containers"]
    asked = {
        kind: container[f"{kind}Probe"]["httpGet"]["path"]
        for kind in ("startup", "liveness", "readiness")
    }

    assert set(asked.values()) <= routes()
    assert asked["liveness"] == asked["startup"] == "/health/live"
    assert asked["readiness"] == "/health/ready"
    assert container["ports"] == [{"name": "http", "containerPort": PORT}]


def test_everything_that_selects_pods_finds_them() -> None:
    labels = OBJECTS["deployment/Deployment"]["spec"]["template"]["metadata"]["labels"]
    wanted = [
        OBJECTS["deployment/Deployment"]["spec"]["selector"]["matchLabels"],
        OBJECTS["service/Service"]["spec"]["selector"],
        OBJECTS["disruption/PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        OBJECTS["network/NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]

    assert all(each.items() <= labels.items() for each in wanted)
    # A canary has its own track, so what spans both must not name one.
    assert all("track" not in each for each in wanted[1:])


def test_the_autoscaler_reads_a_metric_that_the_adapter_brings() -> None:
    (rule,) = yaml.safe_load(text("deploy/kubernetes/adapter.yaml"))["rules"]
    first, _ = OBJECTS["autoscaling/HorizontalPodAutoscaler"]["spec"]["metrics"]
    target = OBJECTS["autoscaling/HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]

    assert first["pods"]["metric"]["name"] == rule["name"]["as"]
    assert "ojala_pool_wait_seconds_bucket" in rule["metricsQuery"]
    assert target["name"] == OBJECTS["deployment/Deployment"]["metadata"]["name"]


KUSTOMIZATIONS = sorted(KUBERNETES.rglob("kustomization.yaml"))


@pytest.mark.parametrize("path", KUSTOMIZATIONS, ids=lambda path: str(path.parent.name))
def test_a_kustomization_names_what_is_there(path: Path) -> None:
    told = yaml.safe_load(path.read_text("utf-8"))
    images = {each["containers"][0]["image"] for each in PODS.values()}
    names = {each["metadata"]["name"] for each in OBJECTS.values() if each["kind"] == "Deployment"}

    assert set(told) <= {
        "apiVersion", "kind", "namespace", "nameSuffix", "resources", "labels", "images", "replicas"
    }  # fmt: skip
    assert all((path.parent / each).resolve().exists() for each in told["resources"])
    assert {each["name"] for each in told.get("images", ())} <= images
    assert {each["name"] for each in told.get("replicas", ())} <= names


def test_every_file_of_the_base_is_in_its_kustomization() -> None:
    for folder in (KUBERNETES / "base", KUBERNETES / "base/web"):
        told = yaml.safe_load((folder / "kustomization.yaml").read_text("utf-8"))
        files = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
        assert files == {each for each in told["resources"] if each.endswith(".yaml")}


def test_the_canary_is_one_pod_more_of_another_version() -> None:
    production, canary = (
        yaml.safe_load(text(f"deploy/kubernetes/overlays/{name}/kustomization.yaml"))
        for name in ("production", "canary")
    )
    tags = [each["images"][0]["newTag"] for each in (production, canary)]

    assert canary["resources"] == ["../../base/web"]
    assert canary["replicas"] == [{"name": "ojala", "count": 1}]
    assert canary["labels"][0]["pairs"] == {"track": "canary"}
    assert canary["nameSuffix"]
    assert tags[0] != tags[1]
