// Sideman in ChucK: notes come half a second ahead with their beat, and each plays at its beat. In a terminal:
//   sideman run --midi-port none
//   chuck sideman.ck                     (or sideman.ck:7770:7995:20, the player's port, one of yours, seconds)
7770 => int port; 7995 => int mine; 20 => int seconds;
if (me.args() > 0) Std.atoi(me.arg(0)) => port;
if (me.args() > 1) Std.atoi(me.arg(1)) => mine;
if (me.args() > 2) Std.atoi(me.arg(2)) => seconds;

OscOut out; out.dest("127.0.0.1", port);
OscIn in; OscMsg m; mine => in.port;
in.addAddress("/sideman/note/timed"); in.addAddress("/sideman/bar");
fun void subscribe(string topic) { out.start("/sideman/subscribe").add(topic).add(mine).send(); }
fun void say(string address) { out.start(address).send(); }

time zero; 0 => int is_synced; 0.5::second => dur beat; 0 => int n; 0 => int late;

fun void play(int pitch, int velocity, float at, float length_s) {
    zero + at * beat => time moment;
    if (moment > now) moment => now; else late++;
    TriOsc s => ADSR e => dac; e.set(3::ms, 10::ms, .7, 50::ms);
    Std.mtof(pitch) => s.freq; velocity / 1000.0 => s.gain;
    e.keyOn(); length_s::second => now; e.keyOff(); 60::ms => now;
}

// Bars say where the beat is and how fast; notes are placed by them.
fun void listen() {
    while (true) {
        in => now;
        while (in.recv(m)) {
            if (m.address == "/sideman/bar") {
                60::second / m.getFloat(2) => beat; now - m.getFloat(1) * beat => zero; 1 => is_synced;
            } else if (is_synced && m.getString(1) != "drums") {
                n++; spork ~ play(m.getInt(3), m.getInt(4), m.getFloat(5), m.getFloat(7));
            }
        }
    }
}

spork ~ listen();
subscribe("timed"); subscribe("bar");
out.start("/sideman/prompt").add("bossa nova at 120, guitar and bass").send();
say("/sideman/play");
seconds::second => now;
say("/sideman/stop");
<<< "notes", n, "late", late >>>;
