"""Answers with its version: python3 version.py [exit|silent]"""

import json
import os
import sys
import time

sys.path.insert(0, json.loads(os.environ["BUSWAY_CONFIG"])["clients"] + "/python")
import busway

if "exit" in sys.argv:
    sys.exit("cannot go on")
if "silent" in sys.argv:
    time.sleep(1000)

bus = busway.from_env()
version = bus.config["version"]
bus.consumer("fast", lambda message: version)
bus.consumer("slow", lambda message: version)
bus.consumer("heard", lambda message: None)
bus.run()
