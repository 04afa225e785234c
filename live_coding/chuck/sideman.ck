// Sideman in ChucK: notes come half a second ahead with their beat, and each plays at its beat. In a terminal:
//   sideman run --midi-port none
//   chuck sideman.ck            (or sideman.ck:7770:7995:20:1, the player's port, one of yours, seconds, 1: log notes)
7770 => int port; 7995 => int mine; 20 => int seconds; 0 => int is_logging;
if (me.args() > 0) Std.atoi(me.arg(0)) => port;
if (me.args() > 1) Std.atoi(me.arg(1)) => mine;
if (me.args() > 2) Std.atoi(me.arg(2)) => seconds;
if (me.args() > 3) Std.atoi(me.arg(3)) => is_logging;

OscOut out; out.dest("127.0.0.1", port);
OscIn in; OscMsg m; mine => in.port;
in.addAddress("/sideman/note/timed"); in.addAddress("/sideman/note/cancel"); in.addAddress("/sideman/beat");
in.addAddress("/sideman/playing");
fun void subscribe(string topic) { out.start("/sideman/subscribe").add(topic).add(mine).send(); }
fun void say(string address) { out.start(address).send(); }

time zero; 0.0 => float anchor; 0::second => dur beat; // where the latest beat lies, and how long it is
0 => int n; 0 => int late; 0 => int beats; 0 => int is_playing; 0 => int is_heard;
float cancelled[0]; // notes from such a beat on that came before are void

// A beat places those that follow. What its message is late by varies with ChucK's buffers, so it counts by a tenth.
fun void place(float at, float bpm, dur ahead) {
    now + ahead => time told; zero + (at - anchor) * beat => time expected;
    if (beat == 0::second || Std.fabs((told - expected) / ms) > 30 || Std.fabs(60 / bpm / (beat / second) - 1) > .005)
        told => zero;
    else expected + (told - expected) * .1 => zero;
    at => anchor; (60 / bpm)::second => beat; beats++;
}

fun void play(int pitch, int velocity, float at, float length_s) {
    cancelled.size() => int known; zero + (at - anchor) * beat => time moment;
    if (moment > now) moment => now; else late++;
    if (!is_playing) return;
    for (known => int each; each < cancelled.size(); each++) if (at >= cancelled[each]) return;
    if (is_logging) <<< "note", at, now / second >>>;
    TriOsc s => ADSR e => dac; e.set(3::ms, 10::ms, .7, 50::ms);
    Std.mtof(pitch) => s.freq; velocity / 1000.0 => s.gain; n++;
    e.keyOn(); length_s::second => now; e.keyOff(); 60::ms => now;
}

fun void listen() {
    while (true) {
        in => now; true => is_heard;
        while (in.recv(m)) {
            if (m.address == "/sideman/beat") place(m.getFloat(0), m.getFloat(1), m.getFloat(2)::second);
            else if (m.address == "/sideman/playing") m.getInt(0) => is_playing;
            else if (m.address == "/sideman/note/cancel") cancelled << m.getFloat(0);
            else if (m.getString(1) != "drums")
                spork ~ play(m.getInt(3), m.getInt(4), m.getFloat(5), m.getFloat(7));
        }
    }
}

// A subscription lasts a minute. ChucK's port opens a moment after this begins: ask again until something is heard.
fun void stay() {
    while (true) { subscribe("clock"); subscribe("timed"); if (is_heard) 20::second => now; else 200::ms => now; }
}

spork ~ listen(); spork ~ stay(); me.yield();
out.start("/sideman/prompt").add("bossa nova at 120, guitar and bass").send();
say("/sideman/play");
seconds::second => now;
say("/sideman/stop");
1::second => now;
<<< "notes", n, "late", late, "cancels", cancelled.size(), "beats", beats, "playing", is_playing >>>;
