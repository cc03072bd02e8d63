"""A dashboard around its panels: the grid of 24 columns, variables, annotations, links."""

from grafana import DATASOURCE
from promql import LOOP, OF, by, fresh


def grid(x, y, width, height):
    return {"x": x, "y": y, "w": width, "h": height}


def rows(sections):
    """Panels of (title, panels) sections, placed from left to right and from top to bottom, with ids."""
    placed, y = [], 0
    for title, panels in sections:
        placed.append({"type": "row", "title": title, "collapsed": False, "panels": [], "gridPos": grid(0, y, 24, 1)})
        x, y, tallest = 0, y + 1, 0
        for item in panels:
            size = item["gridPos"]
            if x + size["w"] > 24:
                x, y, tallest = 0, y + tallest, 0
            placed.append({**item, "gridPos": grid(x, y, size["w"], size["h"])})
            x, tallest = x + size["w"], max(tallest, size["h"])
        y += tallest
    return [{"id": i + 1, **item} for i, item in enumerate(placed)]


def wide(width, *panels):
    """The same panels, of another width."""
    return [{**item, "gridPos": {**item["gridPos"], "w": width}} for item in panels]


def source():
    return {
        "name": "datasource",
        "label": "Data source",
        "type": "datasource",
        "query": "prometheus",
        "current": {"text": "default", "value": "default"},
    }


def variable(name, label, query, **more):
    """A choice of label values; all of them at first."""
    return {
        "name": name,
        "label": label,
        "type": "query",
        "datasource": DATASOURCE,
        "query": {"query": query, "refId": "Variable"},
        "definition": query,
        "refresh": 2,
        "sort": 1,
        "multi": True,
        "includeAll": True,
        "allValue": ".*",
        "current": {"selected": True, "text": ["All"], "value": ["$__all"]},
        **more,
    }


def annotation(name, colour, expr, title, text, tags="", at_value=False):
    """Marks at the times at which a query gives something or, at_value, at the times that its values are."""
    return {
        "name": name,
        "datasource": DATASOURCE,
        "enable": True,
        "iconColor": colour,
        "expr": expr,
        "titleFormat": title,
        "textFormat": text,
        "tagKeys": tags,
        "useValueForTime": at_value,
        "step": "60s",
    }


def appeared(meter, label):
    """Values of a label that a job has now and had not in the five minutes until a minute ago."""
    now = f'busway_{meter}{{job=~"$job"}}'
    return f"count by (job, {label}) ({now}) unless count by (job, {label}) (last_over_time({now}[5m] offset 1m))"


ANNOTATIONS = [
    annotation("Versions", "purple", appeared("build_info", "version"), "Version {{version}}",
               "{{job}} runs a version that it did not run before", "version"),
    annotation("Configurations", "blue", appeared("config_info", "hash"), "Configuration {{hash}}",
               "{{job}} runs with a configuration that it did not have before", "hash"),
    annotation("Starts", "light-blue", f"process_start_time_seconds{{{OF}}} * 1000", "{{instance}} started",
               "A deploy, or a restart", "instance", at_value=True),
    annotation("Stalls", "red",
               by("instance, loop, cause, culprit", fresh("eventloop_stalls_total", "1m", 300, LOOP)) + " > 0",
               "{{culprit}} held {{loop}} up", "{{cause}}, on {{instance}}", "cause,culprit"),
]


def detail(title, uid):
    """A link to another dashboard, which takes time and variables along."""
    return {"title": title, "url": f"/d/{uid}?${{__url_time_range}}&${{__all_variables}}"}


def loop_detail():
    """A link from a series of one loop to that loop in detail."""
    kept = "&".join(f"${{{name}:queryparam}}" for name in ("datasource", "job", "instance"))
    return {
        "title": "This loop in detail",
        "url": f"/d/busway-event-loop?${{__url_time_range}}&{kept}&var-loop=${{__field.labels.loop}}",
    }


def dashboard(uid, title, description, sections, *variables):
    """A dashboard with the variables of all, and those of its own."""
    return {
        "uid": uid,
        "title": title,
        "description": description,
        "tags": ["busway"],
        "schemaVersion": 39,
        "version": 1,
        "editable": True,
        "graphTooltip": 1,
        "refresh": "10s",
        "time": {"from": "now-30m", "to": "now"},
        "timezone": "browser",
        "links": [{
            "type": "dashboards", "title": "Busway", "tags": ["busway"], "asDropdown": False, "icon": "external link",
            "includeVars": True, "keepTime": True, "targetBlank": False, "tooltip": "", "url": "",
        }],
        "annotations": {"list": ANNOTATIONS},
        "templating": {"list": [
            source(),
            # All is the jobs that have gateways, and not whatever else Prometheus scrapes: `up` has every job.
            variable("job", "Job", "label_values(busway_build_info, job)", allValue=None),
            variable("instance", "Instance", 'label_values(busway_build_info{job=~"$job"}, instance)'),
            variable("loop", "Loop", f"label_values(busway_eventloop_lag_current_seconds{{{OF}}}, loop)"),
            *variables,
        ]},
        "panels": rows(sections),
    }
