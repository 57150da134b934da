import { unversioned } from "../generator/contracts.ts";
import { type Change, isBreaking, joinNames } from "./compare/change.ts";
import { compareApis } from "./compare/compare-apis.ts";
import { compareConsumers } from "./compare/compare-consumers.ts";
import { compareEnvelope } from "./compare/compare-envelope.ts";
import { compareEvents } from "./compare/compare-events.ts";
import { compareTopology } from "./compare/topology/topology.ts";
import { unmetBy } from "./compare/unmet-expectations.ts";
import { consumersOf, type Snapshot } from "./release/snapshot.ts";
import { BadInput } from "./schema/bad-input.ts";

/**
 * Why this version of a service (`here`) does not work with another version of all others (`there`); empty if
 * it does. Only the consumers of its events and the producers of the events it consumes matter, so services
 * can be deployed one by one.
 */
export function deploymentConflicts(service: string, here: Snapshot, there: Snapshot): readonly Change[] {
  const known = [...new Set([...servicesOf(here), ...servicesOf(there)])].sort();
  if (!known.includes(service)) {
    throw new BadInput(`Unknown service "${service}": use one of ${joinNames(known)}.`);
  }
  return [
    ...withdrawnEvents(service, here, there),
    ...missingEvents(service, here, there),
    ...incompatibleEvents(service, here, there),
    ...compareEnvelope(there, here).filter(isBreaking),
    ...compareTopology(there, here).filter((one) => isBreaking(one) && one.affected.includes(service)),
    ...compareApis(there, here).filter(
      (one) => isBreaking(one) && one.affected.includes(`clients of the ${service} API`),
    ),
  ];
}

/** Manual steps on a running broker; none of them blocks the deployment. */
export function deploymentSteps(service: string, here: Snapshot, there: Snapshot): readonly Change[] {
  return [...compareTopology(there, here), ...compareConsumers(there, here)].filter(
    (one) => !isBreaking(one) && one.affected.includes(service),
  );
}

const servicesOf = (snapshot: Snapshot) => [
  ...snapshot.hears.keys(),
  ...snapshot.events.map(({ service }) => service),
  ...snapshot.expectations.map(({ consumer }) => consumer),
];

const consumedBy = (snapshot: Snapshot, service: string) =>
  snapshot.events.map(({ type }) => type).filter((type) => consumersOf(snapshot, type).includes(service));

/**
 * A consumer there needs an event of which this service no longer publishes a version that the consumer
 * knows.
 */
function withdrawnEvents(service: string, here: Snapshot, there: Snapshot): readonly Change[] {
  return consumersOfService(there, service).flatMap((consumer) => {
    const consumed = consumedBy(there, consumer).filter((type) => type.startsWith(`${service}.`));
    return unpublished(consumed, here).map((versions) =>
      conflict(
        fileOf(there, versions[0]),
        [consumer],
        `${consumer} consumes ${joinNames(versions)}, which ${service} no longer publishes`,
        `First deploy a version of ${consumer} that does not need it.`,
      ),
    );
  });
}

const consumersOfService = (snapshot: Snapshot, service: string) =>
  [...new Set(snapshot.events.flatMap(({ type }) => consumersOf(snapshot, type)))].filter(
    (one) => one !== service,
  );

/** This service needs an event of which the producer there publishes no version that the service knows. */
function missingEvents(service: string, here: Snapshot, there: Snapshot): readonly Change[] {
  return unpublished(consumedBy(here, service), there).map((versions) => {
    const producer = versions[0]?.split(".")[0] ?? "";
    return conflict(
      fileOf(here, versions[0]),
      [producer],
      `${service} consumes ${joinNames(versions)}, which ${producer} does not publish yet`,
      `Deploy ${producer} first, or also consume the old version.`,
    );
  });
}

/** Both sides have the event, with incompatible schemas. */
function incompatibleEvents(service: string, here: Snapshot, there: Snapshot): readonly Change[] {
  const both = compareEvents(there, here).filter(isBreaking);
  return here.events.flatMap((event): readonly Change[] => {
    const other = there.events.find(({ type }) => type === event.type);
    if (!other) return [];
    const changes = both.filter(({ file }) => file === event.file);
    if (event.service === service) {
      const consumers = consumersOf(there, event.type).filter((one) => one !== service);
      const reliant = there.expectations.filter((one) => one.type === event.type && one.consumer !== service);
      return consumers.length === 0
        ? []
        : [
            ...changes
              .filter(({ breaks }) => breaks.includes("consumers"))
              .map((one) => ({ ...one, affected: consumers })),
            ...reliant.flatMap((one) => unmetBy(event, one)),
          ];
    }
    if (!consumersOf(here, event.type).includes(service)) return [];
    const declared = here.expectations.filter((one) => one.type === event.type && one.consumer === service);
    return [
      ...changes
        .filter(({ breaks }) => breaks.includes("producers"))
        .map((one) => ({
          ...one,
          what: `${service} would park events of ${event.service}: ${one.what}`,
          affected: [event.service],
        })),
      ...declared.flatMap((one) => unmetBy(other, one)),
    ];
  });
}

/** The consumed versions of each event of which none is published. */
function unpublished(consumed: readonly string[], { events }: Snapshot): readonly (readonly string[])[] {
  return [...new Set(consumed.map(unversioned))]
    .map((name) => consumed.filter((type) => unversioned(type) === name))
    .filter((versions) => !events.some(({ type }) => versions.includes(type)));
}

const fileOf = (snapshot: Snapshot, type: string | undefined) =>
  snapshot.events.find((one) => one.type === type)?.file ?? "contracts/hears.ts";

const conflict = (file: string, affected: readonly string[], what: string, remedy: string): Change => ({
  file,
  pointer: "",
  what,
  breaks: ["consumers"],
  affected,
  consequences: [],
  remedy,
});
