// A Sideman player, from SuperCollider. Notes come as bundles time-tagged with the moment at which they sound, half a
// second before it; so what is played by them is exact, and no clock's queue has to hold bars of notes. A note that comes
// later than that (a change at once, a clock that starts at once) is played as soon as it can be.
Sideman {
	classvar <>renewSeconds = 20;
	var <addr, <server, <clock, <plan, <isPlaying = false, <>onPlan, <>onError, <>onPlaying, <>onBar;
	var functions, queues, responders, renewal, leading, recent, beatTimes;

	*new { |host = "127.0.0.1", port = 7770, server|
		^super.new.init(NetAddr(host, port), server ? Server.default)
	}

	init { |netAddr, aServer|
		addr = netAddr;
		server = aServer;
		functions = IdentityDictionary.new;
		queues = IdentityDictionary.new;
		plan = IdentityDictionary.new;
		recent = [];
		beatTimes = Dictionary.new;
		onError = { |address, code, message| "Sideman: % %".format(address, message).warn };
		responders = [
			this.prRespond('/sideman/note/timed', { |msg, time| this.prNote(msg, time) }),
			this.prRespond('/sideman/note/cancel', { |msg| this.prCancel(msg[1]) }),
			this.prRespond('/sideman/beat', { |msg, time| this.prBeat(msg[1], msg[2] / 60, time) }),
			this.prRespond('/sideman/playing', { |msg| this.prPlaying(msg[1] > 0) }),
			this.prRespond('/sideman/bar', { |msg| onBar.value(*msg[1..]) }),
			this.prRespond('/sideman/plan', { |msg| plan.putPairs(msg[1..]); onPlan.value(plan) }),
			this.prRespond('/sideman/error', { |msg| onError.value(*msg[1..]) })
		];
		renewal = Routine { loop { this.prSubscribe; renewSeconds.wait } }.play(SystemClock);
	}

	free {
		renewal.stop;
		this.unlead;
		responders.do(_.free);
		if(clock.notNil) { clock.stop };
		addr.sendMsg('/sideman/unsubscribe', \all);
	}

	// -- requests; any of Sideman's addresses: send(\hold, 2)

	send { |address ... values| addr.sendMsg(("/sideman/" ++ address).asSymbol, *values) }
	prompt { |words| this.send(\prompt, words) }
	play { |words| if(words.notNil) { this.prompt(words) }; this.send(\play) }
	stop { this.send(\stop) }
	panic { this.send(\panic) }
	style { |... namesAndWeights| this.send(\style, *namesAndWeights) }
	set { |... controlsAndValues| controlsAndValues.pairsDo { |name, value| this.send(\set, name, value) } }
	part { |name, field, value| this.send(\part, name, field, value) }
	tempo { |bpm| this.send(\tempo, bpm) }
	key { |name| this.send(\key, name) }
	chords { |symbols| this.send(\chords, symbols) }

	// -- notes: a function, an instrument or a pattern for a part; \all is every part

	// Call a function with an Event at the moment of each note.
	onNote { |part, function| functions[part.asSymbol] = { |event, time|
		SystemClock.schedAbs(time, { if(event[\cancelled] != true) { function.value(event) }; nil }) }
	}

	// Play a part with a SynthDef that knows freq, amp and gate; more keys as an Event or pairs.
	instrument { |part, name = \default, extra| functions[part.asSymbol] = { |event, time|
		SystemClock.schedAbs(time - server.latency, {
			if(event[\cancelled] != true) {
				event.copy.putAll((instrument: name, server: server)).putAll(extra ? ()).play
			};
			nil
		}) }
	}

	mute { |part| functions.removeAt(part.asSymbol) }

	// A pattern whose events are the part's notes, in time on whatever clock plays it.
	pattern { |part = \all|
		var queue = List.new;
		queues[part.asSymbol] = queues[part.asSymbol].add(queue);
		^Prout { |inEvent|
			loop {
				var tempo = thisThread.clock.tempo, event = queue.first, wait = 0.05;
				if(event.notNil) { wait = event[\time] - server.latency - thisThread.seconds };
				case { event.notNil and: { event[\cancelled] == true } } { queue.removeAt(0) }
				{ wait > 0.0001 } { inEvent = Event.silent(wait.min(0.05) * tempo, inEvent).yield }
				{ queue.removeAt(0);
					inEvent = (inEvent ? Event.default).copy.putAll(event)
					.putAll((sustain: event[\sustain] * tempo, dur: event[\dur], delta: 0)).yield };
			}
		}
	}

	// -- time

	// A TempoClock of yours leads: tempo, beat and bars.
	lead { |aClock, beatsPerBar = 4, beatUnit = 4|
		var leader = aClock ? TempoClock.default;
		this.unlead;
		leading = Routine {
			loop {
				this.send(\transport, 1, leader.elapsedBeats, leader.tempo * 60, beatsPerBar, beatUnit);
				0.1.wait;
			}
		}.play(SystemClock);
		^leader
	}

	unlead {
		if(leading.notNil) {
			leading.stop;
			leading = nil;
			this.send(\transport, 0, 0.0, 120.0, 4, 4);
		}
	}

	// A TempoClock that follows Sideman's beat, whoever leads.
	follow {
		if(clock.isNil) { clock = TempoClock(2, queueSize: 8192).permanent_(true) };
		^clock
	}

	// -- private

	prRespond { |address, function| ^OSCFunc(function, address).permanent_(true) }

	prSubscribe { #[\timed, \clock, \bar, \plan, \error].do { |topic| this.send(\subscribe, topic) } }

	prNote { |msg, time|
		var part = msg[2], event = (
			part: part, channel: msg[3] - 1, midinote: msg[4], velocity: msg[5], amp: (msg[5] / 127).squared * 0.5,
			beat: msg[6], dur: msg[7], sustain: msg[8], time: time, ahead: msg[9], noteId: msg[1]
		);
		[part, \all].do { |name|
			functions[name].value(event, time);
			queues[name].do { |queue| queue.add(event); if(queue.size > 4096) { queue.removeAt(0) } };
		};
		recent = recent.select { |each| each[\time] > Main.elapsedTime }.add(event);
	}

	prCancel { |fromBeat| recent.do { |event| if(event[\beat] >= fromBeat) { event[\cancelled] = true } } }

	// Each topic tells of it; onPlaying is called once.
	prPlaying { |playing|
		if(playing != isPlaying) {
			isPlaying = playing;
			if(playing.not) { this.prCancel(-1e9) };
			onPlaying.value(playing);
		}
	}

	// A beat that a change of tempo moves is sent again: the latest counts.
	prBeat { |beat, tempo, time|
		if(clock.notNil) {
			beatTimes[beat] = time;
			SystemClock.schedAbs(time, {
				if(beatTimes[beat] == time) { beatTimes.removeAt(beat); this.prSteer(beat, tempo, time) };
				nil
			})
		}
	}

	prSteer { |beat, tempo, time|
		var off = beat - clock.secs2beats(time);
		if(off.abs > 0.5) { clock.beats = beat; clock.tempo = tempo } {
			clock.tempo = tempo * (1 + (off * 0.5).clip(-0.2, 0.2));
		}
	}
}
