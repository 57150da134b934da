import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { templatesOf } from "#messaging/http/openapi/operations.ts";
import { asRoutes } from "#stage/page/model/addresses.ts";

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

/** The first path segments that each service documents, with their service. */
async function segmentsOf(service: string): Promise<readonly (readonly [string, string])[]> {
  const { paths } = JSON.parse(await textOf(`contracts/http/${service}.openapi.json`));
  const segments = new Set(Object.keys(paths).map((path) => path.split("/")[1] ?? ""));
  return [...segments].map((segment) => [segment, service]);
}

/**
 * Every operation of every service: its method, an example of its path, and whether it is public.
 */
async function operations() {
  const documents = await Promise.all(
    services.map(async (service) => JSON.parse(await textOf(`contracts/http/${service}.openapi.json`))),
  );
  return documents
    .flatMap(templatesOf)
    .flatMap((template) => template.operations)
    .map((one) => ({ ...one, path: one.path.replaceAll(/\{[^}]*\}/g, "0d6f2c1e") }));
}

/** The paths that nginx treats as public; nginx decodes and normalizes a path first. */
async function isOpen(): Promise<(method: string, target: string) => boolean> {
  const config = await textOf("operations/nginx/nginx.conf");
  const [, map = ""] = /map "\$twofold\$request_method \$uri" \$public \{([^}]*)\}/.exec(config) ?? [];
  const patterns = Array.from(map.matchAll(/"~([^"]+)" 1;/g)).map(([, pattern = ""]) => new RegExp(pattern));
  const [, twofold = "$^"] = /map \$request_uri \$twofold \{\s*"~\*([^"]+)" twofold;/.exec(config) ?? [];
  return (method, target) => {
    const prefix = new RegExp(twofold, "i").test(target) ? "twofold" : "";
    const path = decodeURIComponent(target.split("?")[0] ?? "");
    const uri = new URL(path.replaceAll(/\/+/g, "/"), "http://gateway").pathname;
    return patterns.some((pattern) => pattern.test(`${prefix}${method} ${uri}`));
  };
}

describe("The nginx gateway", () => {
  it("requires a token exactly where the OpenAPI documents do", async () => {
    const open = await isOpen();
    const all = await operations();

    expect(all.filter(({ isPublic }) => isPublic)).to.have.length(3);
    for (const { isPublic, method, path } of all) {
      expect(open(method, path), `${method} ${path}`).to.equal(isPublic);
      expect(open(method, `${path}/`), `${method} ${path}/`).to.equal(false);
      expect(open(method, `${path}/x`), `${method} ${path}/x`).to.equal(false);
      expect(open("PUT", path), `PUT ${path}`).to.equal(false);
      expect(open("HEAD", path), `HEAD ${path}`).to.equal(
        all.some((one) => one.path === path && one.method === "GET" && one.isPublic),
      );
    }
  });

  it("requires a token for a path that nginx and the service decode differently", async () => {
    const open = await isOpen();

    for (const target of [
      "/restaurants/x%2Fmenu",
      "/restaurants/x%2fmenu",
      "/restaurants/x/orders/..%2F..%2F..%2Frestaurants%2Fx%2Fmenu",
      "/restaurants/x/orders/y/../../menu",
      "/restaurants/x/orders/%2E%2e/menu",
      "/restaurants/x/./menu",
      "//restaurants",
      "/restaurants/x//menu",
      "/orders/../restaurants",
      "/orders/..%2frestaurants?a=b",
      "/restaurants#/../orders",
    ]) {
      expect(open("GET", target), target).to.equal(false);
    }
    for (const target of ["/restaurants?next=%2Forders//.", "/%72estaurants", "/restaurants/a%2Eb/menu"]) {
      expect(open("GET", target), target).to.equal(true);
    }
  });

  // Without a path (400 for %zz, 501 for an unknown Transfer-Encoding), nginx uses no named location: it used to
  // answer 500 with an HTML page.
  it("answers a problem even if nginx refuses the request before it reads the path", async () => {
    const config = await textOf("operations/nginx/nginx.conf");
    const pages = Array.from(config.matchAll(/^ {4}error_page ([\d ]+) =(\d+) (\S+);/gm));
    const pageOf = (status: string) =>
      pages.find(([, statuses = ""]) => statuses.split(" ").includes(status));

    for (const status of ["400", "405", "414", "494", "501", "505"]) {
      const [, , answered, page = "none"] = pageOf(status) ?? [];
      expect(page, status).to.match(/^\//);
      const body = new RegExp(`location = ${page} \\{\\s*internal;\\s*return ${answered} '(.*)';`).exec(
        config,
      )?.[1];
      expect(JSON.parse(body ?? "{}"), status).to.include({ status: Number(answered), type: page });
    }
  });

  it("answers with problems from the services' table, with the same statuses and titles, and one of its own", async () => {
    const config = await textOf("operations/nginx/nginx.conf");
    const table = await textOf("messaging/http/README.md");
    const problems = Array.from(config.matchAll(/return \d+ '(\{"type":"\/problems\/.*\})';/g)).map(
      ([, body = "{}"]) => JSON.parse(body),
    );

    const unknown = problems.filter(({ status, title, type }) => {
      const code = String(type).replace("/problems/", "");
      const titled = `${code.slice(0, 1).toUpperCase()}${code.slice(1).replaceAll("-", " ")}`;
      const isListed = new RegExp(`^\\| ${status} +\\|[^|]*\`${code}\``, "m").test(table);
      return !isListed || title !== titled;
    });
    expect(problems.length).to.be.at.least(9);
    expect(unknown.map(({ type }) => type)).to.deep.equal(["/problems/precondition-failed"]);
  });

  // By itself, nginx serves its own pages for any method, and a failed precondition with an HTML page.
  it("answers a problem to a wrong method or a failed precondition on its own pages", async () => {
    const config = await textOf("operations/nginx/nginx.conf");

    for (const path of ["/", "/healthz"]) {
      const [, rules = ""] = new RegExp(`location = ${path} \\{\n(.*?)\n {4}\\}`, "s").exec(config) ?? [];
      expect(rules, path).to.include('if ($request_method !~ "^(GET|HEAD)$") { return 405; }');
      for (const [status, page] of [
        ["405", "@method-not-allowed"],
        ["412", "@precondition-failed"],
      ] as const) {
        expect(rules, path).to.include(`error_page ${status} =${status} ${page};`);
        const [, body = "{}"] =
          new RegExp(`location ${page} \\{\\s*return ${status} '(.*)';`).exec(config) ?? [];
        expect(JSON.parse(body), page).to.include({
          status: Number(status),
          type: `/problems/${page.slice(1)}`,
        });
      }
    }
  });

  it("routes every documented path to its service, and to no other", async () => {
    const documented = (await Promise.all(services.map(segmentsOf))).flat();
    const config = await textOf("operations/nginx/nginx.conf");
    const routed = Array.from(config.matchAll(/~\^\/\(?([a-z|]+)\)?\(\/\|\$\) (\w+);/g)).flatMap(
      ([, segments = "", service = ""]) => segments.split("|").map((segment) => [segment, service]),
    );

    expect(routed).to.have.deep.members(documented);
  });

  it("leaves to the watcher what a page and the lessons consist of, and nothing else", async () => {
    const config = await textOf("operations/nginx/nginx.conf");
    const [, pattern = "$^"] =
      /location ~ (\S+) \{[^}]*\n {6}proxy_pass http:\/\/\$watcher:3000;/.exec(config) ?? [];
    const page = ["/page.js", "/page.css", "/page/feed", "/page/access", "/page/act", `/${asRoutes.tab}`];
    for (const path of [...page, `/${asRoutes.lessons}`, "/lessons.js", "/lessons.css"])
      expect(path).to.match(new RegExp(pattern));
    for (const path of ["/pages", "/page", "/tabs", "/lessons/", "/lessons.html", "/healthz"])
      expect(path).not.to.match(new RegExp(pattern));
  });

  it("has no route to the payment provider, whose ledger would be anyone's", async () => {
    const config = await textOf("operations/nginx/nginx.conf");
    const targets = Array.from(config.matchAll(/proxy_pass http:\/\/([^:]+):/g), ([, host]) => host);

    expect(new Set(targets)).to.deep.equal(new Set(["$service", "$authorization", "$named", "$watcher"]));
    expect(config).not.to.include("payment-provider");
  });

  it("lists the same paths at /", async () => {
    const documented = (await Promise.all(services.map(segmentsOf))).flat().map(([segment]) => `/${segment}`);
    const config = await textOf("operations/nginx/nginx.conf");
    const [, listed = "[]"] = /"apis":(\[[^\]]*\])/.exec(config) ?? [];

    expect(JSON.parse(listed)).to.have.members(documented);
  });
});
