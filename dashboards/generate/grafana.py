"""Grafana's JSON from a few words: the panels."""

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
GREEN, AMBER, RED, DARK_RED = "green", "orange", "red", "dark-red"


def says(what, good, act):
    """A description: what the panel shows, what is good, and what to do if it is not."""
    return f"{what}\n\n**Good:** {good}\n\n**If not:** {act}"


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


SHORT_LOOPS = {
    "id": "renameByRegex",
    "options": {"regex": "/vert\\.x-eventloop-thread-(\\d+)/", "renamePattern": "loop $1"},
}


def panel(kind, title, description, unit, queries, width, height, amber=None, red=None, **more):
    """A panel of any kind. Queries are pairs of an expression and a legend."""
    options = more.pop("options", {})
    defaults = {"unit": unit, "thresholds": steps(amber, red), **more.pop("defaults", {})}
    form = more.pop("target", {})
    overrides = more.pop("overrides", [])
    if any("{{loop}}" in legend for _, legend in queries):
        more["transformations"] = [SHORT_LOOPS]
    return {
        "type": kind,
        "title": title,
        "description": description,
        "datasource": DATASOURCE,
        "gridPos": {"w": width, "h": height},
        "targets": [target(i, expr, legend, **form) for i, (expr, legend) in enumerate(queries)],
        "fieldConfig": {"defaults": defaults, "overrides": overrides},
        "options": options,
        **more,
    }


def graph(title, description, unit, *queries, amber=None, red=None, width=8, stack=False, bars=False, most=None,
          log=False, colours=None, **more):
    """Lines over time, or bars; where there are thresholds, they are drawn. Colours are of series, by their name."""
    custom = {
        "drawStyle": "bars" if bars else "line",
        "lineWidth": 0 if bars else 1,
        "fillOpacity": 80 if bars else 25 if stack else 0 if log else 8,
        "showPoints": "never",
        "spanNulls": False,
        "stacking": {"mode": "normal" if stack else "none", "group": "A"},
        "thresholdsStyle": {"mode": "off" if amber is None and red is None else "dashed"},
        "scaleDistribution": {"type": "log", "log": 10} if log else {"type": "linear"},
    }
    defaults = {"custom": custom, "color": {"mode": "palette-classic"}}
    defaults.update({} if log else {"min": 0})
    defaults.update({} if most is None else {"max": most})
    custom.update({"axisSoftMax": 1} if unit in ("cps", "reqps", "short") and not log else {})
    options = {
        "legend": {
            "displayMode": "table", "placement": "bottom", "showLegend": True, "calcs": ["lastNotNull", "max"],
            "sortBy": "Max", "sortDesc": True,
        },
        "tooltip": {"mode": "multi", "sort": "desc"},
    }
    overrides = [coloured(name, colour) for name, colour in (colours or {}).items()]
    return panel("timeseries", title, description, unit, queries, width, 9, amber, red, defaults=defaults,
                 options=options, overrides=overrides, **more)


def coloured(name, colour):
    return {
        "matcher": {"id": "byName", "options": name},
        "properties": [{"id": "color", "value": {"mode": "fixed", "fixedColor": colour}}],
    }


def stat(title, description, unit, expr, amber=None, red=None, mappings=(), legend="", width=4, graph_mode="area",
         whole=False, **more):
    """One big number, coloured by its thresholds. A whole one has no decimals."""
    options = {
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
        "colorMode": "background" if amber is not None or red is not None or mappings else "value",
        "graphMode": graph_mode,
        "textMode": "auto",
        "justifyMode": "center",
    }
    defaults = {"mappings": list(mappings), "color": {"mode": "thresholds"}}
    defaults.update({"decimals": 0} if whole else {})
    return panel("stat", title, description, unit, [(expr, legend)], width, 4, amber, red, options=options,
                 defaults=defaults, **more)


def heatmap(title, description, expr, width=12, exemplars=False, **more):
    """Buckets of a histogram over time: the darker, the more. Exemplars are dots that lead to a trace."""
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
    return panel("heatmap", title, description, "s", [(expr, "{{le}}")], width, 9, options=options,
                 target={"format": "heatmap", **({"exemplar": True} if exemplars else {})}, **more)


def states(title, description, expr, legend, names, width=12, height=9, **more):
    """One bar a series, coloured by its state: names are the texts and colours of 0, 1, 2 .."""
    options = {
        "mergeValues": True,
        "showValue": "never",
        "rowHeight": 0.85,
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True},
        "tooltip": {"mode": "single"},
    }
    mapped = {str(i): {"text": text, "color": colour, "index": i} for i, (text, colour) in enumerate(names)}
    defaults = {
        "color": {"mode": "fixed", "fixedColor": GREEN},
        "custom": {"fillOpacity": 80, "lineWidth": 0},
        "mappings": [{"type": "value", "options": mapped}],
    }
    return panel("state-timeline", title, description, "none", [(expr, legend)], width, height, 1, 2, options=options,
                 defaults=defaults, **more)


def bars(title, description, unit, expr, legend, amber=None, red=None, width=8, **more):
    """One horizontal bar a series: the last value of each."""
    options = {
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
        "orientation": "horizontal",
        "displayMode": "gradient",
        "valueMode": "color",
        "showUnfilled": True,
    }
    defaults = {"min": 0, "color": {"mode": "thresholds"}}
    return panel("bargauge", title, description, unit, [(expr, legend)], width, 9, amber, red, options=options,
                 defaults=defaults, **more)


def table(title, description, expr, columns, width=8, height=5, sort=None, **more):
    """Labels of series, and their value, as a table: columns are the names of those that it shows, by label."""
    keep = {"id": "filterFieldsByName", "options": {"include": {"names": list(columns)}}}
    order = {
        "excludeByName": {},
        "indexByName": {name: i for i, name in enumerate(columns)},
        "renameByName": dict(columns),
    }
    options = {"showHeader": True, "cellHeight": "sm"}
    options.update({} if sort is None else {"sortBy": [{"displayName": sort, "desc": True}]})
    return panel(
        "table", title, description, "short", [(expr, "")], width, height, defaults={"decimals": 0},
        target={"format": "table", "instant": True, "range": False},
        transformations=[keep, {"id": "organize", "options": order}],
        options=options, **more,
    )
