"""Counts the words of a text: {"text": "to be or not to be", "top": 2} at words gets {"words": 6, "top": [["to", 2], ["be", 2]]}.

With threading: worker, for a long text takes its time.
"""

import re


@vertx.consumer("words")
def words(msg):
    counts = {}
    found = re.findall(r"\w+", msg.body["text"].lower())
    for word in found:
        counts[word] = counts.get(word, 0) + 1
    top = sorted(counts.items(), key=lambda pair: -pair[1])
    return {"words": len(found), "top": top[: msg.body.get("top", 10)]}
