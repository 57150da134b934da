const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ids of orders and messages in a text, in its order. */
export const idsIn = (text: string): readonly string[] => text.match(uuids) ?? [];

/** A text with a name for each id. */
export const withNames = (text: string, nameOf: (id: string) => string): string =>
  text.replace(uuids, (id) => nameOf(id));
