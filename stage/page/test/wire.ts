import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut, as when a laptop is closed. */
export interface Wire {
  /** The server's address, over this line. */
  readonly url: string;
  /** Ends every connection, and each new one, until it is mended. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** @param url of the server */
export async function wireTo(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.once("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on("error", () => one.destroy());
      one.pipe(other);
    }
  });
  await once(server.listen(0, "localhost"), "listening");
  const destroy = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    cut() {
      isCut = true;
      destroy();
    },
    mend() {
      isCut = false;
    },
    close() {
      destroy();
      server.close();
    },
  };
}
