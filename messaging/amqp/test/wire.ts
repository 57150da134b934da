import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire to a broker, which can be cut. */
export interface Wire {
  /** The broker's URL, by this wire. */
  readonly url: string;
  /** What clients send on today's connections no longer arrives. */
  mute(): void;
  /** Ends today's connections on both sides. */
  cut(): void;
  close(): Promise<void>;
}

export async function wireTo(url: string): Promise<Wire> {
  const to = new URL(url);
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    clients.add(near);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}));
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const here = new URL(url);
  here.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    clients.clear();
    sockets.clear();
  };
  return {
    url: here.href,
    mute() {
      for (const client of clients) client.unpipe().resume();
    },
    cut,
    async close() {
      cut();
      server.close();
    },
  };
}
