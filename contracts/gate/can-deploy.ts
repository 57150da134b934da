import { type Change, inWords, isBreaking } from "./compare/change.ts";
import { compareApis } from "./compare/compare-apis.ts";
import { compareHearers } from "./compare/compare-consumers.ts";
import { compareEnvelope } from "./compare/compare-envelope.ts";
import { compareEvents } from "./compare/compare-events.ts";
import { compareTopology } from "./compare/compare-topology.ts";
import { notPromisedBy } from "./compare/unmet-expectations.ts";
import { hearersOf, type Tree } from "./release/snapshot.ts";
import { BadInput } from "./schema/bad-input.ts";

/**
 * Why a service as it is here does not fit all others as they are there; empty when it does. What a service says is judged by
 * those who hear it there, what it hears by those who say it there: nobody else matters, so that services move one by one.
 */
export function canDeploy(service: string, here: Tree, there: Tree): readonly Change[] {
  const known = [...new Set([...servicesOf(here), ...servicesOf(there)])].sort();
  if (!known.includes(service)) {
    throw new BadInput(`There is no service "${service}": the contracts know ${inWords(known)}.`);
  }
  return [
    ...unheard(service, here, there),
    ...deaf(service, here, there),
    ...misread(service, here, there),
    ...compareEnvelope(there, here).filter(isBreaking),
    ...compareTopology(there, here).filter((one) => isBreaking(one) && one.who.includes(service)),
    ...compareApis(there, here).filter(
      (one) => isBreaking(one) && one.who.includes(`clients of the ${service} API`),
    ),
  ];
}

/** What has to be done at a broker that runs, though nothing keeps the service from being deployed. */
export function stepsFor(service: string, here: Tree, there: Tree): readonly Change[] {
  return [...compareTopology(there, here), ...compareHearers(there, here)].filter(
    (one) => !isBreaking(one) && one.who.includes(service),
  );
}

const servicesOf = (tree: Tree) => [
  ...tree.hears.keys(),
  ...tree.events.map(({ service }) => service),
  ...tree.expectations.map(({ consumer }) => consumer),
];

const nameOf = (type: string) => type.replace(/\.v\d+$/, "");
const heardBy = (tree: Tree, service: string) =>
  tree.events.map(({ type }) => type).filter((type) => hearersOf(tree, type).includes(service));

/** Somebody there waits for an event of which this service says no version that they know. */
function unheard(service: string, here: Tree, there: Tree): readonly Change[] {
  return consumersOf(there, service).flatMap((consumer) => {
    const heard = heardBy(there, consumer).filter((type) => type.startsWith(`${service}.`));
    const said = here.events.map(({ type }) => type);
    return names(heard)
      .filter((name) => !heard.some((type) => nameOf(type) === name && said.includes(type)))
      .map((name) => {
        const types = inWords(heard.filter((type) => nameOf(type) === name));
        return no(
          fileOf(there, heard[0]),
          [consumer],
          `${consumer} waits for ${types}, which ${service} no longer says`,
          `Deploy a version of ${consumer} that does not need it first.`,
        );
      });
  });
}

const consumersOf = (tree: Tree, service: string) =>
  [...new Set(tree.events.flatMap(({ type }) => hearersOf(tree, type)))].filter((one) => one !== service);

/** This service waits for an event of which nobody there says a version that it knows. */
function deaf(service: string, here: Tree, there: Tree): readonly Change[] {
  const heard = heardBy(here, service);
  const said = there.events.map(({ type }) => type);
  return names(heard)
    .filter((name) => !heard.some((type) => nameOf(type) === name && said.includes(type)))
    .map((name) => {
      const types = inWords(heard.filter((type) => nameOf(type) === name));
      const producer = name.split(".")[0] ?? "";
      return no(
        fileOf(
          here,
          heard.find((type) => nameOf(type) === name),
        ),
        [producer],
        `${service} waits for ${types}, which ${producer} does not say yet`,
        `Deploy ${producer} first, or hear the old version too.`,
      );
    });
}

/** An event is on both sides, and the two do not mean the same by it. */
function misread(service: string, here: Tree, there: Tree): readonly Change[] {
  const both = compareEvents(there, here).filter(isBreaking);
  return here.events.flatMap((event): readonly Change[] => {
    const other = there.events.find(({ type }) => type === event.type);
    if (!other) return [];
    const changes = both.filter(({ file }) => file === event.file);
    if (event.service === service) {
      const hearers = hearersOf(there, event.type).filter((one) => one !== service);
      const reliant = there.expectations.filter((one) => one.type === event.type && one.consumer !== service);
      return hearers.length === 0
        ? []
        : [
            ...changes
              .filter(({ breaks }) => breaks.includes("consumers"))
              .map((one) => ({ ...one, who: hearers })),
            ...reliant.flatMap((one) => notPromisedBy(event, one)),
          ];
    }
    if (!hearersOf(here, event.type).includes(service)) return [];
    const declared = here.expectations.filter((one) => one.type === event.type && one.consumer === service);
    return [
      ...changes
        .filter(({ breaks }) => breaks.includes("producers"))
        .map((one) => ({
          ...one,
          what: `${service} would park what ${event.service} says: ${one.what}`,
          who: [event.service],
        })),
      ...declared.flatMap((one) => notPromisedBy(other, one)),
    ];
  });
}

const names = (types: readonly string[]) => [...new Set(types.map(nameOf))];
const fileOf = (tree: Tree, type: string | undefined) =>
  tree.events.find((one) => one.type === type)?.file ?? "contracts/hears.ts";

const no = (file: string, who: readonly string[], what: string, wayOut: string): Change => ({
  file,
  pointer: "",
  what,
  breaks: ["consumers"],
  who,
  consequences: [],
  wayOut,
});
