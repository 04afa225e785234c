// The WebSocket to the panel's process. It comes back by itself.

const RETRY_MS = [250, 500, 1000, 2000];

export class Link {
  /** take(lines): messages that came together; changed(isOpen). */
  constructor(take, changed) {
    this.take = take;
    this.changed = changed;
    this.n_failed = 0;
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/socket`);
    this.socket.onopen = () => { this.n_failed = 0; this.changed(true); };
    this.socket.onmessage = (event) => this.take(JSON.parse(event.data));
    this.socket.onclose = () => {
      this.changed(false);
      setTimeout(() => this.open(), RETRY_MS[Math.min(this.n_failed++, RETRY_MS.length - 1)]);
    };
  }

  /** Make a request: an address without its prefix, and arguments. */
  send(name, ...values) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify([`/sideman/${name}`, ...values]));
  }
}
