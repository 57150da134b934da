/**
 * A turn of the event loop for the virtual clocks. Browsers have no `setImmediate`, and delay `setTimeout`; a message to oneself is
 * not delayed, and comes after everything that waits by promises alone. One channel for all turns: a new one each time is slow.
 */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
Object.assign(port1, { onmessage: () => waiting.shift()?.() });
Object.assign(globalThis, {
  setImmediate(callback: () => void) {
    waiting.push(callback);
    port2.postMessage(undefined);
  },
});
