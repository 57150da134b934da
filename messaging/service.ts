import type { ServiceName } from "#contracts/generated/events.ts";
import { type CallType, command, type Ended, ended, type Reaction, reaction } from "./reaction.ts";
import type { Collection } from "./store.ts";

/** One service, as data: its table of contents. */
export interface Service {
  readonly name: ServiceName;
  /** What it does about each type of message. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** Where its documents are: made before it starts, so that no transaction has to. */
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
}

/** The fields that a list is looked up by, and the one that orders it. */
export interface Index {
  readonly collection: string;
  readonly fields: readonly string[];
}

/** An index for `store.list`: equality on `fields`, the largest `newestFirst` first. */
export const listedBy = <Document extends object>(
  of: Collection<Document>,
  fields: readonly (keyof Document & string)[],
  newestFirst: keyof Document & string,
): Index => ({ collection: of.collection, fields: [...fields, newestFirst] });

/**
 * Puts a service together.
 *
 * @param hears the events that the contracts bind to its inbox
 * @throws Error when it hears an event without a reaction, or reacts to one it does not hear, or reacts twice
 */
export function service(of: {
  readonly name: ServiceName;
  readonly hears: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly calls?: readonly { readonly name: string }[];
  readonly collections?: readonly { readonly collection: string }[];
  readonly indexes?: readonly Index[];
}): Service {
  const all = [...of.reactions, ...(of.calls ?? []).map(makeCall)];
  const reactions = new Map(all.map((reaction) => [reaction.type, reaction]));
  const isLocal = (type: string) => type.startsWith(`${of.name}.`);
  const problems = [
    ...of.hears
      .filter((type) => !reactions.has(type))
      .map((type) => `hears ${type} but has no reaction to it`),
    ...[...reactions.keys()]
      .filter((type) => !isLocal(type) && !of.hears.includes(type))
      .map((type) => `reacts to ${type} but does not hear it: add it to contracts/hears`),
    ...all
      .filter((reaction) => reactions.get(reaction.type) !== reaction)
      .map((reaction) => `has two reactions to ${reaction.type}`),
  ];
  if (problems.length > 0) throw new Error(`${of.name}: ${problems.join("; ")}`);
  const collections = (of.collections ?? []).map(({ collection }) => collection);
  return { name: of.name, reactions, collections, indexes: of.indexes ?? [] };
}

/** A call that was parked comes back as a message when a person redrives it: make it once more, with the same key. */
const makeCall = ({ name }: { readonly name: string }): Reaction =>
  reaction(command<ParkedCall>(name), {
    reads: () => ({}),
    react: (_, { data }) => ({ call: [{ name, ...data }] }),
  });

/** What the parked message of a call says. */
export interface ParkedCall {
  readonly key: string;
  readonly request: unknown;
}

/** How a service makes one of its outside calls. */
export interface Performer {
  readonly name: string;
  /** Makes the call and says how it ended. Rejecting means: try again, unless it is `Unprocessable`. */
  perform(request: unknown, context: CallContext): Promise<Ended>;
}

/** What an attempt is given: the idempotency key, and a signal that ends it at its timeout. */
export interface CallContext {
  readonly key: string;
  readonly signal: AbortSignal;
}

/** Binds a type of call to what makes it. */
export function performs<Request, End>(
  call: CallType<Request, End>,
  how: (request: Request, context: CallContext) => Promise<End>,
): Performer {
  return {
    name: call.name,
    perform: async (request: Request, context) => ended(call.endsAs, await how(request, context)),
  };
}
