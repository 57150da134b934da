// An absolute URI, as CloudEvents asks for in `dataschema`. It identifies the schema and is never fetched:
// the reserved domain `.example` (RFC 2606) can neither serve another company's document nor change with
// ours.
const schemas = "https://pas-de-cinq.example";

/**
 * The URI of the schema of a message's data. Its path is the schema's path in this repository. A service's
 * message to itself has an unversioned type and no schema file; its URI contains only the type.
 */
export function dataschemaOf(type: string): string {
  const uri = uris.get(type) ?? uriOf(type);
  uris.set(type, uri);
  return uri;
}

// There are few types: each URI is computed once.
const uris = new Map<string, string>();

function uriOf(type: string): string {
  const path = type.replaceAll(".", "/");
  return /\/v\d+$/.test(path)
    ? `${schemas}/contracts/events/${path.replace(/\/(v\d+)$/, ".$1")}.json`
    : `${schemas}/${path}`;
}
