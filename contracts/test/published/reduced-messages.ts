import { fieldOf, flatten, itemsOf, type Place } from "../../gate/schema/flatten.ts";
import { isJson } from "../../generator/contracts.ts";
import { allServices, type Situation } from "./story-messages.ts";

/** The message's data with only the fields of a declaration. */
export function onlyDeclared(place: Place, data: unknown): unknown {
  const flat = flatten(place);
  const items = itemsOf(flat);
  if (Array.isArray(data) && items) return data.map((one) => onlyDeclared(items, one));
  if (!isJson(data) || !isJson(flat.schema.properties)) return data;
  const fields = Object.keys(flat.schema.properties).flatMap((name) => {
    const field = fieldOf(flat, name);
    return field && name in data ? [[name, onlyDeclared(field, data[name])]] : [];
  });
  return Object.fromEntries(fields);
}

/** The data without one field: `/items/each/dishId` is removed from every item. */
export function without(data: unknown, path: string): unknown {
  const [name, ...rest] = path.split("/").slice(1);
  const below = rest.map((one) => `/${one}`).join("");
  if (name === "each" && Array.isArray(data)) return below ? data.map((one) => without(one, below)) : [];
  if (!isJson(data) || name === undefined) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      if (key !== name) return [[key, value]];
      return below ? [[key, without(value, below)]] : [];
    }),
  );
}

const unknown = "unknown-to-everybody";

/** The data with an additional field in every object, at any depth. */
export function withUnknownFields(data: unknown, values: Iterator<unknown>): unknown {
  if (Array.isArray(data)) return data.map((one) => withUnknownFields(one, values));
  if (!isJson(data)) return data;
  const fields = Object.entries(data).map(([name, value]) => [name, withUnknownFields(value, values)]);
  return { ...Object.fromEntries(fields), [unknown]: values.next().value };
}

/**
 * A reaction's decision in a situation, as text: which documents it reads, and its outcome. Without unknown
 * fields: a value that is stored whole, such as an amount of money, keeps them.
 */
export function outcomeOf({ consumer, message, documents, now }: Situation, data: unknown): string {
  const reaction = allServices[consumer].reactions.get(message.type);
  try {
    const said = { ...message, data };
    const outcome = { reads: reaction?.reads(data, said), does: reaction?.react(documents, said, { now }) };
    return JSON.stringify(outcome, (key, value) => (key === unknown ? undefined : value));
  } catch (error) {
    return `fails: ${String(error)}`;
  }
}
