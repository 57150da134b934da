// What nginx is in the compose deployment: one door, behind which the first segment of a path says whose it is.
import { createServer, request as send } from "node:http";
import { freePort } from "#tooling/servers/ports.ts";

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

const owners: Readonly<Record<string, string>> = {
  orders: "orders",
  payments: "payments",
  restaurants: "restaurants",
  couriers: "couriers",
  deliveries: "couriers",
  notifications: "notifications",
};

/** @param instancesOf where the instances of a service listen at this moment; they take turns */
export async function startGateway(instancesOf: (service: string) => readonly string[]): Promise<Gateway> {
  let turn = 0;
  const server = createServer((request, response) => {
    const service = owners[request.url?.split(/[/?]/)[1] ?? ""] ?? "";
    const instances = instancesOf(service);
    turn += 1;
    const target = instances[turn % Math.max(1, instances.length)];
    const away = () => {
      if (!response.headersSent) response.writeHead(502, { "Content-Type": "application/json" });
      response.end('{"detail":"nobody answers"}');
    };
    if (!target) return away();
    const { headers, method } = request;
    const onward = send(`${target}${request.url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("error", away);
    });
    onward.on("error", away);
    request.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
