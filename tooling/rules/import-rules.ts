import type { IConfiguration } from "dependency-cruiser";
import { services as names } from "#contracts/hears.ts";

const services = `^(${names.join("|")})/`;
/** Tests and the conformance suites, as a pattern for paths. */
export const tests = "(^|/)test/|^messaging/conformance/";

/** Which folder may import which. `npm run check:boundaries` enforces these rules. */
export const importRules = {
  forbidden: [
    {
      name: "contracts-import-nothing",
      comment: "Every folder imports contracts/, so contracts/ imports none.",
      severity: "error",
      from: { path: "^contracts/", pathNot: tests },
      to: { path: `${services}|^(messaging|outside|stage|lessons|trials|operations|examples|tooling)/` },
    },
    {
      name: "contracts-run-anywhere",
      comment: "A browser validates messages, too; the generator and the gate run on Node alone.",
      severity: "error",
      from: { path: "^contracts/", pathNot: `${tests}|^contracts/(generator|gate)/` },
      to: { pathNot: "^contracts/|node_modules/(ajv|ajv-formats)/" },
    },
    {
      name: "messaging-runs-anywhere",
      comment: "The chassis runs in a browser: no Node API, no driver, and no library but uuid.",
      severity: "error",
      from: { path: "^messaging/", pathNot: `${tests}|^messaging/(amqp|mongo|http|process|telemetry)/` },
      to: {
        pathNot: "^messaging/(?!(amqp|mongo|http|process|telemetry)/)|node_modules/uuid/",
      },
    },
    {
      name: "messaging-imports-no-company",
      comment: "The chassis is for any company; a service is run with its contracts. Tests may use tooling/.",
      severity: "error",
      from: { path: "^messaging/" },
      to: { path: `${services}|^(contracts|outside|stage|lessons|trials|operations|examples)/` },
    },
    {
      name: "examples-import-the-chassis-alone",
      comment:
        "A second company, as a stranger would write it: the chassis, the generator of contracts, command lines.",
      severity: "error",
      from: { path: "^examples/", pathNot: tests },
      to: {
        path: `${services}|^(outside|stage|lessons|trials|operations)/|^contracts/(?!generator/)|^tooling/(?!terminal/)`,
      },
    },
    {
      name: "no-service-imports-another",
      comment: "Services share contracts, and no code of each other.",
      severity: "error",
      from: { path: services },
      to: { path: services, pathNot: "^$1/" },
    },
    {
      name: "services-import-no-tools",
      severity: "error",
      from: { path: services, pathNot: tests },
      to: { path: "^(outside|stage|lessons|trials|operations|examples|tooling)/" },
    },
    {
      name: "outside-imports-nothing-of-ours",
      comment: "The payment provider belongs to another company, which has none of our code.",
      severity: "error",
      from: { path: "^outside/", pathNot: tests },
      to: { path: `${services}|^(messaging|contracts|stage|lessons|trials|operations|examples|tooling)/` },
    },
    {
      name: "drivers-stay-in-their-adapters",
      severity: "error",
      from: {
        pathNot: `${tests}|^messaging/(amqp|mongo|process)/|^(trials|stage|lessons|operations|examples|tooling)/`,
      },
      to: { path: "node_modules/(amqplib|mongodb)/" },
    },
    {
      name: "no-imports-from-tests",
      comment: "Code that tests and programs share belongs in tooling/testing/.",
      severity: "error",
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable-import", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^coverage/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".js", ".json"],
      conditionNames: ["import", "node", "default"],
    },
  },
} satisfies IConfiguration;
