import { type CallType, command, type Ended, ended, type Reaction, reaction } from "./reaction.ts";
import type { Collection } from "./store.ts";

/** A service as data: its table of contents. */
export interface Service {
  readonly name: string;
  /** Its reaction to each type of message. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** Its collections: created before it starts, so that no transaction has to create them. */
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
}

/** The fields that a list is queried by, and the one it is sorted by. */
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
 * Declares a service.
 *
 * @param hears the events that the contracts bind to its inbox
 * @throws Error if it consumes an event without a reaction, reacts to an event it does not consume, or reacts
 * twice
 */
export function service(of: {
  readonly name: string;
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

/** A parked call comes back as a message when it is redriven: make it again, with the same key. */
const makeCall = ({ name }: { readonly name: string }): Reaction =>
  reaction(command<ParkedCall>(name), {
    reads: () => ({}),
    react: (_, { data }) => ({ call: [{ name, ...data }] }),
  });

/** The data of a parked call. */
export interface ParkedCall {
  readonly key: string;
  readonly request: unknown;
}

/** How a service makes one of its outside calls. */
export interface Performer {
  readonly name: string;
  /** Makes the call and returns how it ended. A rejection is retried, unless it is `Unprocessable`. */
  perform(request: unknown, context: CallContext): Promise<Ended>;
}

/** The idempotency key, and a signal that aborts the attempt at its timeout. */
export interface CallContext {
  readonly key: string;
  readonly signal: AbortSignal;
}

/** Binds a type of call to the function that makes it. */
export function performs<Request, End>(
  call: CallType<Request, End>,
  how: (request: Request, context: CallContext) => Promise<End>,
): Performer {
  return {
    name: call.name,
    perform: async (request: Request, context) => ended(call.endsAs, await how(request, context)),
  };
}
