// Plays nginx's part in the compose deployment: routes a request by the first segment of its path.
import { readFileSync } from "node:fs";
import { createServer, request as send } from "node:http";
import { services } from "#contracts/hears.ts";
import { freePort } from "#tooling/servers/ports.ts";

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** The services by the first segments of their paths, as their documents have them. */
const owners: ReadonlyMap<string, string> = new Map(
  services.flatMap((service) => {
    const document = new URL(`../../contracts/http/${service}.openapi.json`, import.meta.url);
    const paths = Object.keys(JSON.parse(readFileSync(document, "utf8")).paths);
    return paths.map((path) => [path.split("/")[1] ?? "", service] as const);
  }),
);

/** @param instancesOf the URLs of a service's instances, now; requests go to them round robin */
export async function startGateway(instancesOf: (service: string) => readonly string[]): Promise<Gateway> {
  let turn = 0;
  const server = createServer((request, response) => {
    const service = owners.get(request.url?.split(/[/?]/)[1] ?? "") ?? "";
    const instances = instancesOf(service);
    turn += 1;
    const target = instances[turn % Math.max(1, instances.length)];
    const away = () => {
      if (!response.headersSent) response.writeHead(502, { "Content-Type": "application/json" });
      response.end('{"detail":"no instance responds"}');
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
