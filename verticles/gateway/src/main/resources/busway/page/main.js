/** The page: makes its parts and joins them. */

import { Bus } from "./bus.js";
import { chat } from "./chat.js";
import { composer } from "./composer.js";
import { deployments } from "./deployments.js";
import { examples } from "./examples.js";
import { Link } from "./link.js";
import { log } from "./log.js";
import { pulse } from "./pulse.js";
import { linkState } from "./state.js";
import { subscriptions } from "./subscriptions.js";
import { watch } from "./watch.js";

const path = document.querySelector('meta[name="busway-path"]').content;
const url = new URL(`.${path}/websocket`, document.baseURI);
url.protocol = url.protocol === "https:" ? "wss:" : "ws:";

const link = new Link(url.href);
const bus = new Bus(link);
const form = composer(bus);

linkState(link, url.href);
log(bus, form.replyTo);
subscriptions(bus);
examples(bus, form);
chat(bus, link);
pulse();
watch(bus, link);
deployments(bus, form);
link.connect();
