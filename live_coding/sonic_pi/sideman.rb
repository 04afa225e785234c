# Sideman in Sonic Pi 4: its notes play your synths. In a terminal: sideman run --midi-port none
# Sonic Pi receives OSC on port 4560; its cues are named by the address.
use_osc "127.0.0.1", 7770
osc "/sideman/prompt", "bossa nova at 120, guitar and bass"
["midi", "bar"].each { |topic| osc "/sideman/subscribe", topic, 4560 }
osc "/sideman/play"

live_loop :sideman_notes do
  use_real_time
  channel, pitch, velocity = sync "/osc*/sideman/midi/note"
  if velocity > 0 and channel != 10
    synth :pluck, note: pitch, amp: velocity / 127.0
  end
end

live_loop :sideman_renew do # a subscription lasts a minute
  sleep 30
  ["midi", "bar"].each { |topic| osc "/sideman/subscribe", topic, 4560 }
end
