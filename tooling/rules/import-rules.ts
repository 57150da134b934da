import type { IConfiguration } from "dependency-cruiser";
import { services as names } from "#contracts/hears.ts";

const services = `^(${names.join("|")})/`;
const tests = "(^|/)test/|^messaging/conformance/";

/** Who may import whom: the table of the house, as rules. `npm run check:boundaries` enforces them. */
export const importRules = {
  forbidden: [
    {
      name: "contracts-import-nothing",
      comment: "contracts/ is what all share: it knows nobody (its generator may use libraries).",
      severity: "error",
      from: { path: "^contracts/", pathNot: `${tests}|^contracts/(generate\\.ts|generator/|gate)` },
      to: { pathNot: "^contracts/|node_modules/(ajv|ajv-formats)/" },
    },
    {
      name: "messaging-runs-anywhere",
      comment:
        "The chassis runs in a browser: no Node API, no driver, nothing but uuid and what validators need.",
      severity: "error",
      from: { path: "^messaging/", pathNot: `${tests}|^messaging/(amqp|mongo|http|process|telemetry)/` },
      to: {
        pathNot:
          "^contracts/|^messaging/(?!(amqp|mongo|http|process|telemetry)/)|node_modules/(uuid|ajv|ajv-formats)/",
      },
    },
    {
      name: "messaging-knows-no-service",
      severity: "error",
      from: { path: "^messaging/", pathNot: tests },
      to: { path: `${services}|^(outside|stage|lessons|trials|operations|examples)/` },
    },
    {
      name: "no-service-imports-another",
      comment: "Services share contracts and nothing else.",
      severity: "error",
      from: { path: services },
      to: { path: services, pathNot: "^$1/" },
    },
    {
      name: "services-know-no-stage",
      severity: "error",
      from: { path: services, pathNot: tests },
      to: { path: "^(outside|stage|lessons|trials|operations|examples|tooling)/" },
    },
    {
      name: "the-outside-knows-no-service",
      severity: "error",
      from: { path: "^outside/", pathNot: tests },
      to: { path: `${services}|^(stage|lessons|trials|operations|examples|contracts)/` },
    },
    {
      name: "drivers-stay-in-their-adapters",
      severity: "error",
      from: {
        pathNot: `${tests}|^messaging/(amqp|mongo|process)/|^(trials|stage|lessons|operations|tooling)/`,
      },
      to: { path: "node_modules/(amqplib|mongodb)/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "nothing-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^coverage/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".json"],
      conditionNames: ["import", "node", "default"],
    },
  },
} satisfies IConfiguration;
