// sideman.remote's script: any message is a request, `prompt slow blues`; out come notes as they sound, the plan, everything
// else, and whether anybody is there.

inlets = 1;
outlets = 6; // notes, plan, everything else, presence, requests, our port

var OscLink = require("./osc_link.js").OscLink;
var STATES = { nobody: 0, connected: 1, version: 2 };

var link = new OscLink(["midi", "bar", "plan", "status", "late", "error", "ready", "scene"],
    function (address, values) { outlet(4, [address].concat(values)); },
    function (port) { outlet(5, "port", port); },
    function (state, words) { outlet(3, STATES[state], words); });

function now() { return new Date().getTime(); }
function bang() { link.tick(now()); }

function anything() {
    var values = arrayfromargs(arguments);
    if (messagename.indexOf("/sideman") !== 0) {
        outlet(4, ["/sideman/" + messagename].concat(values));
        return;
    }
    if (link.hear(messagename, values, now())) {
        return;
    }
    if (messagename === "/sideman/midi/note") {
        outlet(0, values[1], values[2], values[0]);
    } else if (messagename === "/sideman/plan") {
        outlet(1, values);
    } else {
        if (messagename === "/sideman/ready") {
            link.renew(now()); // it was started anew
        }
        outlet(2, [messagename.replace("/sideman/", "")].concat(values));
    }
}
