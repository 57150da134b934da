import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "#tooling/servers/ports.ts";

/** Where to cut a connection: before the observed bytes are forwarded, or after that and before the answer. */
export type Cut = "before" | "after";

/** Observes the bytes of one connection, and may cut it. */
export interface Watcher {
  /** The owner of the connection, once known. */
  of(): string | undefined;
  fromClient(chunk: Buffer): Cut | undefined;
  fromServer(chunk: Buffer): Cut | undefined;
}

/** A TCP proxy in front of one server, which simulates network faults. */
export interface TcpProxy {
  readonly port: number;
  /** Resets the connections of this owner at both ends. Returns how many. */
  reset(of: string): number;
  /** Closes the server's end without telling the client (half-open connections). New connections work. Returns how many. */
  abandon(of: string): number;
  /** Black hole: delivers nothing in either direction, on old and new connections, until `unblock` delivers all of it. */
  block(of: string): void;
  unblock(of: string): void;
  close(): Promise<void>;
}

interface Wire {
  readonly watcher: Watcher;
  readonly client: Socket;
  readonly server: Socket;
  abandoned: boolean;
}

/** @param targetPort where the server listens on this machine */
export async function startProxy(targetPort: number, watch: () => Watcher): Promise<TcpProxy> {
  const wires = new Set<Wire>();
  const holes = new Set<string>();
  const isHeld = ({ watcher }: Wire) => holes.has(watcher.of() ?? "");
  const those = (of: string) =>
    [...wires].filter(({ abandoned, watcher }) => !abandoned && watcher.of() === of);

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    const wire: Wire = { client, server, watcher: watch(), abandoned: false };
    wires.add(wire);
    pump(wire, client, server, (chunk) => wire.watcher.fromClient(chunk));
    pump(wire, server, client, (chunk) => wire.watcher.fromServer(chunk));
    client.on("close", () => wires.delete(wire));
  });

  function pump(wire: Wire, from: Socket, to: Socket, see: (chunk: Buffer) => Cut | undefined): void {
    let broken = false;
    from.on("data", (chunk: Buffer) => {
      if (wire.abandoned) return;
      const cut = see(chunk);
      if (cut === "before") return resetBoth(wire);
      if (isHeld(wire)) {
        // The first chunk, which identifies the owner, waits as well.
        from.pause();
        held.push({ of: wire.watcher.of(), pass: () => void to.write(chunk) });
        return;
      }
      const all = to.write(chunk, () => (cut === "after" ? resetBoth(wire) : undefined));
      if (all) return;
      from.pause();
      to.once("drain", () => isHeld(wire) || from.resume());
    });
    from.on("error", () => {
      broken = true;
    });
    from.on("close", () => {
      if (wire.abandoned && from === wire.server) return;
      if (broken) to.resetAndDestroy();
      else to.end();
    });
  }

  let held: { readonly of: string | undefined; readonly pass: () => void }[] = [];
  const port = await freePort();
  listener.listen(port, "127.0.0.1");
  await once(listener, "listening");
  return {
    port,
    reset: (of) => those(of).map(resetBoth).length,
    abandon(of) {
      const met = those(of);
      for (const wire of met) {
        wire.abandoned = true;
        wire.server.destroy();
      }
      return met.length;
    },
    block(of) {
      holes.add(of);
      for (const { client, server } of those(of)) {
        client.pause();
        server.pause();
      }
    },
    unblock(of) {
      holes.delete(of);
      for (const one of held) if (one.of === of) one.pass();
      held = held.filter((one) => one.of !== of);
      for (const { client, server } of those(of)) {
        client.resume();
        server.resume();
      }
    },
    async close() {
      listener.close();
      for (const wire of wires) resetBoth(wire);
    },
  };
}

function resetBoth({ client, server }: Wire): void {
  client.resetAndDestroy();
  server.resetAndDestroy();
}
