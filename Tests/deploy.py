"""Checks what is in Deploy without an engine to run it: each finding is a sentence, and any finding is a failure."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import kubernetes_validate
import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent
DEPLOY = TOP / "Deploy"
PROGRAMS = set(re.findall(r'executable\(name: "(interdict[a-z-]*)"', (TOP / "Package.swift").read_text()))
STAGES = set(yaml.safe_load((TOP / "Pipelines/tcp.yaml").read_text())["stages"])
QUEUES = set(yaml.safe_load((TOP / "Pipelines/tcp.yaml").read_text())["queues"])
PROBES = {"startupProbe": "/livez", "readinessProbe": "/readyz", "livenessProbe": "/livez"}
KUBERNETES = "1.31.0"
findings = []


def find(place, sentence):
    findings.append(f"{place.relative_to(TOP)}: {sentence}")


def command(place, words):
    """A command line must name one of our programs, a stage that there is and a pipeline file that is shipped."""
    if words[0] not in PROGRAMS:
        find(place, f"{words[0]} is no program of this package")
    for option, value in zip(words, words[1:]):
        if option == "--stage" and value not in STAGES:
            find(place, f"there is no stage {value}")
        if option == "--pipeline" and value.startswith("/usr/local/share/interdict/"):
            if not (TOP / "Pipelines" / pathlib.Path(value).name).exists():
                find(place, f"{value} isn't shipped")


def dockerfile(place):
    stages, last_user = set(), "root"
    for line in re.sub(r"\\\n\s*", "", place.read_text()).splitlines():
        word, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if word not in {"ARG", "FROM", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "ENV", "ENTRYPOINT", "CMD"}:
            find(place, f"unknown instruction {word}")
        if word == "FROM" and " AS " in rest:
            stages.add(rest.split()[-1])
        if word == "FROM":
            last_user = "root"
        if word == "USER":
            last_user = rest
        if word == "COPY" and rest.startswith("--from="):
            if rest.split()[0][7:] not in stages:
                find(place, f"copies from an unknown stage: {rest}")
        elif word == "COPY":
            for source in rest.split()[:-1]:
                if not (TOP / source).exists():
                    find(place, f"copies {source}, which isn't there")
    if last_user.split(":")[0] in {"root", "0"}:
        find(place, "the image runs as root")


def merged(base, other):
    """What compose makes of two files: tables are merged, everything else is replaced."""
    if isinstance(base, dict) and isinstance(other, dict):
        return {key: merged(base.get(key), value) for key, value in other.items()} | {
            key: value for key, value in base.items() if key not in other
        }
    return base if other is None else other


def compose(place, *others):
    document = yaml.safe_load(place.read_text())
    for other in others:
        document = merged(document, yaml.safe_load(other.read_text()))
    services = document["services"]
    prometheus = yaml.safe_load((DEPLOY / "prometheus/prometheus.yaml").read_text())
    for job in prometheus["scrape_configs"]:
        for target in [each for config in job.get("dns_sd_configs", []) for each in config["names"]]:
            if "--metrics" not in services.get(target, {}).get("command", []):
                find(place, f"Prometheus looks at {target}, which shows no metrics")
    ports = [port for service in services.values() for port in service.get("ports", [])]
    if len(ports) != len(set(ports)):
        find(place, "two services publish one port")
    for name, service in services.items():
        if "build" in service:
            command(place, (service.get("entrypoint") or []) + service["command"])
        for other in service.get("depends_on", []):
            if other not in services:
                find(place, f"{name} depends on {other}, which isn't there")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                if not (place.parent / source).exists():
                    find(place, f"{name} mounts {source}, which isn't there")
            elif source not in document["volumes"]:
                find(place, f"{name} mounts an unknown volume: {volume}")
        for network in service["networks"]:
            if network not in document["networks"]:
                find(place, f"{name} is in an unknown network: {network}")
        if "build" in service and not (place.parent / service["build"]["context"] / service["build"]["dockerfile"]).exists():
            find(place, f"{name} is built from a file that isn't there")


def resources(folder):
    """The Kubernetes resources that a kustomization brings in, bases included."""
    place = folder / "kustomization.yaml"
    kustomization = yaml.safe_load(place.read_text())
    for secret in kustomization.get("secretGenerator", []):
        metadata = {"name": secret["name"], "namespace": secret["namespace"]}
        data = {pathlib.PurePath(file).name: "" for file in secret["files"]}
        yield place, {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data}
    for name in kustomization["resources"]:
        path = (folder / name).resolve()
        if path.is_dir():
            yield from resources(path)
        elif path.exists():
            yield from ((path, document) for document in yaml.safe_load_all(path.read_text()))
        else:
            find(folder / "kustomization.yaml", f"{name} isn't there")


def kubernetes(folder):
    place = folder / "kustomization.yaml"
    found = list(resources(folder))
    names = [(document["kind"], document["metadata"]["name"]) for _, document in found]
    for kind_and_name in {each for each in names if names.count(each) > 1}:
        find(place, f"{kind_and_name} comes twice")
    for patch in yaml.safe_load(place.read_text()).get("patches", []):
        if (patch["target"]["kind"], patch["target"]["name"]) not in names:
            find(place, f"patches {patch['target']}, which isn't there")
    for path, document in found:
        if document["kind"] == "PodMonitor":
            monitor(path, document, found)
            continue
        try:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.InvalidSchemaError) as error:
            find(path, f"{document['kind']} {document['metadata']['name']}: {error}")
        scaled = document["spec"].get("scaleTargetRef") if "spec" in document else None
        if scaled and (scaled["kind"], scaled["name"]) not in names:
            find(path, f"scales {scaled['name']}, which isn't there")
        if document["kind"] == "HorizontalPodAutoscaler":
            scaling(path, document)
        if document["kind"] in {"Deployment", "StatefulSet"}:
            workload(path, document)
            secrets(path, document, found)
    allowed = {
        number
        for _, document in found
        if document["kind"] == "NetworkPolicy"
        for rule in document["spec"].get("ingress", [])
        for port in rule["ports"]
        for number in range(port["port"], port.get("endPort", port["port"]) + 1)
    }
    for container in containers(found):
        for port in container["ports"]:
            if port["containerPort"] not in allowed:
                find(place, f"no network policy lets anybody in to {container['name']}'s port {port['name']}")
    return len(found)


def containers(found):
    for _, document in found:
        if document["kind"] in {"Deployment", "StatefulSet"}:
            yield from document["spec"]["template"]["spec"]["containers"]


def monitor(path, document, found):
    """The Prometheus operator's own kind has no schema here: its ports must be those that containers show metrics on."""
    shown = {port["name"] for container in containers(found) for port in container["ports"] if "metrics" in port["name"]}
    asked = {endpoint["port"] for endpoint in document["spec"]["podMetricsEndpoints"]}
    if shown != asked:
        find(path, f"asks for the ports {sorted(asked)}, and containers show metrics on {sorted(shown)}")


def scaling(path, document):
    for metric in document["spec"]["metrics"]:
        if metric["type"] == "External":
            queue = metric["external"]["metric"]["selector"]["matchLabels"]["queue"]
            if queue not in QUEUES:
                find(path, f"scales by the queue {queue}, which isn't in tcp.yaml")


def workload(path, document):
    pod = document["spec"]["template"]["spec"]
    if not pod["securityContext"]["runAsNonRoot"]:
        find(path, "runs as root")
    annotated = document["spec"]["template"]["metadata"].get("annotations", {}).get("prometheus.io/port")
    if int(annotated or 0) not in {p["containerPort"] for c in pod["containers"] for p in c.get("ports", [])}:
        find(path, f"is annotated with the port {annotated} for Prometheus, which no container has")
    volumes = {volume["name"] for volume in pod["volumes"]}
    volumes |= {claim["metadata"]["name"] for claim in document["spec"].get("volumeClaimTemplates", [])}
    for container in pod["containers"]:
        command(path, container["args"])
        ports = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
        options = dict(zip(container["args"], container["args"][1:]))
        metrics = int(options.get("--metrics", ":0").rsplit(":", 1)[1])
        for probe, page in PROBES.items():
            asked = container.get(probe, {}).get("httpGet", {})
            if ports.get(asked.get("port")) != metrics or asked.get("path") != page:
                find(path, f"{container['name']}'s {probe} doesn't ask for {page} where it shows its metrics")
        if "limits" not in container["resources"]:
            find(path, f"{container['name']} has no limits")
        for mount in container["volumeMounts"]:
            if mount["name"] not in volumes:
                find(path, f"{container['name']} mounts an unknown volume {mount['name']}")


def secrets(path, document, found):
    """A mounted Secret must be made here, with the key that the pod's programs need, and be read by their group only."""
    made = {each["metadata"]["name"]: each["data"] for _, each in found if each["kind"] == "Secret"}
    for volume in document["spec"]["template"]["spec"]["volumes"]:
        if "secret" not in volume:
            continue
        name, mode = volume["secret"]["secretName"], volume["secret"].get("defaultMode", 0o644)
        if name not in made:
            find(path, f"mounts the Secret {name}, which isn't made")
        elif "server.key" not in made[name] or not any(file.endswith(".key_secret") for file in made[name]):
            find(path, f"the Secret {name} lacks the server's public key or a secret one")
        if mode & 0o027:
            find(path, f"mounts the Secret {name} with mode {mode:o}: the programs refuse keys that others can read")


def systemd(folder):
    units = sorted(folder.glob("*.service")) + sorted(folder.glob("*.target"))
    for unit in units:
        for line in re.findall(r"^ExecStart\w*=(.*)$", unit.read_text(), re.M):
            program, *rest = line.split()
            command(unit, [pathlib.Path(program).name, *rest])
    if not shutil.which("systemd-analyze"):
        print("systemd-analyze isn't here: the units are checked for their commands only")
        return
    with tempfile.TemporaryDirectory() as root:
        (pathlib.Path(root) / "usr/bin").mkdir(parents=True)
        for program in PROGRAMS:
            shutil.copy("/bin/true", pathlib.Path(root) / "usr/bin" / program)
        target = pathlib.Path(root) / "etc/systemd/system"
        target.mkdir(parents=True)
        system = pathlib.Path("/usr/lib/systemd/system")
        shutil.copytree(system, pathlib.Path(root) / "usr/lib/systemd/system", symlinks=True)
        for unit in units:
            shutil.copy(unit, target)
        names = [unit.name.replace("@.", "@1.") for unit in units]
        verify = ["systemd-analyze", "verify", f"--root={root}", "--man=no", *names]
        for line in subprocess.run(verify, capture_output=True, text=True).stderr.splitlines():
            find(folder, line)
    for unit in folder.glob("*.service"):
        security = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(unit)]
        if subprocess.run(security, capture_output=True).returncode != 0:
            find(unit, "systemd-analyze security gives it more than 2.0")


dockerfile(DEPLOY / "docker/Dockerfile")
compose(DEPLOY / "docker/compose.yaml")
compose(DEPLOY / "docker/compose.yaml", DEPLOY / "docker/postgres.yaml")
count = sum(kubernetes(overlay) for overlay in sorted((DEPLOY / "kubernetes/overlays").iterdir()))
systemd(DEPLOY / "systemd")
for finding in findings:
    print(finding)
print(f"{count} Kubernetes resources, compose file, Dockerfile and units checked: {len(findings)} findings")
sys.exit(1 if findings else 0)
