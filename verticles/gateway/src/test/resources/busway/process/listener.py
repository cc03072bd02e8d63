"""Tells who has heard what is published to py.news: python3 listener.py"""

import json
import os
import sys

sys.path.insert(0, json.loads(os.environ["BUSWAY_CONFIG"])["clients"] + "/python")
import busway

bus = busway.from_env()
me = "%d.%d" % (bus.config["version"], bus.instance)
bus.consumer("py.news", lambda message: bus.send("heard", {"body": message.body, "by": me}))
bus.run()
