import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { freePort } from "#tooling/servers/ports.ts";
import { type Cut, startProxy, type TcpProxy, type Watcher } from "../network/proxy.ts";

/** Echoes everything in capitals. */
async function startEcho(port: number): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("data", (chunk) => socket.write(chunk.toString().toUpperCase()));
    socket.on("error", () => {});
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const answer = async (client: Socket): Promise<string> => String((await once(client, "data"))[0]);
const failure = async (client: Socket): Promise<string> => (await once(client, "error"))[0].code;

describe("A proxy", () => {
  const seen: string[] = [];
  let cut: Cut | undefined;
  let server: Server;
  let proxy: TcpProxy;
  const watcher: Watcher = {
    of: () => "orders",
    fromClient(chunk) {
      seen.push(chunk.toString());
      return cut;
    },
    fromServer: () => undefined,
  };

  beforeEach(async () => {
    seen.length = 0;
    cut = undefined;
    const port = await freePort();
    server = await startEcho(port);
    proxy = await startProxy(port, () => watcher);
  });
  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  async function connected(): Promise<Socket> {
    const client = connect(proxy.port, "127.0.0.1");
    client.setNoDelay(true);
    client.write("hello");
    expect(await answer(client)).to.equal("HELLO");
    return client;
  }

  it("forwards both directions", async () => {
    const client = await connected();
    client.write("again");

    expect(await answer(client)).to.equal("AGAIN");
    expect(seen).to.deep.equal(["hello", "again"]);
    client.destroy();
  });

  it("resets the connections of one client", async () => {
    const client = await connected();
    const failed = failure(client);

    expect(proxy.reset("payments")).to.equal(0);
    expect(proxy.reset("orders")).to.equal(1);
    expect(await failed).to.equal("ECONNRESET");
  });

  it("cuts a connection at the observed bytes", async () => {
    const client = await connected();
    const failed = failure(client);
    cut = "before";
    client.write("never arrives");

    expect(await failed).to.equal("ECONNRESET");
  });

  it("holds everything back in a black hole, and delivers it when unblocked", async () => {
    const client = await connected();
    proxy.block("orders");
    client.write("later");
    const late = connect(proxy.port, "127.0.0.1");
    late.write("later still");
    await once(late, "connect");
    const answers = Promise.all([answer(client), answer(late)]);
    proxy.unblock("orders");

    expect(await answers).to.deep.equal(["LATER", "LATER STILL"]);
    client.destroy();
    late.destroy();
  });

  it("closes the server's end without telling the client", async () => {
    const [socket, client] = await Promise.all([
      once(server, "connection").then(([socket]) => socket as Socket),
      connected(),
    ]);
    const lossPattern = once(socket, "close");
    expect(proxy.abandon("orders")).to.equal(1);
    await lossPattern;
    client.write("lost");
    const other = await connected();

    expect(client.readyState).to.equal("open");
    client.destroy();
    other.destroy();
  });
});
