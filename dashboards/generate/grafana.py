"""Grafana's JSON from a few words: panels on a grid of 24 columns, rows above them, one dashboard around."""

import json

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
GREEN, AMBER, RED = "green", "orange", "red"


def steps(amber=None, red=None):
    """Thresholds: green from the bottom, amber and red from their values on."""
    found = [{"color": GREEN, "value": None}]
    found += [{"color": AMBER, "value": amber}] if amber is not None else []
    found += [{"color": RED, "value": red}] if red is not None else []
    return {"mode": "absolute", "steps": found}


def target(index, expr, legend, **more):
    return {
        "refId": chr(ord("A") + index),
        "datasource": DATASOURCE,
        "editorMode": "code",
        "expr": expr,
        "legendFormat": legend,
        "range": True,
        **more,
    }


def panel(kind, title, description, unit, queries, width, height, amber=None, red=None, **more):
    """A panel of any kind. Queries are pairs of an expression and a legend."""
    options = more.pop("options", {})
    defaults = {"unit": unit, "thresholds": steps(amber, red), **more.pop("defaults", {})}
    form = more.pop("target", {})
    return {
        "type": kind,
        "title": title,
        "description": description,
        "datasource": DATASOURCE,
        "gridPos": {"w": width, "h": height},
        "targets": [target(i, expr, legend, **form) for i, (expr, legend) in enumerate(queries)],
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
        **more,
    }


def graph(title, description, unit, *queries, amber=None, red=None, width=8, stack=False, most=None):
    """Lines over time; where there are thresholds, they are drawn."""
    custom = {
        "drawStyle": "line",
        "lineWidth": 1,
        "fillOpacity": 25 if stack else 8,
        "showPoints": "never",
        "spanNulls": False,
        "stacking": {"mode": "normal" if stack else "none", "group": "A"},
        "thresholdsStyle": {"mode": "off" if amber is None and red is None else "dashed"},
    }
    defaults = {"min": 0, "custom": custom, "color": {"mode": "palette-classic"}}
    if most is not None:
        defaults["max"] = most
    options = {
        "legend": {"displayMode": "table", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull", "max"]},
        "tooltip": {"mode": "multi", "sort": "desc"},
    }
    return panel(
        "timeseries", title, description, unit, queries, width, 8, amber, red, defaults=defaults, options=options
    )


def stat(title, description, unit, expr, amber=None, red=None, mappings=(), legend="", width=4, graph_mode="area"):
    """One big number, coloured by its thresholds."""
    options = {
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
        "colorMode": "background" if amber is not None or red is not None or mappings else "value",
        "graphMode": graph_mode,
        "textMode": "auto",
        "justifyMode": "center",
    }
    defaults = {"mappings": list(mappings), "color": {"mode": "thresholds"}}
    return panel(
        "stat", title, description, unit, [(expr, legend)], width, 4, amber, red, options=options, defaults=defaults
    )


def heatmap(title, description, expr, width=12):
    """Buckets of a histogram over time: the darker, the more."""
    options = {
        "calculate": False,
        "yAxis": {"unit": "s", "axisPlacement": "left"},
        "rowsFrame": {"layout": "auto"},
        "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64, "exponent": 0.4, "scale": "exponential"},
        "cellGap": 1,
        "filterValues": {"le": 1e-9},
        "legend": {"show": True},
        "tooltip": {"mode": "single", "yHistogram": True},
    }
    return panel(
        "heatmap", title, description, "s", [(expr, "{{le}}")], width, 9, options=options, target={"format": "heatmap"}
    )


def timeline(title, description, unit, expr, legend, amber, red, width=12):
    """One bar a series, coloured by its value."""
    options = {
        "mergeValues": True,
        "showValue": "never",
        "rowHeight": 0.85,
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
        "tooltip": {"mode": "single"},
    }
    defaults = {"color": {"mode": "thresholds"}, "custom": {"fillOpacity": 80, "lineWidth": 0}}
    return panel(
        "state-timeline", title, description, unit, [(expr, legend)], width, 9, amber, red, options=options,
        defaults=defaults,
    )


def table(title, description, expr, hidden, width=8):
    """The labels of series as a table."""
    organize = {"excludeByName": {name: True for name in hidden}, "indexByName": {}, "renameByName": {}}
    return panel(
        "table", title, description, "none", [(expr, "")], width, 8,
        target={"format": "table", "instant": True, "range": False},
        transformations=[{"id": "organize", "options": organize}],
        options={"showHeader": True, "cellHeight": "sm"},
    )


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


def grid(x, y, width, height):
    return {"x": x, "y": y, "w": width, "h": height}


def variable(name, label, query):
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
    }


def annotation(name, colour, expr, title):
    """A mark at the time that is the value of each series."""
    return {
        "name": name,
        "datasource": DATASOURCE,
        "enable": True,
        "iconColor": colour,
        "expr": expr,
        "titleFormat": title,
        "useValueForTime": True,
        "step": "60s",
    }


def text(dashboard):
    return json.dumps(dashboard, indent=2, ensure_ascii=False) + "\n"
