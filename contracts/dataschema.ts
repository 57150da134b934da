// An absolute URI, as CloudEvents asks for in `dataschema`. It names the schema and is compared, never fetched: `.example` belongs
// to nobody (RFC 2606), so that it can neither lead to another company's document nor change with ours.
const schemas = "https://pas-de-cinq.example";

/**
 * The URI of the schema that the data of a message fits: below the host, it is the schema's path in this repository. What a service
 * sends only to itself has a type without a version and no schema there; its URI is just its name.
 */
export function dataschemaOf(type: string): string {
  const path = type.replaceAll(".", "/");
  return /\/v\d+$/.test(path)
    ? `${schemas}/contracts/events/${path.replace(/\/(v\d+)$/, ".$1")}.json`
    : `${schemas}/${path}`;
}
