"""PromQL from a few words. A meter is named without its prefix."""

OF = 'job=~"$job",instance=~"$instance"'
LOOP = OF + ',loop=~"$loop"'
POOL = OF + ',pool=~"$pool"'
TRANSPORT = OF + ',transport=~"$transport"'


def now(meter, labels=OF):
    return f"busway_{meter}{{{labels}}}"


def rate(meter, labels=OF):
    return f"rate({now(meter, labels)}[$__rate_interval])"


def increase(meter, window, labels=OF):
    return f"increase({now(meter, labels)}[{window}])"


def fresh(meter, window, seconds, labels=OF):
    """The increase of counters that are born with their first count, which increase() alone does not see.

    A series that is new because Prometheus is new to its gateway does not count, unless the process is so new."""
    born = f"({now(meter, labels)} unless {now(meter, labels)} offset {window})"
    known = f"(up{{{OF}}} offset {window} == 1 or process_start_time_seconds{{{OF}}} > time() - {seconds})"
    return f"{born} and on (job, instance) {known} or {increase(meter, window, labels)}"


def by(labels, expr):
    return f"sum by ({labels}) ({expr})"


def over(labels, part, whole):
    """One sum divided by another."""
    return f"{by(labels, part)} / {by(labels, whole)}"


def quantile(share, meter, labels, selector=OF):
    return f"histogram_quantile({share}, {by('le, ' + labels, rate(meter + '_bucket', selector))})"


def quantiles(meter, label, selector=OF, shares=(0.5, 0.99)):
    """Lines by one label, or several: the median and so on; a share of 1 is the bound of the highest bucket in use."""
    legend = " ".join(f"{{{{{name}}}}}" for name in label.split(", "))
    return [(quantile(s, meter, label, selector), f"{'max' if s == 1 else f'p{s * 100:g}'} {legend}") for s in shares]


def mean(meter, labels, selector=OF):
    return over(labels, rate(meter + "_sum", selector), rate(meter + "_count", selector))
