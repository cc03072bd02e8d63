"""Counts primes, one request at a time: deploy as many instances as there are processors to use.

    main: process:python3 primes.py
    instances: 4
"""

import busway

bus = busway.from_env()


@bus.consumer(bus.config.get("address", "py.primes"))
def count(message):
    limit = message.body.get("limit") if isinstance(message.body, dict) else None
    most = bus.config.get("max", 10_000_000)
    if not isinstance(limit, int) or not 0 <= limit <= most:
        raise busway.Failure(400, "limit: %s (expected: 0 to %d)" % (limit, most))
    sieve = bytearray([1]) * (limit + 1)
    sieve[0:2] = bytes(min(2, limit + 1))
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return {"limit": limit, "count": sum(sieve), "instance": bus.instance}


print("instance", bus.instance, "counts primes", flush=True)
bus.run()
